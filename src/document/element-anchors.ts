import type { Document, Tag } from '../model/document.ts';
import type { Anchor } from '../model/link.ts';
import type { Span } from '../model/span.ts';
import { codeIn } from './code.ts';
import type { HeadingContent } from './slug/content.ts';
import type { SlugStyle } from './slug/style.ts';

/** What components of a site take for an id. */
const ID_PROPS = new Set(
  ['id', 'name', 'anchor', 'permalink', 'slug', 'hash', 'anchorId', 'headingId', 'anchor-id', 'heading-id'].map((name) =>
    name.toLowerCase(),
  ),
);
/** What they make a heading of, or one like it. */
const TITLE_PROPS = new Set(['title', 'label', 'heading', 'header', 'summary', 'question', 'term', 'name', 'text']);
/** `:id="…"` of Vue. */
const BOUND_ID = new Set([':id', 'v-bind:id', '[id]']);
const ATTRIBUTE_LIST = /\{:?[^{}\r\n#]*#([^\s{}#"'=<>\\*]+)[^{}\r\n]*\}/g;
const WRITTEN_ID = /\b(?:id|name|anchor)\s*[=:]\s*\{?\s*(["'`])([^"'`{}$\r\n]+)\1/g;

/** Ids of elements, components and attribute lists; undefined when an expression makes one. */
export function attributeAnchors(document: Document, style: SlugStyle): Anchor[] | undefined {
  const anchors = tagAnchors(document, style);
  if (anchors === undefined) return undefined;
  if (document.dialect === 'mdx') {
    const code = [...document.all('mdxjsEsm'), ...document.all('mdxFlowExpression'), ...document.all('mdxTextExpression')];
    for (const node of code) {
      // A component that is given its id makes an anchor for each use.
      if (/<\w[^<>]*\sid=\{(?!\s*["'`])/.test(node.value)) return undefined;
      for (const match of node.value.matchAll(WRITTEN_ID))
        anchors.push({ id: match[2] ?? '', span: document.span(node), kind: 'possible' });
    }
  }
  return [...anchors, ...listedIds(document)];
}

function tagAnchors(document: Document, style: SlugStyle): Anchor[] | undefined {
  const anchors: Anchor[] = [];
  for (const tag of document.tags) {
    const component = isComponent(tag, document);
    for (const { name: written, value, span } of tag.attributes) {
      const name = written.toLowerCase();
      if (BOUND_ID.has(name) || (name === 'id' && value === undefined && document.text[span[1]] === '=')) return undefined;
      if (value === undefined || value === '') continue;
      if (name === 'id' || (name === 'name' && !component)) anchors.push({ id: value, span, kind: 'element' });
      else if (component && ID_PROPS.has(name)) anchors.push({ id: value, span, kind: 'possible' });
      if (component && TITLE_PROPS.has(name)) {
        const id = style.slug(value);
        if (id !== undefined && id !== '') anchors.push({ id, span, kind: 'possible' });
      }
    }
  }
  return anchors;
}

function isComponent({ name, span }: Tag, { text }: Document): boolean {
  return /^<\p{Lu}/u.test(text.slice(span[0], span[0] + 3)) || name.includes('-') || name.includes('.');
}

/** `{#id .class}` behind a paragraph, a span, an image or a directive, and `{: #id}` below a block. */
function listedIds(document: Document): Anchor[] {
  const { text, bodyStart } = document;
  if (!/\{[^{}\r\n#]*#/.test(text)) return [];
  const isCode = codeIn(document);
  const headings = document.all('heading').map(document.span);
  return [...text.matchAll(ATTRIBUTE_LIST)].flatMap((match): Anchor[] => {
    const at = match.index + match[0].indexOf('#') + 1;
    const id = match[1] ?? '';
    if (match.index < bodyStart || isCode(match.index) || headings.some(([start, end]) => start <= at && at < end)) return [];
    return [{ id, span: [at, at + id.length], kind: 'element' }];
  });
}

/** Headings that are written as elements or components: some renderers give them ids as well. */
export function elementHeadings(
  document: Document,
): { readonly span: Span; readonly content: HeadingContent; readonly stated: undefined }[] {
  return document.tags.flatMap(({ name, span, attributes }) => {
    const isHeading = /^h[1-6]$/i.test(name) || (/heading|title/i.test(name) && !/^title$/.test(name));
    if (!isHeading || attributes.some((attribute) => attribute.name.toLowerCase() === 'id')) return [];
    const rest = document.text.slice(span[1], span[1] + 1000);
    const end = rest.toLowerCase().indexOf(`</${name.toLowerCase()}`);
    if (end === -1) return [];
    const value = plainText(rest.slice(0, end));
    return value === ''
      ? []
      : [{ span, content: { pieces: [{ kind: 'text' as const, value, source: value }], raw: value }, stated: undefined }];
  });
}

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", nbsp: ' ' }));

function plainText(markup: string): string {
  return markup
    .replace(/<[^<>]*>|[`*]/g, '')
    .replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES.get(name) ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
