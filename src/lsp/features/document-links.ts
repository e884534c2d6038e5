import type { DocumentLink } from 'vscode-languageserver';
import type { Scene } from '../scene.ts';
import { anchorSpan, mentionsIn } from './mentions.ts';

/** The places of a file that open another one, or a page of the web. */
export async function documentLinks(
  scene: Scene,
  params: { readonly textDocument: { readonly uri: string } },
): Promise<DocumentLink[] | null> {
  const path = scene.pathOf(params.textDocument.uri);
  const corpus = await scene.fresh(path);
  const post = path === undefined ? undefined : corpus?.post(path);
  if (path === undefined || corpus === undefined || post === undefined) return null;
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
