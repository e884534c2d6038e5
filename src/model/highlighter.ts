import { ALWAYS_KNOWN, LANGUAGES } from './languages.ts';

/** `any` is what one of them knows. */
export type Highlighter = 'any' | keyof typeof LANGUAGES;

const sets = new Map<Highlighter, ReadonlySet<string>>();

/** The languages that a highlighter knows, and those that stand for none or for a diagram, in lower case. */
export function languagesOf(highlighter: Highlighter): ReadonlySet<string> {
  let known = sets.get(highlighter);
  if (known === undefined) {
    const names = highlighter === 'any' ? Object.values(LANGUAGES) : [LANGUAGES[highlighter]];
    known = new Set([...names.flatMap((list) => list.split(' ')), ...ALWAYS_KNOWN.split(' ')]);
    sets.set(highlighter, known);
  }
  return known;
}
