import type { DocumentLink } from 'vscode-languageserver';
import type { Scene } from '../scene.ts';
import { anchorSpan, mentionsIn } from './mentions.ts';
import { type FileParams, fileOf } from './place.ts';

/** The places of a file that open another one, or a page of the web. */
export async function documentLinks(scene: Scene, params: FileParams): Promise<DocumentLink[] | null> {
  const file = await fileOf(scene, params);
  if (file === undefined) return null;
  const { path, corpus, post } = file;
  const { rangeOf } = scene.placesOf(path);
  const inside = [...mentionsIn(post, corpus)].map(({ path: to, fragment, span }): DocumentLink => {
    const anchor = anchorSpan(corpus.post(to), fragment);
    // Editors take a line behind `#L` of a file's address, as of a page on the web.
    const line = anchor === undefined ? '' : `#L${scene.placesOf(to).positionAt(anchor[0]).line + 1}`;
    return { range: rangeOf(span), target: scene.uriOf(to) + line, tooltip: to };
  });
  const outside = post.facts.links
    .filter(({ url, kind }) => kind !== 'autolink' && /^https?:\/\//i.test(url))
    .map(({ url, span }): DocumentLink => ({ range: rangeOf(span), target: url }));
  return [...inside, ...outside];
}
