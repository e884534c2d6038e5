import type { HeadingContent } from './content.ts';

/** How a site generator makes the id of a heading. */
export interface SlugStyle {
  /**
   * The texts that the id may be made from. The first is the style's own; the others are what versions and plugins
   * make of it, and are taken for possible.
   */
  readonly readings: readonly Reading[];
  /** The id of a text; undefined where the original's tables would be needed. */
  slug(text: string): string | undefined;
  /** More ids that versions and settings make of a text, or of its id. */
  also?(text: string, id: string): readonly string[];
  /** When an id that is stated beside a heading is taken from the others: before all, in its turn, or not at all. */
  readonly stated: 'first' | 'in-turn' | 'apart';
  /** Makes the function that gives an id a number where it is taken; one for each page. */
  numbering(): Numbering;
}

export type Reading = (heading: HeadingContent) => string;

/** The id that `base` becomes; it may be taken already. */
export type Numbering = (base: string, taken: ReadonlySet<string>) => string;

/** The first of `base`, `base-1`, `base-2` … that is free. */
export function firstFree(): Numbering {
  const last = new Map<string, number>();
  return (base, taken) => {
    let number = last.get(base) ?? 0;
    let id = base;
    while (taken.has(id)) id = `${base}-${++number}`;
    last.set(base, number);
    return id;
  };
}
