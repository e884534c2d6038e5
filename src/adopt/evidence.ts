import { nearest } from '../model/nearest.ts';

/** From so many values on, a lone one that differs is a mistake rather than a habit. */
const ENOUGH = 10;
const MISTAKES = 0.02;

/** Whether so few of `all` are rather mistakes than something a schema should allow. */
export function isRare(few: number, all: number): boolean {
  return few === 0 || (all >= ENOUGH && few <= Math.max(1, Math.floor(all * MISTAKES)));
}

/**
 * Splits counted names into those that are meant, and misspellings of them. Undefined when new names are still to be
 * expected: as long as some were met only once, others were not met yet (Good and Turing).
 */
export function settled(
  counts: ReadonlyMap<string, number>,
  least: number,
  isMisspelt: (name: string, meant: readonly string[]) => boolean = (name, meant) => nearest(name, meant) !== undefined,
): { readonly meant: readonly string[]; readonly misspelt: readonly string[] } | undefined {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const meant = [...counts].flatMap(([name, count]) => (count >= least ? [name] : []));
  const others = [...counts.keys()].filter((name) => !meant.includes(name));
  const times = others.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  return others.every((name) => isMisspelt(name, meant)) && isRare(times, all) ? { meant, misspelt: others } : undefined;
}
