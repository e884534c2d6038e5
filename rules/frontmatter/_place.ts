import type { FrontMatter, KeyPath, ValueNode } from '../../src/model/frontmatter.ts';
import { entryOf, nodeAt } from '../../src/model/frontmatter.ts';
import type { Span } from '../../src/model/span.ts';

/** `author.name`, `tags[0]`. */
export function nameOf(path: KeyPath): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('');
}

/** Where something is missing from the map at `path`: the opening line, or the key that holds the map. */
export function placeOfMap({ root, opening }: FrontMatter, path: KeyPath): Span {
  return (root && keySpan(root, path)) ?? opening;
}

export function keySpan(root: ValueNode, path: KeyPath): Span | undefined {
  const key = path.at(-1);
  const parent = nodeAt(root, path.slice(0, -1));
  if (key === undefined || parent === undefined) return undefined;
  if (parent.kind === 'map') return entryOf(parent, String(key))?.keySpan;
  return parent.kind === 'list' ? parent.items[Number(key)]?.span : undefined;
}

/** The keys that the map at `path` has. */
export function keysAt({ root }: FrontMatter, path: KeyPath): string[] {
  const map = root && nodeAt(root, path);
  return map?.kind === 'map' ? map.entries.map(({ key }) => key) : [];
}
