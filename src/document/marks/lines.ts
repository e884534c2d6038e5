import type { Edit } from '../../model/finding.ts';
import type { Span } from '../../model/span.ts';

const BREAK = /\r\n|\r|\n/g;
/** White space, and what quotations put before their lines. */
const EMPTY = /^[\s>]*$/;

/** The lines that a span touches, with the break behind them. */
export function linesAround(text: string, [start, end]: Span): Span {
  const lineStart = start === 0 ? 0 : Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  return [lineStart, endOfLine(text, end)];
}

/** The line behind `offset`, which begins one; undefined at the end of the text. */
export function lineAt(text: string, offset: number): Span | undefined {
  return offset >= text.length ? undefined : [offset, endOfLine(text, offset)];
}

function endOfLine(text: string, offset: number): number {
  BREAK.lastIndex = offset;
  return BREAK.exec(text) === null ? text.length : BREAK.lastIndex;
}

/** Whether nothing else stands on the lines of a span. */
export function isAlone(text: string, span: Span): boolean {
  const [start, end] = linesAround(text, span);
  return EMPTY.test(text.slice(start, span[0])) && text.slice(span[1], end).trim() === '';
}

/**
 * Takes out a comment that is a block of its own. One empty line stays, or becomes one, where there was one or the comment
 * parted two texts; `mayPart` says whether an empty line in its place would do no harm.
 */
export function withoutBlock(text: string, span: Span, bodyStart: number, mayPart: boolean): Edit | undefined {
  const [start, end] = linesAround(text, span);
  const before = start <= bodyStart ? undefined : text.slice(...linesAround(text, [start - 1, start - 1]));
  const next = lineAt(text, end);
  const isOpenBefore = before === undefined || EMPTY.test(before);
  const isOpenBehind = next === undefined || EMPTY.test(text.slice(...next));
  if (isOpenBefore) return { span: [start, isOpenBehind ? (next?.[1] ?? end) : end], text: '' };
  if (isOpenBehind) return { span: [start, end], text: '' };
  return mayPart ? { span, text: '' } : undefined;
}

/** Takes out a comment inside a text, with the space before it; undefined where what follows it would begin the line. */
export function withoutInline(text: string, span: Span): Edit | undefined {
  const [start] = linesAround(text, span);
  const before = text.slice(start, span[0]);
  if (/^[\s>]*(?:(?:[-+*]|\d+[.)]|#+|\|)\s*)?$/.test(before)) return undefined;
  return { span: [span[0] - (before.length - before.trimEnd().length), span[1]], text: '' };
}
