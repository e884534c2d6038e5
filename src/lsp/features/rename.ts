import type { Heading } from 'mdast';
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { openDocument } from '../../document/document.ts';
import { headingSource } from '../../document/heading-mark.ts';
import { applied } from '../../engine/fix/edits.ts';
import type { Post } from '../../model/corpus.ts';
import type { Document } from '../../model/document.ts';
import type { Edit } from '../../model/finding.ts';
import type { Anchor } from '../../model/link.ts';
import type { Span } from '../../model/span.ts';
import { Refusal } from '../refusal.ts';
import type { Scene } from '../scene.ts';
import { definitionAt, labelSpan, labelUses } from './labels.ts';
import { isAt, mentionsOf } from './mentions.ts';
import { type Place, type PlaceParams, placeOf } from './place.ts';

/** What can be renamed at a place, and the text that the new name replaces. */
interface Renamable {
  readonly span: Span;
  /** The edits in its own file. */
  rename(name: string): readonly Edit[];
  /** Set for what others name by an anchor. */
  readonly isAnchor: boolean;
}

export async function prepareRename(scene: Scene, params: PlaceParams): Promise<{ range: Range; placeholder: string } | null> {
  const place = await placeOf(scene, params);
  const subject = place && renamableAt(place);
  if (place === undefined || subject === undefined) return null;
  return { range: scene.placesOf(place.path).rangeOf(subject.span), placeholder: place.document.text.slice(...subject.span) };
}

/** Renames a heading, a custom id or a definition, and all that names it in any post. */
export async function rename(scene: Scene, params: PlaceParams & { readonly newName: string }): Promise<WorkspaceEdit | null> {
  const place = await placeOf(scene, params);
  const subject = place && renamableAt(place);
  if (place === undefined || subject === undefined) throw new Refusal('Only headings, their ids and definitions can be renamed here.');
  const name = params.newName.trim();
  if (name === '' || /[\r\n]/.test(name)) throw new Refusal('The new name must be one line that is not empty.');
  const edits = new Map<string, Edit[]>([[place.path, [...subject.rename(name)]]]);
  if (subject.isAnchor && place.post !== undefined) await followAnchors(scene, place, place.post, edits);
  const changes = [...edits].map(([path, all]): [string, TextEdit[]] => {
    const { rangeOf } = scene.placesOf(path);
    return [scene.uriOf(path), all.map(({ span, text }) => ({ range: rangeOf(span), newText: text }))];
  });
  return { changes: Object.fromEntries(changes) };
}

function renamableAt({ document, offset, post }: Place): Renamable | undefined {
  const definition = definitionAt(document, offset);
  if (definition !== undefined) return labelled(definition.identifier, labelSpan(definition, document), document);
  const custom = post?.facts.anchors?.find(({ kind, span }) => kind === 'custom' && isAt(offset, span));
  if (custom !== undefined) return { span: custom.span, isAnchor: true, rename: (text) => [{ span: custom.span, text: idOf(text) }] };
  const heading = document.all('heading').find((node) => isAt(offset, document.span(node)));
  const span = heading && contentSpan(heading, document);
  return span && { span, isAnchor: true, rename: (text) => [{ span, text }] };
}

function idOf(text: string): string {
  if (/[\s{}"'<>]/.test(text)) throw new Refusal('An id must not hold spaces, quotes or brackets.');
  return text;
}

/** The text of a heading, without `#` and without its id; undefined where it has none, or more lines than one. */
function contentSpan(node: Heading, document: Document): Span | undefined {
  const [start, end] = document.span(node);
  const { raw } = headingSource(node, document);
  const at = raw === '' ? -1 : document.text.slice(start, end).indexOf(raw);
  return at === -1 || (node.depth <= 2 && /[\r\n]/.test(document.text.slice(start, start + at)))
    ? undefined
    : [start + at, start + at + raw.length];
}

/** A definition's label, with every use of it in the file. */
function labelled(identifier: string, span: Span, document: Document): Renamable {
  const uses = labelUses(document).filter((node) => node.identifier === identifier);
  return {
    span,
    isAnchor: false,
    rename(text) {
      if (/[[\]\\]/.test(text)) throw new Refusal('A label must not hold brackets or backslashes.');
      return [{ span, text }, ...uses.map((node) => renamedUse(document.span(node), document.source(node), node.referenceType, text))];
    },
  };
}

/** `[text][label]` keeps its text; `[label][]` and `[label]` keep what readers see by getting the new label behind it. */
function renamedUse([start, end]: Span, source: string, type: 'shortcut' | 'collapsed' | 'full', label: string): Edit {
  if (type === 'shortcut') return { span: [end, end], text: `[${label}]` };
  if (type === 'collapsed') return { span: [end - 2, end], text: `[${label}]` };
  return { span: [start + source.lastIndexOf('[') + 1, end - 1], text: label };
}

/** Other anchors of the page may change with one: their numbers, where several headings have one text. */
async function followAnchors(scene: Scene, { path, document, corpus }: Place, post: Post, edits: Map<string, Edit[]>): Promise<void> {
  const before = post.facts.anchors;
  const text = applied(
    document.text,
    (edits.get(path) ?? []).toSorted((a, b) => a.span[0] - b.span[0]),
  );
  const after = (await openDocument(path, text, scene.readingOf(path))).anchors;
  if (before === undefined || after === undefined) return;
  const renamed = changedIds(before, after);
  for (const { post: from, mention } of mentionsOf({ path, fragment: undefined }, corpus)) {
    const id = mention.fragment === undefined ? undefined : renamed.get(mention.fragment);
    if (id === undefined) continue;
    const written = scene.textOf(from.path)?.slice(...mention.span) ?? '';
    const hash = written.indexOf('#');
    if (hash === -1) continue;
    const span: Span = [mention.span[0] + hash + 1, mention.span[1]];
    const own = edits.get(from.path) ?? [];
    edits.set(from.path, [...own, { span, text: written.includes('%') ? encodeURIComponent(id) : id }]);
  }
}

/** New ids by old ones; the anchors of headings come in the same order. */
function changedIds(before: readonly Anchor[], after: readonly Anchor[]): Map<string, string> {
  const isOwn = ({ kind }: Anchor) => kind === 'heading' || kind === 'custom';
  const old = before.filter(isOwn);
  const now = after.filter(isOwn);
  if (old.length !== now.length) return new Map();
  return new Map(old.flatMap(({ id }, index) => (now[index] === undefined || now[index].id === id ? [] : [[id, now[index].id] as const])));
}
