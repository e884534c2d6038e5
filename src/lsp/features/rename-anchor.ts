import type { Heading } from 'mdast';
import { openDocument } from '../../document/document.ts';
import { headingSource } from '../../document/heading-mark.ts';
import { applied } from '../../engine/fix/edits.ts';
import type { Corpus } from '../../model/corpus.ts';
import type { Document } from '../../model/document.ts';
import type { Edit } from '../../model/finding.ts';
import type { Anchor } from '../../model/link.ts';
import type { Span } from '../../model/span.ts';
import { Refusal } from '../refusal.ts';
import type { Scene } from '../scene.ts';
import { mentionsOf, pagesWith } from './mentions.ts';
import { fragmentSpan } from './written.ts';

/** The text of the heading at an offset, without `#` and without its id; undefined where it has none, or more lines than one. */
export function headingText(document: Document, node: Heading): Span | undefined {
  const [start, end] = document.span(node);
  const { raw } = headingSource(node, document);
  const at = raw === '' ? -1 : document.text.slice(start, end).indexOf(raw);
  const isFirstLine = at !== -1 && !/[\r\n]/.test(document.text.slice(start, start + at));
  return isFirstLine ? [start + at, start + at + raw.length] : undefined;
}

/** An id that is stated gets another one. */
export function newId(anchors: readonly Anchor[], { id, span }: Anchor, name: string): Edit {
  if (/[\s{}[\]()"'<>#\\]/.test(name)) throw new Refusal('An id must not hold spaces, brackets, quotes, `#` or backslashes.');
  if (name !== id && anchors.some((other) => other.id === name && other.kind !== 'possible'))
    throw new Refusal(`There is an anchor \`${name}\` on this page already.`);
  return { span, text: name };
}

/** The edits of a file, and those in all posts that keep links at its anchors, by path. */
export async function withLinks(scene: Scene, corpus: Corpus, document: Document, own: readonly Edit[]): Promise<Map<string, Edit[]>> {
  const { path } = document;
  const before = corpus.post(path)?.facts.anchors;
  const { anchors: after } = await openDocument(path, applied(document.text, own), scene.readingOf(path));
  if (before === undefined || after === undefined)
    throw new Refusal('Which anchors this page has is known only when the site is built, so links to them could not follow.');
  const renamed = changedIds(before, after);
  const edits = new Map([[path, [...own]]]);
  for (const page of pagesWith(path, corpus)) {
    const others = page === path ? undefined : corpus.post(page)?.facts.anchors;
    for (const { post, mention } of mentionsOf({ path: page, fragment: undefined }, corpus)) {
      const id = mention.fragment === undefined ? undefined : renamed.get(mention.fragment);
      if (id === undefined || others?.some((anchor) => anchor.id === mention.fragment)) continue;
      const span = fragmentSpan(mention, scene.textOf(post.path) ?? '');
      const known = edits.get(post.path) ?? [];
      // A link inside of the text that is replaced goes with it.
      if (span === undefined || known.some((edit) => overlap(edit.span, span))) continue;
      edits.set(post.path, [...known, { span, text: mention.url.includes('%') ? encodeURIComponent(id) : id }]);
    }
  }
  return edits;
}

/** New ids by old ones: those that are stated or made of headings come in the same order. */
function changedIds(before: readonly Anchor[], after: readonly Anchor[]): Map<string, string> {
  const isSure = ({ kind }: Anchor) => kind !== 'possible';
  const old = before.filter(isSure);
  const now = after.filter(isSure);
  if (old.length !== now.length) throw new Refusal('With this text, the page would have more headings or fewer.');
  const changed = new Map<string, string>();
  const seen = new Set<string>();
  for (const [index, { id, span }] of old.entries()) {
    const next = now[index]?.id;
    // A name that two places have leads to the first of them.
    if (seen.has(id) || next === undefined) continue;
    seen.add(id);
    if (next === id) continue;
    changed.set(id, next);
    // Links by another spelling of it lead to the same heading.
    for (const other of before) if (!isSure(other) && other.span[0] === span[0] && !changed.has(other.id)) changed.set(other.id, next);
  }
  return changed;
}

function overlap([start, end]: Span, [from, to]: Span): boolean {
  return start < to && from < end;
}
