import { joined } from './readings.ts';
import type { Numbering, SlugStyle } from './style.ts';

/** kramdown with the GFM parser, which is what Jekyll and GitHub Pages use. */
export const kramdown: SlugStyle = {
  // Two or three hyphens are a dash by then.
  readings: [
    ({ pieces }) =>
      joined(
        pieces.flatMap((piece) => {
          if (piece.kind === 'alt' || piece.kind === 'note') return [];
          return [piece.kind === 'text' ? { ...piece, value: piece.value.replace(/-{2,3}/g, '–') } : piece];
        }),
      ),
  ],
  slug: (text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- \t]/gu, '')
      .replace(/[ \t]/g, '-'),
  stated: 'apart',
  numbering: counted,
};

/** By the times that the base has come up, be the result taken or not. */
function counted(): Numbering {
  const times = new Map<string, number>();
  return (base) => {
    const before = times.get(base) ?? 0;
    times.set(base, before + 1);
    return before === 0 ? base : `${base}-${before}`;
  };
}
