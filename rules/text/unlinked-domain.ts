import type { Document } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

interface Options {
  readonly allow: readonly string[];
}

/** Endings that are no file extensions. */
const DOMAIN =
  /(?<![\p{L}\p{N}@./_:\\-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|info|io|dev|app|co|me|blog|tech|cloud|site|xyz|eu|uk|de|fr|ch|at|nl|jp|cn|br)(?![\p{L}\p{N}@_-]|\.[\p{L}\p{N}])(?:\/[\w~%/.?=&#+-]*[\w~%/=+-])?/gu;
/** Names set aside for examples. */
const EXAMPLE = /(?:^|\.)example\.(?:com|org|net)(?:\/|$)/;

export default fileRule<Options>({
  meta: {
    summary: 'A domain stands in the text without a link, such as `example.org/build`.',
    level: 'off',
    options: {
      allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Domains that are names, and need no link.' },
    },
  },
  *check(document, { allow }) {
    const seen = new Set<string>();
    const linked = document.all('link').map(({ url }) => url);
    for (const node of document.all('text')) {
      const source = document.source(node);
      if (!source.includes('.') || isInLink(node, document)) continue;
      const [start] = document.span(node);
      for (const { index, 0: domain } of source.matchAll(DOMAIN)) {
        if (seen.has(domain) || EXAMPLE.test(domain) || allow.includes(domain.split('/')[0] ?? '')) continue;
        seen.add(domain);
        // Where a link leads there, a domain alone is its name.
        if (!domain.includes('/') && linked.some((url) => url.includes(domain))) continue;
        const span: Span = [start + index, start + index + domain.length];
        yield { span, message: `\`${domain}\` is no link`, hint: `Write \`<https://${domain}>\`, or give the link a text.` };
      }
    }
  },
});

function isInLink(node: Parameters<Document['parent']>[0], document: Document): boolean {
  for (let at = document.parent(node); at !== undefined; at = document.parent(at))
    if (at.type === 'link' || at.type === 'linkReference') return true;
  return false;
}
