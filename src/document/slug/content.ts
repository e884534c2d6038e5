import type { Nodes } from 'mdast';
import type { Document } from '../../model/document.ts';

/** A run of a heading's content. */
export interface Piece {
  readonly kind: 'text' | 'code' | 'alt' | 'math' | 'note';
  readonly value: string;
  /** As written; of text only. */
  readonly source: string;
}

/** What a heading says, for the styles to choose from. */
export interface HeadingContent {
  readonly pieces: readonly Piece[];
  /** The last line as written, without `#` and without attributes. */
  readonly raw: string;
}

/** The runs of a node's content, in order; undefined when an expression that is not known takes part. */
export function piecesOf(node: Nodes, document: Document): Piece[] | undefined {
  const pieces: Piece[] = [];
  // Iterative: emphasis may nest deeper than the stack.
  const stack: Nodes[] = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at.type === 'mdxTextExpression' && !isComment(at.value)) {
      const literal = /^\s*(["'])([^"'\\]*)\1\s*$/.exec(at.value)?.[2];
      if (literal === undefined) return undefined;
      pieces.push({ kind: 'text', value: literal, source: literal });
    } else if (at.type === 'text') pieces.push({ kind: 'text', value: at.value, source: document.source(at) });
    else if (at.type === 'inlineCode') pieces.push({ kind: 'code', value: at.value, source: '' });
    else if (at.type === 'inlineMath') pieces.push({ kind: 'math', value: at.value, source: '' });
    else if (at.type === 'image' || at.type === 'imageReference') pieces.push({ kind: 'alt', value: at.alt ?? '', source: '' });
    else if (at.type === 'footnoteReference') pieces.push({ kind: 'note', value: numberOf(at.identifier, document), source: '' });
    else if ('children' in at) stack.push(...at.children.toReversed());
  }
  return pieces;
}

function isComment(expression: string): boolean {
  return /^\s*(?:\/\*[\s\S]*\*\/\s*)?$/.test(expression);
}

/** Footnotes are numbered in the order in which they are first named. */
function numberOf(identifier: string, document: Document): string {
  const names = [...new Set(document.all('footnoteReference').map((reference) => reference.identifier))];
  return String(names.indexOf(identifier) + 1);
}
