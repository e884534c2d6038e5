import type { Nodes } from 'mdast';
import type { Document, Tag } from '../model/document.ts';
import { withoutQuoteMarks } from './destination.ts';
import { htmlTags } from './html.ts';
import { jsxTag } from './jsx.ts';

/** The opening tags of a post: of raw HTML in Markdown, of JSX in MDX. A module of its own: most posts have neither. */
export function tagsOf(document: Document): Tag[] {
  const start = (node: Nodes) => document.span(node)[0];
  const hasQuotes = document.all('blockquote').length > 0;
  const source = (node: Nodes) =>
    hasQuotes && isQuoted(node, document) ? withoutQuoteMarks(document.source(node)) : document.source(node);
  if (document.dialect === 'markdown') return document.all('html').flatMap((node) => htmlTags(source(node), start(node)));
  const elements = [...document.all('mdxJsxFlowElement'), ...document.all('mdxJsxTextElement')];
  return elements.flatMap((node) => jsxTag(source(node), start(node)) ?? []).sort((a, b) => a.span[0] - b.span[0]);
}

function isQuoted(node: Nodes, document: Document): boolean {
  for (let at = document.parent(node); at !== undefined; at = document.parent(at)) if (at.type === 'blockquote') return true;
  return false;
}
