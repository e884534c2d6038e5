import type { MapEntry, ScalarNode } from '../../model/frontmatter.ts';
import type { ParsedData } from './parse.ts';

/** `key: value` on one line: a plain key, and a plain or quoted value without anything that YAML reads further into. */
const LINE = /^([A-Za-z_][\w-]*):(?:[ ]+(?:([A-Za-z0-9](?:[^:#\r\n]*[^:#\s])?)|'([^'\r\n\\]*)'|"([^"\r\n\\]*)"))?[ ]*$/;
const NUMBER = /^[-+.\d]/;
const WORDS = new Map<string, boolean | null>([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads YAML that is nothing but flat `key: value` lines, as most front matter is; undefined for any other, which is
 * then read by the YAML parser. What this reads, it reads as that one does: a property test holds the two together.
 */
export function parseFlatYaml(source: string, base: number): ParsedData | undefined {
  const entries: MapEntry[] = [];
  const seen = new Set<string>();
  let at = 0;
  for (const line of source.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text !== '') {
      const parts = LINE.exec(text);
      if (parts === null) return undefined;
      const [, key = '', plain, single, double] = parts;
      if (seen.has(key)) return undefined;
      seen.add(key);
      const start = base + at;
      const value = scalarOf(plain, single ?? double, text, start, key.length);
      if (value === undefined) return undefined;
      entries.push({ key, keySpan: [start, start + key.length], value });
    }
    at += line.length + 1;
  }
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { root: { kind: 'map', entries, span: [first.keySpan[0], Math.max(last.value.span[1], last.keySpan[1] + 1)] }, problems: [] };
}

function scalarOf(
  plain: string | undefined,
  quoted: string | undefined,
  line: string,
  start: number,
  keyLength: number,
): ScalarNode | undefined {
  if (quoted !== undefined) {
    const from = start + line.indexOf(line.trimEnd().at(-1) ?? '', keyLength);
    return { kind: 'scalar', value: quoted, span: [from, from + quoted.length + 2] };
  }
  // An empty value has no place of its own: its key stands for it.
  if (plain === undefined) return { kind: 'scalar', value: null, span: [start, start + keyLength] };
  const from = start + line.lastIndexOf(plain);
  const span = [from, from + plain.length] as const;
  if (DATE.test(plain)) return { kind: 'scalar', value: plain, date: true, span };
  if (NUMBER.test(plain)) return undefined;
  const word = WORDS.get(plain);
  return { kind: 'scalar', value: word === undefined ? plain : word, span };
}
