import type { Piece, Place, Reader, Source } from './source.ts';

/** A piece and where it stands. */
export interface Found extends Place, Piece {}

const LIST_MARKER = /(?:[-*+]|\d{1,9}[.)])[ \t]+/y;
const FENCE = /(`{3,})[^`\r\n]*$|(~{3,})/my;
/** Elements whose content is no Markdown, whatever it holds. */
const RAW_ELEMENT = /<(script|style|pre|textarea)(?![\w-])/iy;
const MODULE = /(?:import|export)\b/y;
const HTML = /<[A-Za-z/!]/y;
const MAY_BE_PASSED_OVER = new Set('`~<-*+0123456789ie');
const BACKTICKS = /`+/y;

/**
 * Finds the pieces from left to right; what begins first wins. Code, comments and raw elements are passed over: what
 * they hold is meant to be seen as it is.
 */
export function scan(source: Source, readers: readonly Reader[]): Found[] {
  const { text } = source;
  const found: Found[] = [];
  const starts = [...new Set(readers.flatMap(({ starts }) => [...starts]))];
  const next = new RegExp(`[${['`', '<', '\\', '\r', '\n', ...starts].map((unit) => `\\u${hex(unit)}`).join('')}]`, 'g');
  const readersOf = new Map(starts.map((unit) => [unit, readers.filter((reader) => reader.starts.includes(unit))]));
  const lineStarts = new Set(readers.flatMap(({ lineStarts = '' }) => [...lineStarts]));
  const lineReaders = new Map([...lineStarts].map((unit) => [unit, readers.filter((reader) => reader.lineStarts?.includes(unit))]));
  const codeSpanEnd = codeSpans(source);

  let lineStart = -1;
  let line: Omit<Place, 'at' | 'startsLine'> & { content: number } = { content: 0, inQuote: false, inHeading: false, inHtml: false };
  let at = 0;

  const take = (place: Place, piece: Piece | undefined): boolean => {
    if (piece === undefined) return false;
    at = piece.end;
    if (piece.how === 'skip') return true;
    const isMultiline = source.lineEnd(place.at) < at;
    const how = isMultiline && !place.inHtml ? 'blank' : piece.how;
    found.push({ ...place, ...piece, how });
    // The parser sees nothing before what follows.
    if (how === 'blank' && (isMultiline || place.startsLine)) beginLine();
    return true;
  };
  const beginLine = (): void => {
    lineStart = at;
    const { content, inQuote } = skipIndentation(text, at);
    const isBlank = content >= text.length || isLineBreak(text[content]);
    const unit = text.charAt(content);
    const inHtml = !isBlank && (line.inHtml || (unit === '<' && matches(HTML, text, content)));
    line = { content, inQuote, inHeading: unit === '#', inHtml };
    if (isBlank) return;
    const end = MAY_BE_PASSED_OVER.has(unit) ? passedOver(source, content, inQuote) : undefined;
    if (end !== undefined) {
      at = end;
      line = { ...line, inHtml: false };
      return;
    }
    at = content;
    const asked = lineReaders.get(unit);
    if (asked === undefined) return;
    const place = { ...line, at, startsLine: true };
    const rest = text.slice(content, source.lineEnd(content)).trimEnd();
    for (const reader of asked) if (take(place, reader.readLine?.(rest, place, source))) return;
  };

  beginLine();
  for (;;) {
    next.lastIndex = at;
    const match = next.exec(text);
    if (match === null) return found;
    at = match.index;
    const unit = match[0];
    if (isLineBreak(unit)) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      beginLine();
      continue;
    }
    const asked = readersOf.get(unit);
    if (asked !== undefined) {
      const place = { ...line, at, startsLine: at === line.content && lineStart <= at };
      if (asked.some((reader) => take(place, reader.read(place, source)))) continue;
    }
    if (unit === '`') at = codeSpanEnd(at);
    else if (unit === '<' && text.startsWith('<!--', at)) at = orElse(source.find('-->', at + 4), at);
    else if (unit === '\\' && at + 1 < text.length && !isLineBreak(text[at + 1])) at += 2;
    else at++;
  }
}

/** The end of a fence, of an element with raw content, or of imports in MDX, where one begins at `content`. */
function passedOver(source: Source, content: number, inQuote: boolean): number | undefined {
  const { text } = source;
  let at = content;
  for (LIST_MARKER.lastIndex = at; LIST_MARKER.test(text); ) at = LIST_MARKER.lastIndex;
  FENCE.lastIndex = at;
  const fence = FENCE.exec(text);
  if (fence !== null) return fenceEnd(source, at, fence[1] ?? fence[2] ?? '', inQuote);
  RAW_ELEMENT.lastIndex = content;
  const element = RAW_ELEMENT.exec(text)?.[1];
  if (element !== undefined) {
    const end = source.find(`</${element}`, content);
    return end === -1 ? undefined : end;
  }
  return source.dialect === 'mdx' && matches(MODULE, text, content) ? source.paragraphEnd(content) : undefined;
}

/** The end of the closing line; of the text or the quotation, where there is none. */
function fenceEnd(source: Source, at: number, marker: string, inQuote: boolean): number {
  const { text } = source;
  for (let end = source.lineEnd(at); end < text.length; ) {
    const start = end + (text.startsWith('\r\n', end) ? 2 : 1);
    const line = skipIndentation(text, start);
    if (inQuote && !line.inQuote) return end;
    end = source.lineEnd(start);
    const rest = text.slice(line.content, end).trimEnd();
    if (rest.length >= marker.length && rest === marker.charAt(0).repeat(rest.length)) return end;
  }
  return text.length;
}

/** Answers the end of the code span that begins with the backticks at a place; the end of these, if none does. */
function codeSpans(source: Source): (at: number) => number {
  /** Up to where there are no backticks of a length. */
  const none = new Map<number, number>();
  return (at) => {
    const { text } = source;
    BACKTICKS.lastIndex = at;
    const length = BACKTICKS.exec(text)?.[0].length ?? 1;
    const limit = source.paragraphEnd(at);
    if (at < (none.get(length) ?? -1)) return at + length;
    const run = /`+/g;
    run.lastIndex = at + length;
    for (let other = run.exec(text); other !== null && other.index < limit; other = run.exec(text))
      if (other[0].length === length) return run.lastIndex;
    none.set(length, limit);
    return at + length;
  };
}

function skipIndentation(text: string, from: number): { content: number; inQuote: boolean } {
  let content = from;
  let inQuote = false;
  for (let unit = text[content]; unit === ' ' || unit === '\t' || unit === '>'; unit = text[content]) {
    inQuote ||= unit === '>';
    content++;
  }
  return { content, inQuote };
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

const isLineBreak = (unit: string | undefined) => unit === '\n' || unit === '\r';
const orElse = (found: number, at: number) => (found === -1 ? at + 1 : found);
const hex = (unit: string) => unit.charCodeAt(0).toString(16).padStart(4, '0');
