import type { Dialect } from '../../model/document.ts';

/** A text that is searched from left to right: every search remembers its answer, so that all of them cost one pass. */
export interface Source {
  readonly text: string;
  readonly dialect: Dialect;
  /** The next place of `needle`, or -1. */
  find(needle: string, from: number): number;
  /** The end of the line, before its line break. */
  lineEnd(from: number): number;
  /** The next blank line, or the end. */
  paragraphEnd(from: number): number;
}

/** What a reader is told of the place at which one of its signs stands. */
export interface Place {
  readonly at: number;
  /** Nothing but indentation and quotation marks stands before it. */
  readonly startsLine: boolean;
  readonly inQuote: boolean;
  readonly inHeading: boolean;
  readonly inHtml: boolean;
}

/**
 * A piece of another syntax: `blank` is nothing to Markdown; `quiet` is text without the characters that mean something
 * to Markdown; a `tag` is blank on a line of its own, else quiet; `skip` is left as it is, and not looked into.
 */
export interface Piece {
  readonly end: number;
  /** What the parser is to see in place of a blank piece; no longer than that. */
  readonly as?: string;
  readonly how: 'blank' | 'quiet' | 'tag' | 'skip';
}

/** Knows a syntax, or several of a kind. Made anew for every text: it may remember what it has seen. */
export interface Reader {
  /** Characters at which `read` is asked. */
  readonly starts: string;
  read(place: Place, source: Source): Piece | undefined;
  /** Characters at which `readLine` is asked, at the start of a line; `line` is the rest of it. */
  readonly lineStarts?: string;
  readLine?(line: string, place: Place, source: Source): Piece | undefined;
}

const BLANK_LINE = /(?:\r\n|\n|\r(?!\n))[ \t>]*(?=[\r\n])/g;
const LINE_BREAK = /[\r\n]/g;

export function sourceOf(text: string, dialect: Dialect): Source {
  const memory = new Map<string | RegExp, { from: number; at: number }>();
  const remembered = (key: string | RegExp, from: number, search: () => number): number => {
    const known = memory.get(key);
    if (known !== undefined && known.from <= from && (known.at === -1 || from <= known.at)) return known.at;
    const at = search();
    memory.set(key, { from, at });
    return at;
  };
  const match = (pattern: RegExp, from: number) =>
    remembered(pattern, from, () => {
      pattern.lastIndex = from;
      return pattern.exec(text)?.index ?? -1;
    });
  const orEnd = (at: number) => (at === -1 ? text.length : at);
  return {
    text,
    dialect,
    find: (needle, from) => remembered(needle, from, () => text.indexOf(needle, from)),
    lineEnd: (from) => orEnd(match(LINE_BREAK, from)),
    paragraphEnd: (from) => orEnd(match(BLANK_LINE, from)),
  };
}

/** The first of sorted places behind `from`. */
export function nextOf<T extends { readonly at: number }>(places: readonly T[], from: number): T | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  return places[low];
}
