import type { Location } from 'vscode-languageserver';
import type { Document } from '../../model/document.ts';
import { entryIds } from '../../model/entry-ids.ts';
import type { Span } from '../../model/span.ts';
import type { Scene } from '../scene.ts';
import { labelSpan, labelUses } from './labels.ts';
import { anchorSpan, isAt, mentionAt, type Target } from './mentions.ts';
import { type Place, type PlaceParams, placeOf } from './place.ts';

/** Where what stands at a place is: the image file, the post and its heading, the definition, the entry. */
export async function definition(scene: Scene, params: PlaceParams): Promise<Location | null> {
  const place = await placeOf(scene, params);
  if (place === undefined) return null;
  const own = definitionOfUse(place.document, place.offset);
  if (own !== undefined) return { uri: scene.uriOf(place.path), range: scene.placesOf(place.path).rangeOf(own) };
  const target = targetAt(place);
  if (target === undefined) return null;
  // Of an image no text is read: its place is its start.
  const span = anchorSpan(place.corpus.post(target.path), target.fragment);
  const range = span === undefined ? START : scene.placesOf(target.path).rangeOf(span);
  return { uri: scene.uriOf(target.path), range };
}

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function targetAt({ post, corpus, offset }: Place): Target | undefined {
  if (post === undefined) return undefined;
  return mentionAt(post, corpus, offset) ?? entryAt(post, corpus, offset);
}

/** The file of the entry that a `reference()` field names. */
function entryAt(post: NonNullable<Place['post']>, corpus: Place['corpus'], offset: number): Target | undefined {
  const reference = post.references.find(({ span }) => isAt(offset, span));
  if (reference === undefined) return undefined;
  const entry = corpus.posts.find((one) => one.collection?.name === reference.collection && entryIds(one, corpus).includes(reference.id));
  return entry && { path: entry.path, fragment: undefined };
}

/** The label of the definition that a reference at `offset` uses. */
function definitionOfUse(document: Document, offset: number): Span | undefined {
  const used = labelUses(document).findLast((node) => isAt(offset, document.span(node)));
  const node = used && document.all('definition').find(({ identifier }) => identifier === used.identifier);
  return node && labelSpan(node, document);
}
