import type { FrontMatterFormat, FrontMatterProblem } from '../../model/frontmatter.ts';
import type { Span } from '../../model/span.ts';

/** Where the front matter stands, before its values are read. */
export interface FrontMatterBlock {
  readonly format: FrontMatterFormat;
  readonly span: Span;
  readonly opening: Span;
  readonly content: Span;
  /** JSON whose outer braces are left out. */
  readonly isBraceless?: boolean;
  /** Whether lines of YAML may be indented by tabs. */
  readonly takesTabs?: boolean;
}

export interface Split {
  readonly block: FrontMatterBlock | undefined;
  /** Offset behind the block and its line break; behind the byte order mark without one. */
  readonly bodyStart: number;
  readonly problem: FrontMatterProblem | undefined;
}

const OPENER = /^(?:(---)[ \t]*([A-Za-z]*)|(\+\+\+)|(;;;))[ \t]*(?=[\r\n]|$)/;
const LANGUAGES = new Map<string, FrontMatterFormat>([
  ['', 'yaml'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['json', 'json'],
]);
/** Languages that gray-matter and its kin hand to `eval`. */
const EXECUTABLE = new Set(['js', 'javascript', 'ts', 'typescript', 'coffee', 'coffeescript', 'cson']);
/** Hugo's JSON front matter: a brace alone on the first line, a quoted key on the next. */
const BARE_JSON = /^\{[ \t]*(?:\r\n|\r|\n)\s*"/;
const KEY_LINE = /^["']?[A-Za-z_][\w.-]*["']?[ \t]*[:=](?:[ \t]|$)/;

/** A file that is all data: its values are judged as front matter is, and there is no text behind them. */
export function wholeFile(text: string, format: FrontMatterFormat): Split {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const whole: Span = [start, text.length];
  const opening: Span = [start, lineEnd(text, start)];
  return { block: { format, span: whole, opening, content: whole }, bodyStart: text.length, problem: undefined };
}

/** Finds the front matter at the start of a file. Also says when it was meant and is not one. */
export function splitFrontMatter(text: string): Split {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const rest = text.slice(start, start + 200);
  const none = (problem?: FrontMatterProblem): Split => ({ block: undefined, bodyStart: start, problem });
  if (BARE_JSON.test(rest)) return splitBareJson(text, start);

  const opener = OPENER.exec(rest);
  if (opener === null) return none(lateOpener(text, start));
  const fence = opener[1] ?? opener[3] ?? opener[4] ?? '---';
  const language = (opener[2] ?? '').toLowerCase();
  const opening: Span = [start, start + opener[0].trimEnd().length];
  const contentStart = afterLineBreak(text, start + opener[0].length);

  const closing = findClosing(text, contentStart, fence);
  if (closing === undefined) {
    const first = lineAt(text, contentStart);
    const isJson = fence === ';;;' || language === 'json';
    if (!KEY_LINE.test(first) && !(isJson && first.startsWith('{'))) return none();
    return none({
      kind: 'syntax',
      span: opening,
      message: `Front matter is opened by \`${fence}\` and never closed`,
      hint: `Put \`${fence}\` on a line of its own behind the last key.`,
    });
  }
  if (fence === '---' && language === '' && isText(text.slice(contentStart, closing[0]))) return none();
  const block = { span: [start, closing[1]], opening, content: [contentStart, closing[0]] } as const;
  const bodyStart = afterLineBreak(text, lineEnd(text, closing[1]));
  if (EXECUTABLE.has(language)) {
    const isScript = language.startsWith('j');
    const message = `Front matter in \`${language}\` is code, no data${isScript ? ': gray-matter runs it when it reads the post' : ''}`;
    return {
      block: undefined,
      bodyStart,
      problem: { kind: 'executable', span: opening, message, hint: 'Write it as YAML, or move the code out of the content.' },
    };
  }
  const format = fence === '+++' ? 'toml' : fence === ';;;' ? 'json' : LANGUAGES.get(language);
  if (format === undefined) {
    return {
      block: undefined,
      bodyStart,
      problem: { kind: 'syntax', span: opening, message: `\`${language}\` is no front matter language`, hint: 'Use YAML, TOML or JSON.' },
    };
  }
  return { block: { format, ...block }, bodyStart, problem: undefined };
}

/** A blank line, and no key in what follows: a text between two thematic breaks. */
function isText(content: string): boolean {
  return /^[ \t]*[\r\n]/.test(content) && content.trim() !== '' && !/^[^\s#>*-][^\r\n]*:(?:[ \t\r\n]|$)/m.test(content);
}

function findClosing(text: string, from: number, fence: string): Span | undefined {
  for (let at = from; at < text.length; at = afterLineBreak(text, lineEnd(text, at))) {
    if (text.charCodeAt(at) !== fence.charCodeAt(0) && text.charCodeAt(at) !== 0x2e) continue;
    const line = lineAt(text, at).trimEnd();
    if (line === fence || (fence === '---' && line === '...')) return [at, at + line.length];
  }
  return undefined;
}

function splitBareJson(text: string, start: number): Split {
  const end = /(?:\r\n|\r|\n)\}[ \t]*(?=[\r\n]|$)/.exec(text.slice(start));
  if (end === null) {
    const problem = {
      kind: 'syntax',
      span: [start, start + 1],
      message: 'Front matter is opened by `{` and never closed',
      hint: 'Put `}` on a line of its own behind the last key.',
    } as const;
    return { block: undefined, bodyStart: start, problem };
  }
  const close = start + end.index + end[0].trimEnd().length;
  const block: FrontMatterBlock = { format: 'json', span: [start, close], opening: [start, start + 1], content: [start, close] };
  return { block, bodyStart: afterLineBreak(text, start + end.index + end[0].length), problem: undefined };
}

/** A line as it stands inside of front matter. */
const INNER_LINE = /^(?:[A-Za-z_][\w-]*[ \t]*[:=]|[ \t]|-[ \t])/;
const COMMON_KEY = /^(?:title|date|layout|description|slug|draft|tags)[ \t]*[:=]/;
/** A front matter that has slipped down stands no further down than this. */
const MOST_LINES_ABOVE = 20;

/**
 * A block with keys that begins after something else: no parser takes it for front matter, and its keys are lost. Its
 * closing fence and keys that every front matter has tell it from a heading or a line across the page.
 */
function lateOpener(text: string, start: number): FrontMatterProblem | undefined {
  let above = '';
  let at = start;
  for (let count = 0; count < MOST_LINES_ABOVE && at < text.length; count++) {
    const line = lineAt(text, at);
    const fence = line.trim();
    if (fence === '---' || fence === '+++') {
      const isMeant = above.trim() === '' ? count > 0 || line !== fence : isBehindText(above);
      const keys = isMeant ? keysUntil(text, afterLineBreak(text, lineEnd(text, at)), fence) : [];
      if (keys.length === 0) return undefined;
      return above.trim() === '' || keys.some((key) => COMMON_KEY.test(key)) ? late(at + line.indexOf(fence), fence, above) : undefined;
    }
    above += `${line}\n`;
    at = afterLineBreak(text, lineEnd(text, at));
  }
  return undefined;
}

/** A text right above dashes is a heading; some generators allow comments before the front matter. */
function isBehindText(above: string): boolean {
  return /\n[ \t]*\n$/.test(above) && above.replace(/<!--[\s\S]*?-->/g, '').trim() !== '';
}

/** The lines up to the closing fence; none when there is no such fence, or another kind of line before it. */
function keysUntil(text: string, from: number, fence: string): string[] {
  const keys: string[] = [];
  for (let at = from; at < text.length; at = afterLineBreak(text, lineEnd(text, at))) {
    const line = lineAt(text, at);
    if (line.trim() === fence) return keys;
    if (!INNER_LINE.test(line)) return [];
    keys.push(line);
  }
  return [];
}

function late(at: number, fence: string, above: string): FrontMatterProblem {
  const isBlank = above.trim() === '';
  const what = isBlank ? 'blank lines or spaces' : 'the text';
  return {
    kind: 'syntax',
    span: [at, at + fence.length],
    message: `Front matter must begin on the first line; ${what} above \`${fence}\` make${isBlank ? '' : 's'} it part of the text`,
    hint: `Move it to the top${isBlank ? ': remove what is above it' : ''}.`,
  };
}

export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  return end;
}

export function lineAt(text: string, at: number): string {
  return text.slice(at, lineEnd(text, at));
}

export function afterLineBreak(text: string, at: number): number {
  if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) return at + 2;
  const unit = text.charCodeAt(at);
  return unit === 10 || unit === 13 ? at + 1 : at;
}
