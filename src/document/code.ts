import type { Document } from '../model/document.ts';
import type { Span } from '../model/span.ts';

/** Tells whether an offset is inside code. */
export function codeIn(document: Document): (offset: number) => boolean {
  let spans: readonly Span[] | undefined;
  return (offset) => {
    spans ??= [...document.all('code'), ...document.all('inlineCode')].map(document.span);
    return spans.some(([start, end]) => start <= offset && offset < end);
  };
}
