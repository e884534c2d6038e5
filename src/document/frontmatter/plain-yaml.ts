import type { ListNode, MapEntry, MapNode, ScalarNode, ValueNode } from '../../model/frontmatter.ts';
import { isDoubtful } from '../../model/yaml-scalar.ts';
import type { ParsedData } from './parse.ts';

/**
 * Reads the YAML that most front matter is: block maps of `key: value`, nested, lists, `- a` or `[a, b]`, and texts of
 * several lines behind `|` and `>`, with comments before them. Undefined for any other, which is then read by the YAML parser; so is all that is doubtful. What this
 * reads, it reads as that one does, spans included: a property test holds the two together.
 */
export function parsePlainYaml(source: string, base: number): ParsedData | undefined {
  const lines = linesOf(source, base);
  if (lines === undefined || lines.length === 0 || lines[0]?.indent !== 0) return undefined;
  const cursor = { index: 0 };
  const root = readBlock(lines, cursor, 0);
  return root !== undefined && cursor.index === lines.length ? { root, problems: [] } : undefined;
}

interface Line {
  readonly indent: number;
  /** Without its indent and the spaces at its end. */
  readonly text: string;
  /** Of `text` in the file. */
  readonly at: number;
  /** All lines of the source, and which of them this is: a text of several lines has blank ones in it. */
  readonly all: readonly string[];
  readonly number: number;
}

interface Cursor {
  index: number;
}

/** White space that YAML and JavaScript see differently. */
const ODD_SPACE = /[^\S \r\n]/;

function linesOf(source: string, base: number): Line[] | undefined {
  if (ODD_SPACE.test(source) || /\r(?!\n)/.test(source)) return undefined;
  const lines: Line[] = [];
  let at = base;
  const all = source.split('\n');
  for (const [number, raw] of all.entries()) {
    const text = raw.trimStart();
    const indent = raw.length - text.length;
    if (text.startsWith('#') && lines.length > 0) return undefined;
    if (text !== '' && !text.startsWith('#')) lines.push({ indent, text: text.trimEnd(), at: at + indent, all, number });
    at += raw.length + 1;
  }
  return lines;
}

function readBlock(lines: Line[], cursor: Cursor, indent: number): ValueNode | undefined {
  return lines[cursor.index]?.text.startsWith('- ') ? readList(lines, cursor, indent) : readMap(lines, cursor, indent);
}

const KEY = /^([A-Za-z_][\w-]*):(?: +(.+))?$/;

function readMap(lines: Line[], cursor: Cursor, indent: number): MapNode | undefined {
  const entries: MapEntry[] = [];
  const seen = new Set<string>();
  for (let line = lines[cursor.index]; line?.indent === indent; line = lines[cursor.index]) {
    const [, key = '', rest] = KEY.exec(line.text) ?? [];
    if (key === '' || seen.has(key)) return undefined;
    seen.add(key);
    cursor.index++;
    const keySpan = [line.at, line.at + key.length] as const;
    const value = readValue(rest, line, lines, cursor, keySpan);
    if (value === undefined) return undefined;
    entries.push({ key, keySpan, value });
  }
  const [first] = entries;
  const last = entries.at(-1);
  // A line further in continues a scalar, or is an error.
  if (first === undefined || last === undefined || (lines[cursor.index]?.indent ?? 0) > indent) return undefined;
  return { kind: 'map', entries, span: [first.keySpan[0], Math.max(last.value.span[1], last.keySpan[1] + 1)] };
}

function readValue(
  rest: string | undefined,
  line: Line,
  lines: Line[],
  cursor: Cursor,
  keySpan: MapEntry['keySpan'],
): ValueNode | undefined {
  if (rest === undefined) return readBelow(lines, cursor, line.indent, keySpan);
  const at = line.at + line.text.length - rest.length;
  return /^[|>]-?$/.test(rest) ? readText(rest, at, line, lines, cursor) : readInline(rest, at);
}

/**
 * A text of several lines: `|` keeps its line breaks, `>` makes one line of each paragraph; `-` drops the last break.
 * Left to the parser: lines further in than the first one, spaces at the end of lines, blank lines at the start.
 */
function readText(mark: string, at: number, line: Line, lines: Line[], cursor: Cursor): ScalarNode | undefined {
  const inset = lines[cursor.index]?.indent ?? 0;
  if (inset <= line.indent) return undefined;
  const content: string[] = [];
  let end = at + mark.length;
  let offset = line.at - line.indent + (line.all[line.number]?.length ?? 0) + 1;
  for (const raw of line.all.slice(line.number + 1)) {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const isBlank = text.trim() === '';
    if (!isBlank && !text.startsWith(' '.repeat(inset))) break;
    if (isBlank ? text.length > inset : /^ | $/.test(text.slice(inset))) return undefined;
    if (isBlank && content.length === 0) return undefined;
    content.push(text.slice(inset));
    if (!isBlank) end = offset + text.length;
    offset += raw.length + 1;
  }
  while (content.at(-1) === '') content.pop();
  const next = lines.findIndex(({ number }) => number > line.number + content.length);
  cursor.index = next === -1 ? lines.length : next;
  const joined = mark.startsWith('|')
    ? content.join('\n')
    : content
        .join('\n')
        .replace(/(?<!\n)\n(?!\n)/g, ' ')
        .replace(/\n(\n+)/g, '$1');
  return { kind: 'scalar', value: mark.endsWith('-') ? joined : `${joined}\n`, span: [at, end] };
}

/** The value below a key that has none on its line; an empty value has no place of its own, and its key stands for it. */
function readBelow(lines: Line[], cursor: Cursor, indent: number, keySpan: MapEntry['keySpan']): ValueNode | undefined {
  const next = lines[cursor.index];
  const isBelow = next !== undefined && (next.indent > indent || (next.indent === indent && next.text.startsWith('- ')));
  return isBelow ? readBlock(lines, cursor, next.indent) : { kind: 'scalar', value: null, span: keySpan };
}

function readList(lines: Line[], cursor: Cursor, indent: number): ListNode | undefined {
  const items: ValueNode[] = [];
  const start = lines[cursor.index]?.at ?? 0;
  for (let line = lines[cursor.index]; line?.indent === indent && line.text.startsWith('- '); line = lines[cursor.index]) {
    const text = line.text.slice(2).trimStart();
    const inset = line.text.length - text.length;
    const item = KEY.test(text) ? readMapInItem(lines, cursor, indent + inset, text) : readScalar(text, line.at + inset);
    if (item === undefined) return undefined;
    if (item.kind === 'scalar') cursor.index++;
    items.push(item);
  }
  if ((lines[cursor.index]?.indent ?? 0) > indent) return undefined;
  return { kind: 'list', items, span: [start, items.at(-1)?.span[1] ?? start] };
}

/** `- key: value` begins a map, whose further keys stand under the first. */
function readMapInItem(lines: Line[], cursor: Cursor, indent: number, text: string): MapNode | undefined {
  const line = lines[cursor.index];
  if (line === undefined) return undefined;
  lines[cursor.index] = { ...line, indent, text, at: line.at + line.text.length - text.length };
  return readMap(lines, cursor, indent);
}

function readInline(text: string, at: number): ValueNode | undefined {
  return text.startsWith('[') ? readFlowList(text, at) : readScalar(text, at);
}

/** `[a, 'b', c]` on one line, its entries without any mark of YAML. */
function readFlowList(text: string, at: number): ListNode | undefined {
  if (!text.endsWith(']')) return undefined;
  const items: ScalarNode[] = [];
  let from = 1;
  for (const part of text.slice(1, -1).split(',')) {
    const entry = part.trim();
    if (entry === '' || /[[\]{}:#]/.test(entry)) return undefined;
    const item = readScalar(entry, at + from + part.indexOf(entry));
    if (item === undefined) return undefined;
    items.push(item);
    from += part.length + 1;
  }
  return { kind: 'list', items, span: [at, at + text.length] };
}

const QUOTED = /^(?:'([^'\\]*)'|"([^"\\]*)")$/;
const PLAIN = /^[\p{L}\p{N}/(]/u;
/** What would end a plain value, or make it something else. */
const SPECIAL = /:(?:\s|$)|\s#/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/;
const WORDS = new Map<string, boolean | null>([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

function readScalar(text: string, at: number): ScalarNode | undefined {
  const span = [at, at + text.length] as const;
  const quoted = QUOTED.exec(text);
  if (quoted !== null) return { kind: 'scalar', value: quoted[1] ?? quoted[2] ?? '', span };
  if (!PLAIN.test(text) || SPECIAL.test(text)) return undefined;
  if (DATE.test(text)) return { kind: 'scalar', value: text, date: true, span };
  if (WHOLE_NUMBER.test(text)) return { kind: 'scalar', value: Number(text), span };
  // Any other number, or a date with a time; with a letter behind a space it is neither.
  if (/^\d/.test(text) && !/ [A-Za-z]{2}/.test(text)) return undefined;
  const word = WORDS.get(text);
  if (word !== undefined) return { kind: 'scalar', value: word, span };
  return isDoubtful(text) ? { kind: 'scalar', value: text, plain: text, span } : { kind: 'scalar', value: text, span };
}
