import type { Mention } from './mentions.ts';

/** Of letters, digits and signs that mean nothing in YAML and code. */
const LITERAL = /^[\p{L}\p{N}_./~@+][\p{L}\p{N}_./~@+ -]*$/u;

/** In the place of `ref`, with percent signs where the old one had them, or a character might end the reference. */
export function spelled(path: string, ref: string, { reference: { kind } }: Mention): string | undefined {
  if ((kind === 'import' || kind === 'frontmatter') && !ref.includes('%')) return LITERAL.test(path) ? path : undefined;
  const special = ref.includes('%') ? /[^\w./~@:+,;=$!-]/gu : /[\s()<>"'\\^`{}|#?%&*[\]]/gu;
  return path.replace(special, (character) => (character !== '%' && ref.includes(character) ? character : percent(character)));
}

export function percent(character: string): string {
  const written = encodeURIComponent(character);
  return written === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : written;
}
