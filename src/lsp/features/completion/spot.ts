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
