import type { Definition, ImageReference, LinkReference } from 'mdast';
import type { Document } from '../../model/document.ts';
import type { Span } from '../../model/span.ts';
import { isAt } from './mentions.ts';

/** Every place that uses a definition: links first, then images. */
export function labelUses(document: Document): readonly (LinkReference | ImageReference)[] {
  return [...document.all('linkReference'), ...document.all('imageReference')];
}

/** The definition whose label is at an offset. */
export function definitionAt(document: Document, offset: number): Definition | undefined {
  return document.all('definition').find((node) => isAt(offset, labelSpan(node, document)));
}

/** Between the brackets of a definition. */
export function labelSpan(node: Definition, document: Document): Span {
  const [start] = document.span(node);
  const length = /^\[((?:[^\]\\]|\\[\s\S])*)\]/.exec(document.source(node))?.[1]?.length ?? 0;
  return [start + 1, start + 1 + length];
}
