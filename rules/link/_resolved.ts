import type { Corpus, Post } from '../../src/model/corpus.ts';
import type { LinkReference, LinkResolution } from '../../src/model/link.ts';

type Resolved<S> = { readonly link: LinkReference; readonly resolution: Extract<LinkResolution, { status: S }> };

/** The links of a post that came out with the given status. */
export function* withStatus<S extends LinkResolution['status']>(status: S, post: Post, corpus: Corpus): Generator<Resolved<S>> {
  for (const link of post.facts.links) {
    const resolution = corpus.resolveLink(post, link);
    if (resolution.status === status) yield { link, resolution: resolution as Resolved<S>['resolution'] };
  }
}

/** The paths or addresses that were tried, as the end of a sentence. */
export function listed(tried: readonly string[]): string {
  return tried.map((path) => `\`${path}\``).join(', ');
}
