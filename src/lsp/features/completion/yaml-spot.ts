import type { KeyPath } from '../../../model/frontmatter.ts';
import { type Spot, valueSpot } from './spot.ts';

/** A line of block YAML, by columns: the dashes of the lists that it begins entries of, and its text. */
interface Line {
  readonly dashes: readonly number[];
  readonly column: number;
  readonly text: string;
}

const ENTRY = /^(["']?)([^"'#:\s](?:[^"':]|:(?=\S))*?)\1:(?:[ \t]+(.*))?$/;
const BLOCK_TEXT = /^[|>][-+\d]*\s*(?:#.*)?$/;

/** What is written at the end of `before`, in the lines of a block of YAML; undefined in comments and in texts of several lines. */
export function yamlSpot(before: readonly string[], after: readonly string[]): Spot | undefined {
  const head = before.at(-1) ?? '';
  const above = before.slice(0, -1).map(lineOf);
  const line = lineOf(head);
  const parent = parentOf(above, line);
  if (parent === undefined || line.text.startsWith('#')) return undefined;
  const siblings = keysBeside(line.column, above, after.map(lineOf));

  const [, , key, value] = ENTRY.exec(line.text) ?? [];
  if (key !== undefined && value === undefined && !/[ \t]$/.test(head)) return undefined;
  if (key !== undefined) return valueSpot(value ?? '', [...parent, key], siblings);
  // A key is no longer than a word, and the text of an entry may be anything.
  if (line.dashes.length > 0) return { ...valueSpot(line.text, parent, siblings), kind: 'entry' };
  return /^[\w-]*$/.test(line.text) ? { kind: 'key', path: parent, length: line.text.length, isQuoted: false, siblings } : undefined;
}

function lineOf(line: string): Line {
  const [, indent = '', marks = '', text = ''] = /^(\s*)((?:-(?:\s+|$))*)(.*?)\r?$/.exec(line) ?? [];
  const dashes = [...marks.matchAll(/-/g)].map(({ index }) => indent.length + index);
  return { dashes, column: indent.length + marks.length, text };
}

const isNothing = ({ text, dashes }: Line) => dashes.length === 0 && (text === '' || text.startsWith('#'));

/** The path of the map or list that a line belongs to, by the lines above it; undefined inside of a text. */
function parentOf(above: readonly Line[], line: Line): KeyPath | undefined {
  const path: (string | number)[] = line.dashes.map(() => 0);
  /** What is above stands further to the left; the key of a list may stand right above its dashes. */
  let limit = line.dashes[0] ?? line.column;
  let isEntry = line.dashes.length > 0;
  for (const { dashes, column, text } of above.filter((other) => !isNothing(other)).toReversed()) {
    if (limit === 0 && !isEntry) break;
    const [, , key, value] = ENTRY.exec(text) ?? [];
    if (key !== undefined && (column < limit || (isEntry && column === limit))) {
      if (BLOCK_TEXT.test(value ?? '')) return undefined;
      path.unshift(key);
      limit = column;
      isEntry = false;
    }
    for (const [index, dash] of [...dashes.entries()].toReversed()) {
      if (dash >= limit || (dashes[index + 1] ?? column) > limit) continue;
      path.unshift(0);
      limit = dash;
      isEntry = true;
    }
  }
  return path;
}

/** The keys of the map whose keys stand in a column, around a line. */
function keysBeside(column: number, above: readonly Line[], after: readonly Line[]): Set<string> {
  const keys = new Set<string>();
  const collect = (lines: readonly Line[], isUpwards: boolean) => {
    for (const line of lines.filter((other) => !isNothing(other))) {
      const isStart = line.dashes.some((dash) => dash < column);
      if (line.column < column || (isStart && !isUpwards)) break;
      const key = line.column === column ? ENTRY.exec(line.text)?.[2] : undefined;
      if (key !== undefined) keys.add(key);
      if (isStart) break;
    }
  };
  collect(above.toReversed(), true);
  collect(after, false);
  return keys;
}
