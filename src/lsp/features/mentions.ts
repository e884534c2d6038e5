import type { Corpus, Post } from '../../model/corpus.ts';
import { decodePercent } from '../../model/path.ts';
import type { Span } from '../../model/span.ts';

/** What a place of a post names: a file, and an anchor in it. */
export interface Target {
  /** Relative to the root. */
  readonly path: string;
  /** Decoded; undefined for the file itself. */
  readonly fragment: string | undefined;
}

/** A place of a post that names a file of the project. */
export interface Mention extends Target {
  readonly span: Span;
  readonly kind: 'link' | 'image';
  /** As the renderer sees it. */
  readonly url: string;
}

/** Every link and image of a post that leads to a file of the project, in order. */
export function* mentionsIn(post: Post, corpus: Corpus): Generator<Mention> {
  for (const link of post.facts.links) {
    const to = corpus.resolveLink(post, link);
    if (to.status !== 'post') continue;
    yield { path: to.path, fragment: to.fragment && decodePercent(to.fragment), span: link.span, kind: 'link', url: link.url };
  }
  for (const image of post.images) {
    const to = corpus.resolve(post, image);
    if (to.status === 'found') yield { path: to.path, fragment: undefined, span: image.span, kind: 'image', url: image.url };
  }
}

/** The mention that an offset stands in, ends counted. */
export function mentionAt(post: Post, corpus: Corpus, offset: number): Mention | undefined {
  return [...mentionsIn(post, corpus)].find(({ span }) => isAt(offset, span));
}

/** Every mention of a target in all posts; of the file itself, also those of its anchors. */
export function* mentionsOf({ path, fragment }: Target, corpus: Corpus): Generator<{ readonly post: Post; readonly mention: Mention }> {
  for (const post of corpus.posts) {
    for (const mention of mentionsIn(corpus.post(post.path) ?? post, corpus))
      if (mention.path === path && (fragment === undefined || mention.fragment === fragment)) yield { post, mention };
  }
}

/** An editor's cursor stands between two characters. */
export function isAt(offset: number, [start, end]: Span): boolean {
  return start <= offset && offset <= end;
}

/** The anchor of a post that a fragment names, if it is known. */
export function anchorSpan(post: Post | undefined, fragment: string | undefined): Span | undefined {
  return post?.facts.anchors?.find(({ id }) => id === fragment)?.span;
}
