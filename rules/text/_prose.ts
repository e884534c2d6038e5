import type { Document } from '../../src/model/document.ts';
import type { Span } from '../../src/model/span.ts';

/** Tells whether an offset lies in what readers read: the values of the front matter, text and HTML; not in code. */
export function proseOf(document: Document): (at: number) => boolean {
  const html = document.all('html').filter((node) => !/<(?:pre|code|script|style)\b/i.test(node.value));
  const spans: readonly Span[] = [...document.all('text'), ...html].map(document.span).sort(([a], [b]) => a - b);
  return (at) => {
    if (at < document.bodyStart) return true;
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.[0] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return at < (spans[low - 1]?.[1] ?? 0);
  };
}
