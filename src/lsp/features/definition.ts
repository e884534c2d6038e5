import type { Location } from 'vscode-languageserver';
import type { Corpus, Post } from '../../model/corpus.ts';
import type { Document } from '../../model/document.ts';
import { resolveEntry } from '../../model/entries.ts';
import { dirOf, normalise } from '../../model/path.ts';
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

function targetAt(place: Place): Target | undefined {
  const { post, corpus, offset } = place;
  return mentionAt(post, corpus, offset) ?? entryAt(post, corpus, offset) ?? importAt(place);
}

/** The file of the entry that a `reference()` field names. */
function entryAt(post: Post, corpus: Corpus, offset: number): Target | undefined {
  const reference = post.references.find(({ span }) => isAt(offset, span));
  if (reference === undefined) return undefined;
  const entry = resolveEntry(post, reference, corpus);
  return entry.status === 'found' ? { path: entry.post.path, fragment: undefined } : undefined;
}

/** The Markdown file that is imported at `offset`. */
function importAt({ path, document, corpus, offset }: Place): Target | undefined {
  const code = document.all('mdxjsEsm').find((node) => isAt(offset, document.span(node)));
  if (code === undefined) return undefined;
  const [base] = document.span(code);
  const strings = [...document.source(code).matchAll(/(["'])(.*?)\1/g)];
  const written = strings.find(({ index, 0: whole }) => isAt(offset, [base + index, base + index + whole.length]))?.[2] ?? '';
  const to = document.includes.includes(written) ? normalise(`${dirOf(path)}/${written}`) : undefined;
  return to !== undefined && corpus.post(to) !== undefined ? { path: to, fragment: undefined } : undefined;
}

/** The label of the definition that a reference at `offset` uses. */
function definitionOfUse(document: Document, offset: number): Span | undefined {
  const used = labelUses(document).findLast((node) => isAt(offset, document.span(node)));
  const node = used && document.all('definition').find(({ identifier }) => identifier === used.identifier);
  return node && labelSpan(node, document);
}
