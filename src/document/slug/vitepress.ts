import type { Piece } from './content.ts';
import { joined, reading, typeset } from './readings.ts';
import { firstFree, type SlugStyle } from './style.ts';

/** mdit-vue's slugify, and markdown-it-anchor's numbers. */
export const vitepress: SlugStyle = {
  readings: [({ pieces }) => joined(pieces.filter(({ kind }) => kind !== 'note').map(withEntities)), reading('alt'), typeset],
  slug: (text) =>
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036F]/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the original's
      .replace(/[\u0000-\u001f]/g, '')
      .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
      .replace(/^-|-$/g, '')
      .replace(/^(?=\d)/, '_')
      .toLowerCase(),
  stated: 'in-turn',
  numbering: firstFree,
};

/** VitePress leaves entities as they are written, for Vue to read. */
function withEntities(piece: Piece): Piece {
  return piece.kind === 'text' && piece.source.includes('&')
    ? { ...piece, value: piece.source.replace(/\\(?=[!-/:-@[-`{-~])/g, '') }
    : piece;
}
