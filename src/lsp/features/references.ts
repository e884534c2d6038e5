import type { Location } from 'vscode-languageserver';
import type { Scene } from '../scene.ts';
import { labelAt, labelUses } from './labels.ts';
import { anchorSpan, isAt, mentionAt, mentionsOf, pagesWith, type Target } from './mentions.ts';
import { type Place, type PlaceParams, placeOf } from './place.ts';

type Params = PlaceParams & { readonly context?: { readonly includeDeclaration?: boolean } };

/** Every place in all posts that names what stands here: a heading, a file, the post itself in its front matter. */
export async function references(scene: Scene, params: Params): Promise<Location[] | null> {
  const place = await placeOf(scene, params);
  if (place === undefined) return null;
  const withDeclaration = params.context?.includeDeclaration === true;
  const label = labelAt(place.document, place.offset)?.identifier;
  if (label !== undefined) return usesOf(label, place, scene, withDeclaration);
  const target = subjectAt(place);
  if (target === undefined) return null;
  const { corpus } = place;
  // The anchors of a file that is part of other pages are theirs too.
  const pages = target.fragment === undefined ? [target.path] : pagesWith(target.path, corpus);
  const mentions = pages.flatMap((path) => [...mentionsOf({ ...target, path }, corpus)]);
  const found = mentions.map(
    ({ post, mention }): Location => ({ uri: scene.uriOf(post.path), range: scene.placesOf(post.path).rangeOf(mention.span) }),
  );
  const declared = withDeclaration ? anchorSpan(corpus.post(target.path), target.fragment) : undefined;
  return declared === undefined
    ? found
    : [{ uri: scene.uriOf(target.path), range: scene.placesOf(target.path).rangeOf(declared) }, ...found];
}

/** What is named here, or is itself what others name. */
function subjectAt({ path, post, corpus, offset, document }: Place): Target | undefined {
  const mention = mentionAt(post, corpus, offset);
  if (mention !== undefined) return mention;
  const anchor = post.facts.anchors?.find(({ span, kind }) => kind !== 'possible' && isAt(offset, span));
  const heading = document.headings.find(({ span }) => isAt(offset, span));
  const own = anchor ?? (heading && post.facts.anchors?.find(({ span, kind }) => kind !== 'possible' && isWithin(span, heading.span)));
  if (own !== undefined) return { path, fragment: own.id };
  return offset <= document.bodyStart ? { path, fragment: undefined } : undefined;
}

function isWithin([start, end]: readonly [number, number], [from, to]: readonly [number, number]): boolean {
  return from <= start && end <= to;
}

function usesOf(identifier: string, { path, document }: Place, scene: Scene, withDeclaration: boolean): Location[] {
  const uses = labelUses(document).filter((node) => node.identifier === identifier);
  const declared = withDeclaration ? document.all('definition').filter((node) => node.identifier === identifier) : [];
  return [...declared, ...uses].map((node) => ({ uri: scene.uriOf(path), range: scene.placesOf(path).rangeOf(document.span(node)) }));
}
