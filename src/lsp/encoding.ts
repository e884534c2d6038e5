import type { Position, Range } from 'vscode-languageserver';
import { lineStarts, positionAt, type Span } from '../model/span.ts';

/** The units in which a client counts the characters of a line. */
export const ENCODINGS = ['utf-16', 'utf-8', 'utf-32'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Between offsets of a text and the places of a client, whose lines and characters count from 0. */
export interface Places {
  /** A place behind the end of its line, or of the text, is taken for that end. */
  offsetAt(position: Position): number;
  positionAt(offset: number): Position;
  rangeOf(span: Span): Range;
}

export function placesIn(text: string, encoding: Encoding): Places {
  const starts = lineStarts(text);
  const position = (offset: number): Position => {
    const { line, column } = positionAt(starts, offset);
    const start = starts[line - 1] ?? 0;
    return { line: line - 1, character: encoding === 'utf-16' ? column - 1 : lengthIn(encoding, text.slice(start, offset)) };
  };
  return {
    positionAt: position,
    rangeOf: ([start, end]) => ({ start: position(start), end: position(end) }),
    offsetAt({ line, character }) {
      const start = starts[line];
      if (start === undefined) return line < 0 ? 0 : text.length;
      const end = endOfLine(text, starts[line + 1] ?? text.length, start);
      return encoding === 'utf-16' ? Math.min(start + Math.max(0, character), end) : offsetIn(encoding, text, start, end, character);
    },
  };
}

/** The end of a line without its line break. `next` is where the next line starts. */
function endOfLine(text: string, next: number, start: number): number {
  let end = next;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return end;
}

function lengthIn(encoding: Exclude<Encoding, 'utf-16'>, text: string): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text) : [...text].length;
}

/** Counts characters until there are as many units as asked for; one that they end inside of counts as not reached. */
function offsetIn(encoding: Exclude<Encoding, 'utf-16'>, text: string, start: number, end: number, units: number): number {
  let offset = start;
  let left = units;
  for (const character of text.slice(start, end)) {
    left -= encoding === 'utf-8' ? Buffer.byteLength(character) : 1;
    if (left < 0) break;
    offset += character.length;
  }
  return offset;
}
