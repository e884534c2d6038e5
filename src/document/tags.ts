import type { Document, Tag } from '../model/document.ts';
import { htmlTags } from './html.ts';
import { jsxTag } from './jsx.ts';

/** The opening tags of a post: of raw HTML in Markdown, of JSX in MDX. A module of its own: most posts have neither. */
export function tagsOf(document: Document): Tag[] {
  if (document.dialect === 'markdown')
    return document.all('html').flatMap((node) => htmlTags(document.source(node), document.span(node)[0]));
  const elements = [...document.all('mdxJsxFlowElement'), ...document.all('mdxJsxTextElement')];
  return elements.flatMap((node) => jsxTag(document.source(node), document.span(node)[0]) ?? []).sort((a, b) => a.span[0] - b.span[0]);
}
