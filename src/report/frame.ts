import type { Range } from '../model/span.ts';
import { printable } from './printable.ts';
import { displayWidth } from './width.ts';

/** A source line as it is shown, and the columns under which the caret stands. */
export interface Frame {
  readonly line: string;
  /** Columns before the caret, and columns that it is long. */
  readonly indent: number;
  readonly length: number;
}

const TAB = '    ';
/** Of a long line, this much around the range is shown. */
const MOST_COLUMNS = 110;
const CONTEXT = 30;

/** The line of `text` on which `range` starts; `lineStart` is its offset. Undefined where the range is outside the text. */
export function frameOf(text: string, { start, end }: Range): Frame | undefined {
  const lineStart = start.offset - (start.column - 1);
  if (lineStart < 0 || start.offset > text.length) return undefined;
  const ends = ['\n', '\r'].map((mark) => text.indexOf(mark, lineStart)).filter((at) => at !== -1);
  const line = text.slice(lineStart, Math.min(text.length, ...ends));
  const from = start.column - 1;
  const to = Math.max(from, end.line === start.line ? end.column - 1 : line.length);
  const clipped = clip(line, from, to);
  const before = show(clipped.line.slice(0, clipped.from));
  const within = show(clipped.line.slice(clipped.from, clipped.to));
  return { line: show(clipped.line), indent: displayWidth(before), length: Math.max(1, displayWidth(within)) };
}

function show(text: string): string {
  return printable(text.replace(/^\uFEFF/, '').replaceAll('\t', TAB));
}

/** Cuts a long line at both sides, at whole characters, with `…` where something is left out. */
function clip(line: string, from: number, to: number): { line: string; from: number; to: number } {
  if (line.length <= MOST_COLUMNS) return { line, from, to };
  const start = wholeCharacter(line, from < CONTEXT * 2 ? 0 : from - CONTEXT);
  const end = wholeCharacter(line, Math.min(line.length, Math.max(start + MOST_COLUMNS, Math.min(to + CONTEXT, from + MOST_COLUMNS))));
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  return { line: `${lead}${line.slice(start, end)}${end < line.length ? '…' : ''}`, from: from + shift, to: Math.min(to, end) + shift };
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(line: string, at: number): number {
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
