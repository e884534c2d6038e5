import { lineStarts, type Range } from '../../model/span.ts';
import { markup } from '../xml.ts';

/** Of a long range this many lines are shown, and of a long line this much at each side of it. */
const MOST_LINES = 6;
const MOST_AROUND = 200;

/** The lines of a finding with one before and one after, and the range marked; empty where it is outside the text. */
export function excerpt(text: string, starts: readonly number[], { start, end }: Range): string {
  if (start.offset > text.length || start.line > starts.length) return '';
  const last = Math.min(end.line, start.line + MOST_LINES - 1);
  const numbers = Array.from({ length: last - start.line + 3 }, (_, index) => start.line - 1 + index);
  const width = String(last + 1).length;
  const lines = numbers
    .filter((number) => number >= 1 && number <= starts.length)
    .map((number) => {
      const from = starts[number - 1] ?? 0;
      const line = text.slice(from, starts[number]).replace(/[\r\n]+$/, '');
      return `<b>${String(number).padStart(width)} │ </b>${marked(line, start.offset - from, end.offset - from)}`;
    });
  return `<pre>${lines.join('\n')}</pre>`;
}

function marked(line: string, from: number, to: number): string {
  const start = Math.min(Math.max(0, from), line.length);
  const end = Math.min(Math.max(start, to), line.length);
  const within = to > 0 && from <= line.length && start < end ? `<mark>${shown(line.slice(start, end), 2 * MOST_AROUND)}</mark>` : '';
  if (within === '') return shown(line, 2 * MOST_AROUND);
  const before = line.slice(Math.max(0, start - MOST_AROUND), start);
  const lead = start > MOST_AROUND ? '…' : '';
  return `${lead}${shown(before, MOST_AROUND)}${within}${shown(line.slice(end), MOST_AROUND)}`;
}

function shown(text: string, most: number): string {
  const clipped = text.length > most ? `${text.slice(0, most)}…` : text;
  return markup(clipped.replace(/^\uFEFF/, '').replaceAll('\t', '    '));
}

export function startsOf(text: string | undefined): readonly number[] {
  return text === undefined ? [] : lineStarts(text);
}
