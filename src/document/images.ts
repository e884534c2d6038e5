import type { Document, Tag, TagAttribute } from '../model/document.ts';
import type { ImageReference } from '../model/image.ts';
import type { Span } from '../model/span.ts';
import { definitionDestination, inlineDestination, trimmedAttribute, withoutQuoteMarks } from './destination.ts';

/** JSX components whose `src` names an image. */
const IMAGE_COMPONENTS = new Set(['img', 'Image']);
/** A static import of an image file, at the start of a line. */
const IMAGE_IMPORT =
  /^[ \t]*import\b[^;'"]*(['"])([^'"\r\n]+\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|hei[cf]|jxl)(?:\?[^'"\r\n]*)?)\1/gim;

/** Every place of the body that names an image, in document order. */
export function imageReferences(document: Document): ImageReference[] {
  return [
    ...inlineImages(document),
    ...definitionImages(document),
    ...document.tags.flatMap((tag) => tagImages(tag, document)),
    ...imports(document),
  ]
    .filter(({ url }) => url !== '')
    .sort((a, b) => a.span[0] - b.span[0]);
}

function inlineImages(document: Document): ImageReference[] {
  return document
    .all('image')
    .map((node) => ({ url: node.url, span: inlineDestination(node, document.source(node), document.span(node)[0]), kind: 'markdown' }));
}

/** An image by reference names its file in the definition: the first one of that label. */
function definitionImages(document: Document): ImageReference[] {
  const used = new Set(document.all('imageReference').map((node) => node.identifier));
  if (used.size === 0) return [];
  return document.all('definition').flatMap((node): ImageReference[] => {
    if (!used.delete(node.identifier)) return [];
    return [{ url: node.url, span: definitionDestination(node, document.source(node), document.span(node)[0]), kind: 'markdown' }];
  });
}

function tagImages(tag: Tag, document: Document): ImageReference[] {
  const kind = document.dialect === 'mdx' ? 'jsx' : 'html';
  return tag.attributes.flatMap((attribute): ImageReference[] => {
    if (attribute.value === undefined) return [];
    const name = attribute.name.toLowerCase();
    if (name === 'src' && IMAGE_COMPONENTS.has(tag.name))
      return [{ url: joinLines(attribute.value), span: trimmedAttribute(attribute, document.text), kind }];
    if (name === 'srcset' && (IMAGE_COMPONENTS.has(tag.name) || tag.name === 'source'))
      return srcset(attribute, document.text).map((candidate) => ({ ...candidate, kind }));
    return [];
  });
}

/** As browsers read a URL: line breaks and tabs go, and the indentation of a list behind them; space around it too. */
function joinLines(value: string): string {
  return value.replace(/[ \t]*[\r\n]+[ \t]*|\t/g, '').trim();
}

/** The URLs of a srcset. A comma ends one only behind white space or at its own end: URLs may hold commas. */
function srcset({ span: [start, end] }: TagAttribute, text: string): { url: string; span: Span }[] {
  const found: { url: string; span: Span }[] = [];
  const pattern = /[\s,]*([^\s,](?:\S*[^\s,])?)(,+|(?:\([^)]*\)|[^,(])*)/g;
  for (const match of withoutQuoteMarks(text.slice(start, end)).matchAll(pattern)) {
    const [whole, url = '', tail = ''] = match;
    const at = start + match.index + whole.length - tail.length - url.length;
    found.push({ url: url.replaceAll('&amp;', '&'), span: [at, at + url.length] });
  }
  return found;
}

function imports(document: Document): ImageReference[] {
  return document.all('mdxjsEsm').flatMap((node) => {
    const [start] = document.span(node);
    return [...document.source(node).matchAll(IMAGE_IMPORT)].map((match): ImageReference => {
      const url = match[2] ?? '';
      const at = start + match.index + match[0].length - 1 - url.length;
      return { url, span: [at, at + url.length], kind: 'import' };
    });
  });
}
