import type { Definition, ImageReference, LinkReference } from 'mdast';
import type { Document } from '../../model/document.ts';
import type { Span } from '../../model/span.ts';
import { isAt } from './mentions.ts';

/** A definition's label, where it is stated or used. */
export interface Label {
  readonly identifier: string;
  readonly span: Span;
}

export type LabelUse = LinkReference | ImageReference;

/** Every place that uses a definition: links first, then images. */
export function labelUses(document: Document): readonly LabelUse[] {
  return [...document.all('linkReference'), ...document.all('imageReference')];
}

export function labelAt(document: Document, offset: number): Label | undefined {
  const stated = document.all('definition').map((node) => ({ identifier: node.identifier, span: labelSpan(node, document) }));
  const used = labelUses(document).map((node) => ({ identifier: node.identifier, span: usedSpan(node, document) }));
  return [...stated, ...used].find(({ span }) => isAt(offset, span));
}

/** Between the brackets of a definition. */
export function labelSpan(node: Definition, document: Document): Span {
  const [start] = document.span(node);
  const length = /^\[((?:[^\]\\]|\\[\s\S])*)\]/.exec(document.source(node))?.[1]?.length ?? 0;
  return [start + 1, start + 1 + length];
}

/** Of `[text][label]`, the label; of `[label]` and `[label][]`, what stands in the first brackets. */
export function usedSpan(node: LabelUse, document: Document): Span {
  const [start, end] = document.span(node);
  const source = document.source(node);
  if (node.referenceType === 'full') return [start + startOfLabel(source), end - 1];
  return [start + source.indexOf('[') + 1, end - (node.referenceType === 'collapsed' ? 3 : 1)];
}

/** Of the last label in a source; brackets inside of it are escaped. */
function startOfLabel(source: string): number {
  let at = source.lastIndexOf('[');
  while (at > 0 && source[at - 1] === '\\') at = source.lastIndexOf('[', at - 1);
  return at + 1;
}
