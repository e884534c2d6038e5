import type { HeadingContent, Piece } from './content.ts';
import type { Reading } from './style.ts';

/** The words and code of a heading, and what else is named. */
export function reading(...more: readonly Piece['kind'][]): Reading {
  const kinds = new Set<Piece['kind']>(['text', 'code', 'math', ...more]);
  return ({ pieces }) => joined(pieces.filter(({ kind }) => kinds.has(kind)));
}

/** As typography and emoji leave it: dashes become signs, `:tada:` a picture. */
export const typeset: Reading = ({ pieces }) =>
  joined(
    pieces.map((piece) =>
      piece.kind === 'text' ? { ...piece, value: piece.value.replace(/:[a-z\d_+-]+:/gi, '').replace(/-{2,3}/g, '–') } : piece,
    ),
  );

export const joined = (pieces: HeadingContent['pieces']) => pieces.map(({ value }) => value).join('');
