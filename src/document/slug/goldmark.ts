import { reading } from './readings.ts';
import { firstFree, type SlugStyle } from './style.ts';

/** Hugo's `github` ids. goldmark hands it the heading as written: the URL of a link takes part. */
export const goldmark: SlugStyle = {
  readings: [({ raw }) => raw, reading('alt')],
  slug: (text) => [...text.trim()].map(letterOf).join('') || 'heading',
  stated: 'in-turn',
  numbering: firstFree,
};

function letterOf(letter: string): string {
  if (letter === '-' || letter === ' ') return '-';
  return /[_\p{L}\p{Nd}]/u.test(letter) ? (letter.toLowerCase().match(/^./u)?.[0] ?? '') : '';
}
