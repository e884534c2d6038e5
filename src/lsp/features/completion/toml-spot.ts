import type { KeyPath } from '../../../model/frontmatter.ts';
import { type Spot, valueSpot } from './spot.ts';

const TABLE = /^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$/;
const ENTRY = /^\s*([\w-]+)\s*=\s*(.*)$/;

/** What is written at the end of `before`, in the lines of a block of TOML; undefined where it is neither key nor value. */
export function tomlSpot(before: readonly string[], after: readonly string[]): Spot | undefined {
  const head = before.at(-1) ?? '';
  const above = before.slice(0, -1);
  const start = above.findLastIndex((line) => TABLE.test(line));
  const end = after.findIndex((line) => TABLE.test(line));
  const parent = pathOf(above[start]);
  const around = [...above.slice(start + 1), ...after.slice(0, end === -1 ? undefined : end)];
  const siblings = new Set(around.flatMap((line) => ENTRY.exec(line)?.[1] ?? []));

  const [, key, value = ''] = ENTRY.exec(head) ?? [];
  if (key !== undefined) return valueSpot(value, [...parent, key], siblings);
  const word = /^\s*([\w-]*)$/.exec(head)?.[1];
  return word === undefined ? undefined : { kind: 'key', path: parent, length: word.length, isQuoted: false, siblings };
}

function pathOf(header: string | undefined): KeyPath {
  const [, brackets, name = ''] = TABLE.exec(header ?? '') ?? [];
  const keys = name === '' ? [] : name.split('.');
  return brackets === '[[' ? [...keys, 0] : keys;
}
