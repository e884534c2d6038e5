import type { Definition } from 'mdast';
import type { Location } from 'vscode-languageserver';
import type { Document } from '../../model/document.ts';
import type { Span } from '../../model/span.ts';
import type { Scene } from '../scene.ts';
import { anchorSpan, isAt, mentionAt } from './mentions.ts';
import { type Place, type PlaceParams, placeOf } from './place.ts';

/** Where what stands at a place is: the image file, the post and its heading, the definition, the entry. */
export async function definition(scene: Scene, params: PlaceParams): Promise<Location | null> {
  const place = await placeOf(scene, params);
  if (place === undefined) return null;
  const own = definitionAt(place.document, place.offset);
  if (own !== undefined) return { uri: scene.uriOf(place.path), range: scene.placesOf(place.path).rangeOf(own) };
  const target = targetAt(place);
  if (target === undefined) return null;
  // Of an image no text is read: its place is its start.
  const span = anchorSpan(place.corpus.post(target.path), target.fragment);
  const range = span === undefined ? START : scene.placesOf(target.path).rangeOf(span);
  return { uri: scene.uriOf(target.path), range };
}

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

interface Target {
  readonly path: string;
  readonly fragment: string | undefined;
}

function targetAt({ post, corpus, offset }: Place): Target | undefined {
  if (post === undefined) return undefined;
  return mentionAt(post, corpus, offset) ?? entryAt(post, corpus, offset);
}

/** The file of the entry that a `reference()` field names. */
function entryAt(post: NonNullable<Place['post']>, corpus: Place['corpus'], offset: number): Target | undefined {
  const reference = post.references.find(({ span }) => isAt(offset, span));
  if (reference === undefined) return undefined;
  const entry = corpus.posts.find((one) => one.collection?.name === reference.collection && isEntry(one, reference.id, corpus));
  return entry && { path: entry.path, fragment: undefined };
}

function isEntry(post: NonNullable<Place['post']>, id: string, corpus: Place['corpus']): boolean {
  return corpus.slugOf(post) === id || post.path.replace(/\.[^./]+$/, '').endsWith(`/${id}`);
}

/** The label of the definition that a reference at `offset` uses. */
function definitionAt(document: Document, offset: number): Span | undefined {
  const used = [...document.all('linkReference'), ...document.all('imageReference')]
    .filter((node) => isAt(offset, document.span(node)))
    .at(-1);
  const node = used && document.all('definition').find(({ identifier }) => identifier === used.identifier);
  return node && labelSpan(node, document);
}

/** Between the brackets of a definition. */
export function labelSpan(node: Definition, document: Document): Span {
  const [start] = document.span(node);
  const length = /^\[((?:[^\]\\]|\\[\s\S])*)\]/.exec(document.source(node))?.[1]?.length ?? 0;
  return [start + 1, start + 1 + length];
}
