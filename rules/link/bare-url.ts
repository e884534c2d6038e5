import type { Link } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

export default fileRule({
  meta: { summary: 'A URL stands in the text without angle brackets or a text of its own.', level: 'off', fix: 'safe' },
  *check(document) {
    for (const link of document.all('link')) {
      const source = document.source(link);
      // GitHub makes links of these; `[…](…)` and `<…>` are links everywhere.
      if (link.position === undefined || /^[[<]/.test(source) || isInElement(link, document)) continue;
      const span = document.span(link);
      if (isReversed(span, document)) continue;
      yield {
        span,
        message: `\`${source}\` is a link in some tools, and plain text in others`,
        // Without spaces between words, as in Chinese, nobody knows where the URL was meant to end.
        fix:
          /^[\x21-\x7e]+$/.test(source) && !isInMarks(span, document)
            ? { title: 'Make it a link everywhere', safety: 'safe', edits: [{ span, text: written(link, source, document) }] }
            : undefined,
      };
    }
  },
});

/** Directly inside `**…**` and the like: what marks emphasis depends on the character beside it. */
function isInMarks([start, end]: Span, { text }: Document): boolean {
  return /[*_~]/.test(text.charAt(start - 1) + text.charAt(end));
}

/** `(text)[url]`, which `link/reversed` judges. */
function isReversed([start]: Span, { text }: Document): boolean {
  return text.slice(start - 2, start) === ')[';
}

/** `<www.example.com>` is no link, and in MDX `<` begins a tag. */
function written(link: Link, source: string, { dialect }: Document): string {
  if (dialect === 'markdown' && (link.url === source || link.url === `mailto:${source}`)) return `<${source}>`;
  return `[${source.replace(/[\\[\]*_~`]/g, '\\$&')}](${/[()]/.test(link.url) ? `<${link.url}>` : link.url})`;
}

/** Inside `<a>` it has a link around it. */
function isInElement(link: Link, document: Document): boolean {
  const parent = document.parent(link);
  if (parent?.type === 'mdxJsxTextElement' || parent?.type === 'mdxJsxFlowElement') return /^a$|link/i.test(parent.name ?? '');
  if (parent === undefined || document.all('html').length === 0) return false;
  const [start] = document.span(link);
  const before = parent.children.flatMap((node) => (node.type === 'html' && document.span(node)[0] < start ? [node.value] : []));
  return before.findLast((tag) => /^<\/?a[\s>]/i.test(tag))?.startsWith('</') === false;
}
