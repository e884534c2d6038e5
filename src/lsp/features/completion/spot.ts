import type { KeyPath } from '../../../model/frontmatter.ts';

/** What is being written in the values of a file, found without the rest of them being whole. */
export interface Spot {
  /** A key of the map at `path`, the value at `path`, or either: an entry of a list, which is one, or begins a map. */
  readonly kind: 'key' | 'value' | 'entry';
  readonly path: KeyPath;
  /** How much before the cursor belongs to it. */
  readonly length: number;
  /** Whether it is in quotes already. */
  readonly isQuoted: boolean;
  /** The keys that its map has already. */
  readonly siblings: ReadonlySet<string>;
}

/** The end of `value`, which may be in quotes, or an entry of a list in brackets. */
export function valueSpot(value: string, path: KeyPath, siblings: Spot['siblings']): Spot {
  const flow = /^\[(?:.*,)?\s*(.*)$/.exec(value);
  const written = flow?.[1] ?? value;
  const [quote = ''] = /^["']/.exec(written) ?? [];
  const at = flow === null ? path : [...path, 0];
  return { kind: 'value', path: at, length: written.length - quote.length, isQuoted: quote !== '', siblings };
}
