import type { Nodes } from 'mdast';
import type { Document, Tag } from '../model/document.ts';
import type { LinkReference } from '../model/link.ts';
import { definitionDestination, inlineDestination, trimmedAttribute } from './destination.ts';

/** Elements whose `href` or `to` a reader can follow; in MDX also components that stand for such an element. */
const LINK_TAG = /^(?:a|area|Link|NavLink|Anchor|.*Link|.*Card|.*Button)$/;

/** Every place of the body that names the target of a link, in document order. */
export function linkReferences(document: Document): LinkReference[] {
  const links = [...inlineLinks(document), ...definitionLinks(document), ...document.tags.flatMap((tag) => tagLinks(tag, document))];
  return links.filter(({ url }) => url !== '').sort((a, b) => a.span[0] - b.span[0]);
}

function inlineLinks(document: Document): LinkReference[] {
  return document.all('link').map((node) => {
    const source = document.source(node);
    const [start, end] = document.span(node);
    if (source.startsWith('<')) return { url: node.url, span: [start + 1, end - 1], kind: 'autolink' };
    if (!source.startsWith('[')) return { url: node.url, span: [start, end], kind: 'autolink' };
    return { url: node.url, span: inlineDestination(node, source, start), kind: 'markdown' };
  });
}

/** A link by reference names its target in the definition: the first one of that label. */
function definitionLinks(document: Document): LinkReference[] {
  const definitions = document.all('definition');
  if (definitions.length === 0) return [];
  const used = new Set(document.all('linkReference').map((node) => node.identifier));
  const start = (node: Nodes) => document.span(node)[0];
  return definitions.flatMap((node): LinkReference[] =>
    used.delete(node.identifier)
      ? [{ url: node.url, span: definitionDestination(node, document.source(node), start(node)), kind: 'definition' }]
      : [],
  );
}

function tagLinks(tag: Tag, document: Document): LinkReference[] {
  const kind = document.dialect === 'mdx' ? 'jsx' : 'html';
  if (!LINK_TAG.test(tag.name)) return [];
  return tag.attributes.flatMap((attribute): LinkReference[] =>
    attribute.value !== undefined && (attribute.name === 'href' || (attribute.name === 'to' && kind === 'jsx'))
      ? [{ url: attribute.value.trim(), span: trimmedAttribute(attribute, document.text), kind }]
      : [],
  );
}
