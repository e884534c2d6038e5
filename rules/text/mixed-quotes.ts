import type { Document } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

/** An apostrophe stands between letters; a straight double quote behind a number may stand for inches. */
const KINDS = [
  { straight: /(?<=\p{L})'(?=\p{L})/gu, curly: /(?<=\p{L})’(?=\p{L})/gu, name: 'apostrophes' },
  { straight: /(?<!\d)"/g, curly: /[“”„]/g, name: 'quotation marks' },
] as const;

export default fileRule({
  meta: { summary: 'Straight and typographic quotes in one post.', level: 'off' },
  *check(document) {
    // Both kinds stand in hardly any post.
    if (!/[’“”„]/.test(document.text) || !/['"]/.test(document.text)) return;
    for (const { straight, curly, name } of KINDS) {
      const [straights, curlies] = [placesOf(straight, document), placesOf(curly, document)];
      if (straights.length === 0 || curlies.length === 0) continue;
      const areFew = straights.length <= curlies.length;
      for (const span of areFew ? straights : curlies) {
        yield {
          span,
          message: `${areFew ? 'Straight' : 'Typographic'} \`${document.text.slice(...span)}\` where most ${name} of the post are ${areFew ? 'typographic' : 'straight'}`,
        };
      }
    }
  },
});

function placesOf(pattern: RegExp, document: Document): Span[] {
  return document.all('text').flatMap((node) => {
    const [start] = document.span(node);
    return [...document.source(node).matchAll(pattern)].map(({ index }): Span => [start + index, start + index + 1]);
  });
}
