import type { FootnoteDefinition, Heading as HeadingNode } from 'mdast';
import type { Document } from '../model/document.ts';
import type { Anchor, AnchorStyle } from '../model/link.ts';
import type { Span } from '../model/span.ts';
import { attributeAnchors, elementHeadings } from './element-anchors.ts';
import { headingSource } from './heading-mark.ts';
import { bringsHeadings, isTemplate } from './inclusions.ts';
import { type HeadingContent, type Piece, piecesOf } from './slug/content.ts';
import { joined } from './slug/readings.ts';
import type { Reading, SlugStyle } from './slug/style.ts';
import { SLUG_STYLES } from './slug/styles.ts';

/** A heading on the way to its anchor. */
interface Titled {
  readonly span: Span;
  readonly content: HeadingContent;
  readonly stated: { readonly id: string; readonly span: Span } | undefined;
}

/** Every place of a page that a fragment can name, in document order; undefined where they can't be known. */
export function anchorsOf(document: Document, styleName: AnchorStyle): Anchor[] | undefined {
  const style = SLUG_STYLES[styleName];
  if (bringsHeadings(document)) return undefined;
  const elements = attributeAnchors(document, style);
  const titled = document.all('heading').map((node) => titledOf(node, document, styleName));
  if (elements === undefined || !titled.every((heading) => heading !== undefined)) return undefined;
  const [ownReading = () => ''] = style.readings;
  const own = anchorsBy(ownReading, titled, style);
  if (own === undefined) return undefined;

  const possible = new Map<string, Anchor>();
  const add = (id: string, span: Span) => id !== '' && possible.set(id, { id, span, kind: 'possible' });
  for (const { id, span, kind, text = '' } of own)
    if (kind === 'heading') for (const other of style.also?.(text, id) ?? []) add(other, span);
  const rich = titled.filter(({ content }) => !isPlain(content));
  for (const reading of style.readings.slice(1)) {
    if (rich.every(({ content }) => reading(content) === ownReading(content))) continue;
    for (const { id, span } of anchorsBy(reading, titled, style) ?? []) add(id, span);
  }
  const tags = elementHeadings(document);
  if (tags.length > 0) {
    const all = [...titled, ...tags].sort((a, b) => a.span[0] - b.span[0]);
    for (const { id, span } of anchorsBy(ownReading, all, style) ?? []) add(id, span);
  }
  document.all('footnoteDefinition').forEach((node, index) => {
    for (const id of footnoteIds(node, index + 1)) add(id, document.span(node));
  });
  const marks = new Set(own.map(({ span }) => span[0]));
  const sure = [...own, ...elements.filter(({ span }) => !marks.has(span[0]))];
  for (const { id } of sure) possible.delete(id);
  return [...sure, ...possible.values()].sort((a, b) => a.span[0] - b.span[0]);
}

/** Whether a heading is read alike by all: words, without code, pictures, formulas or typography. */
function isPlain({ pieces: [first, ...others], raw }: HeadingContent): boolean {
  return others.length === 0 && first?.kind === 'text' && first.value === raw && !/--|:\S*:/.test(raw);
}

/** Undefined when a template or an expression makes the id. */
function titledOf(node: HeadingNode, document: Document, style: AnchorStyle): Titled | undefined {
  const { raw, mark } = headingSource(node, document);
  const all = piecesOf(node, document);
  const pieces = withoutEnd(all ?? [], mark?.source ?? '');
  const titled = { span: document.span(node), content: { pieces, raw } };
  if (mark?.id !== undefined) return isTemplate(mark.id) ? undefined : { ...titled, stated: { id: mark.id, span: mark.idSpan } };
  return all === undefined || isTemplate(rewritten(titled.content, style)) ? undefined : { ...titled, stated: undefined };
}

/** What of a heading templates write: all that is there where they come first, all but code where they come later. */
function rewritten({ pieces, raw }: HeadingContent, style: AnchorStyle): string {
  // To Vue's braces belongs the text between them.
  if (style === 'vitepress') return '';
  return style === 'github' || style === 'python-markdown' ? joined(pieces.filter(({ kind }) => kind !== 'code')) : raw;
}

/** Without a mark at the end, and without the white space before it. */
function withoutEnd(pieces: readonly Piece[], mark: string): Piece[] {
  const last = pieces.at(-1);
  if (last?.kind !== 'text') return [...pieces];
  const written = mark.replaceAll('\\', '');
  const isThere = last.value.trimEnd().endsWith(written);
  const cut = (text: string, end: string) => text.slice(0, isThere ? text.lastIndexOf(end) : undefined).trimEnd();
  return [...pieces.slice(0, -1), { ...last, value: cut(last.value.trimEnd(), written), source: cut(last.source.trimEnd(), mark) }];
}

/** Ids of the headings by one reading of their texts; undefined when one of them can't be known. */
function anchorsBy(reading: Reading, headings: readonly Titled[], style: SlugStyle): Anchor[] | undefined {
  const taken = new Set(style.stated === 'first' ? headings.flatMap(({ stated }) => stated?.id ?? []) : []);
  const numbered = style.numbering();
  const anchors: Anchor[] = [];
  for (const { content, span, stated } of headings) {
    const text = reading(content);
    if (stated !== undefined) {
      if (style.stated === 'in-turn') taken.add(stated.id);
      anchors.push({ id: stated.id, span: stated.span, kind: 'custom', text });
      continue;
    }
    const base = style.slug(text);
    if (base === undefined) return undefined;
    const id = numbered(base, taken);
    taken.add(id);
    anchors.push({ id, span, kind: 'heading', text, ...(id !== base && { base }) });
  }
  return anchors;
}

/** Renderers differ in what they call a footnote, and the way back from it. */
function footnoteIds({ identifier, label }: FootnoteDefinition, number: number): string[] {
  return [...new Set([identifier, label ?? identifier, String(number)])].flatMap((name) =>
    [`fn-${name}`, `fn:${name}`, `fn${name}`, `fnref-${name}`, `fnref:${name}`, `fnref${name}`, `fr-${name}-1`, name].flatMap((id) => [
      id,
      `user-content-${id}`,
    ]),
  );
}
