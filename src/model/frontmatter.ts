import { extensionOf } from './path.ts';
import type { Span } from './span.ts';

export type FrontMatterFormat = 'yaml' | 'toml' | 'json';

/** The format of a file that is all data, by its extension; undefined for a text. */
export function dataFormatOf(path: string): FrontMatterFormat | undefined {
  return DATA_FORMATS.get(extensionOf(path));
}

const DATA_FORMATS = new Map<string, FrontMatterFormat>([
  ['.json', 'json'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.toml', 'toml'],
]);

/** A key path from the root: object keys and list indexes. */
export type KeyPath = readonly (string | number)[];

/** The value tree of a front matter, plain data, each value and key with its exact span. */
export type ValueNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** Dates are kept as the writer wrote them; see `date`. */
  readonly value: string | number | boolean | null;
  /** True for an unquoted date or date-time, such as `2024-01-05`. */
  readonly date?: boolean;
  /** The text of an unquoted YAML value that engines may read differently, such as `010` or `no`; see `readAs`. */
  readonly plain?: string;
  readonly span: Span;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ValueNode[];
  readonly span: Span;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly span: Span;
}

/** What a schema judges where there is no front matter, or nothing in it. */
export const EMPTY_MAP: MapNode = { kind: 'map', entries: [], span: [0, 0] };

export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ValueNode;
}

export interface FrontMatterProblem {
  readonly kind: 'syntax' | 'duplicate-key' | 'executable';
  readonly span: Span;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A place where YAML reads something else than what was plainly meant, in silence. */
export interface Misreading {
  readonly span: Span;
  readonly message: string;
  readonly hint: string;
  /** The value in other quotes, which would say what was meant. */
  readonly quoted?: { readonly span: Span; readonly text: string } | undefined;
}

/** The front matter of a post as plain data: it crosses to workers and into caches. */
export interface FrontMatter {
  readonly format: FrontMatterFormat;
  /** The whole block, opening to closing fence. */
  readonly span: Span;
  /** The opening line, without its line break. */
  readonly opening: Span;
  /** The text between the fences. */
  readonly content: Span;
  /** The values; undefined when the text did not parse to a map, or is empty. */
  readonly root: MapNode | undefined;
  /** Of a data file that is a list instead. */
  readonly items?: readonly ValueNode[];
  /** Left out where there are none. */
  readonly misreadings?: readonly Misreading[];
}

/** The node at `path`, or undefined when there is none. */
export function nodeAt(root: ValueNode, path: KeyPath): ValueNode | undefined {
  let node: ValueNode | undefined = root;
  for (const part of path) {
    if (node?.kind === 'map') node = entryOf(node, String(part))?.value;
    else if (node?.kind === 'list') node = node.items[Number(part)];
    else return undefined;
  }
  return node;
}

/** The entry named `key`; the last one, where a key is written twice. */
export function entryOf(map: MapNode, key: string): MapEntry | undefined {
  return map.entries.findLast((entry) => entry.key === key);
}

/** The strings at a top-level key: one, or those of a list. Numbers count, as they are written in paths. */
export function stringsOf(root: MapNode | undefined, key: string): string[] {
  const node = root && entryOf(root, key)?.value;
  const nodes = node?.kind === 'list' ? node.items : [node];
  return nodes.flatMap((item) =>
    item?.kind === 'scalar' && (typeof item.value === 'string' || typeof item.value === 'number') ? [String(item.value)] : [],
  );
}

/** Plain JavaScript data. `scalar` decides what a leaf becomes; by default, its value as written. */
export function toData(node: ValueNode, scalar: (node: ScalarNode, path: KeyPath) => unknown = (leaf) => leaf.value): unknown {
  const build = (at: ValueNode, path: KeyPath): unknown => {
    if (at.kind === 'scalar') return scalar(at, path);
    if (at.kind === 'list') return at.items.map((item, index) => build(item, [...path, index]));
    return Object.fromEntries(at.entries.map(({ key, value }) => [key, build(value, [...path, key])]));
  };
  return build(node, []);
}

/** Every scalar of the tree, in order of appearance. */
export function* scalarsOf(node: ValueNode): Generator<ScalarNode> {
  if (node.kind === 'scalar') yield node;
  else if (node.kind === 'list') for (const item of node.items) yield* scalarsOf(item);
  else for (const entry of node.entries) yield* scalarsOf(entry.value);
}
