import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import type { Document } from '../../model/document.ts';
import type { Edit } from '../../model/finding.ts';
import type { Anchor } from '../../model/link.ts';
import { baseOf } from '../../model/path.ts';
import type { Span } from '../../model/span.ts';
import { Refusal } from '../refusal.ts';
import { workspaceEdit } from '../rework.ts';
import type { Scene } from '../scene.ts';
import { labelAt } from './labels.ts';
import { isAt, type Mention, mentionAt } from './mentions.ts';
import { type Place, type PlaceParams, placeOf } from './place.ts';
import { headingText, newId, withLinks } from './rename-anchor.ts';
import { relabelled } from './rename-label.ts';
import { renameTarget } from './rename-target.ts';
import { fragmentSpan, pathSpan } from './written.ts';

/** What can be renamed at a place: the text that stands for it, its name, and what a new name changes. */
interface Renamable {
  readonly span: Span;
  readonly name: string;
  rename(name: string): Promise<WorkspaceEdit>;
}

export async function prepareRename(scene: Scene, params: PlaceParams): Promise<{ range: Range; placeholder: string } | null> {
  const place = await placeOf(scene, params);
  const subject = place && (await renamableAt(scene, place));
  return place && subject ? { range: scene.placesOf(place.path).rangeOf(subject.span), placeholder: subject.name } : null;
}

/** Renames a heading, an id, a definition or a file, and all that names it in any post. */
export async function rename(scene: Scene, params: PlaceParams & { readonly newName: string }): Promise<WorkspaceEdit> {
  await scene.settled();
  const place = await placeOf(scene, params);
  const subject = place && (await renamableAt(scene, place));
  if (subject === undefined) throw new Refusal('Only headings, their ids, definitions and files can be renamed here.');
  const name = params.newName.trim();
  if (name === '' || /[\r\n]/.test(name)) throw new Refusal('The new name must be one line that is not empty.');
  return subject.rename(name);
}

async function renamableAt(scene: Scene, place: Place): Promise<Renamable | undefined> {
  const { document, offset, post, corpus } = place;
  const label = labelAt(document, offset);
  if (label !== undefined) {
    const own = (name: string) => new Map([[document.path, relabelled(label, name, document)]]);
    return { span: label.span, name: document.text.slice(...label.span), rename: async (name) => changes(scene, own(name)) };
  }
  const stated = post.facts.anchors?.find((anchor) => isStated(anchor) && isAt(offset, anchor.span));
  if (stated !== undefined) return anchor(scene, place, document, stated.span, stated);
  const mention = mentionAt(post, corpus, offset);
  if (mention !== undefined) return named(scene, place, mention);
  const heading = document.all('heading').find((node) => isAt(offset, document.span(node)));
  const span = heading && headingText(document, heading);
  if (span === undefined) return undefined;
  return {
    span,
    name: document.text.slice(...span),
    rename: async (text) => changes(scene, await withLinks(scene, corpus, document, [{ span, text }])),
  };
}

/** Beside a heading, or as an attribute. */
function isStated({ kind }: Anchor): boolean {
  return kind === 'custom' || kind === 'element';
}

/** `span` is the place that stands for it: itself, or a link to it. */
function anchor(scene: Scene, { corpus }: Place, document: Document, span: Span, stated: Anchor): Renamable {
  const own = (name: string): Edit => newId(corpus.post(document.path)?.facts.anchors ?? [], stated, name);
  return { span, name: stated.id, rename: async (name) => changes(scene, await withLinks(scene, corpus, document, [own(name)])) };
}

/** Of a link to an anchor the anchor, where the cursor is in it; else the file. */
async function named(scene: Scene, place: Place, mention: Mention): Promise<Renamable | undefined> {
  const { path, fragment, url, span: whole } = mention;
  const { text } = place.document;
  const span = fragmentSpan(mention, text);
  if (fragment === undefined || span === undefined || !isAt(place.offset, span)) {
    const rename = (name: string) => renameTarget(scene, place.corpus, path, name);
    return url.startsWith('#') ? undefined : { span: pathSpan(mention, text) ?? whole, name: baseOf(path), rename };
  }
  const target = place.corpus.post(path)?.facts.anchors?.find(({ id }) => id === fragment);
  const document = path === place.path ? place.document : await scene.documentOf(path);
  if (target === undefined || document === undefined) return undefined;
  if (isStated(target)) return anchor(scene, place, document, span, target);
  const rename = () => Promise.reject(new Refusal('This anchor is made of the heading’s text: rename the heading.'));
  return { span, name: fragment, rename };
}

function changes(scene: Scene, own: ReadonlyMap<string, readonly Edit[]>): WorkspaceEdit {
  const edits = [...own].map(([path, all]) => {
    const { rangeOf } = scene.placesOf(path);
    return [scene.uriOf(path), all.map(({ span, text }) => ({ range: rangeOf(span), newText: text }))] as const;
  });
  return workspaceEdit({ edits, moves: [] }, scene.canRenameFiles);
}
