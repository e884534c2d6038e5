import type { Corpus, Post } from '../../model/corpus.ts';
import type { ImageReference } from '../../model/image.ts';
import type { LinkReference } from '../../model/link.ts';
import { decodePercent, dirOf, extensionOf, normalise } from '../../model/path.ts';
import type { Span } from '../../model/span.ts';

/** What a place of a post names: a file, and an anchor in it. */
export interface Target {
  /** Relative to the root. */
  readonly path: string;
  /** Decoded; undefined for the file itself. */
  readonly fragment: string | undefined;
}

/** A place of a post that names a file of the project. `url` is as the renderer sees it. */
export type Mention = Target & { readonly span: Span; readonly url: string } & (
    | { readonly kind: 'link'; readonly reference: LinkReference }
    | { readonly kind: 'image'; readonly reference: ImageReference }
  );

/** Every link and image of a post that leads to a file of the project: links first, each kind in order. */
export function* mentionsIn(post: Post, corpus: Corpus): Generator<Mention> {
  const images = post.images.flatMap((reference): Mention[] => {
    const to = corpus.resolve(post, reference);
    const { span, url } = reference;
    return to.status === 'found' ? [{ path: to.path, fragment: undefined, span, url, kind: 'image', reference }] : [];
  });
  // A definition may be an image's and a link's.
  const places = new Set(images.map(({ span }) => span[0]));
  for (const reference of post.facts.links) {
    const { span, url } = reference;
    const to = places.has(span[0]) ? undefined : linked(reference, post, corpus);
    if (to !== undefined) yield { ...to, span, url, kind: 'link', reference };
  }
  yield* images;
}

/** Whether a mention, written so in this post, leads to the file. */
export function leadsTo(path: string, url: string, { kind, reference }: Mention, post: Post, corpus: Corpus): boolean {
  if (kind === 'link') return linked({ ...reference, url }, post, corpus)?.path === path;
  const to = corpus.resolve(post, { ...reference, url });
  return to.status === 'found' && to.path === path;
}

function linked(link: LinkReference, post: Post, corpus: Corpus): Target | undefined {
  const to = corpus.resolveLink(post, link);
  if (to.status === 'post') return { path: to.path, fragment: to.fragment === undefined ? undefined : decodePercent(to.fragment) };
  const path = to.status === 'found' ? servedFile(link.url, post, corpus) : undefined;
  return path === undefined ? undefined : { path, fragment: undefined };
}

/** The file, no page of the site, that a link opens as it is. */
function servedFile(url: string, post: Post, corpus: Corpus): string | undefined {
  const ref = decodePercent(url.replace(/[?#].*$/s, ''));
  if (extensionOf(ref) === '') return undefined;
  const { publicDirs = [], site } = post.collection ?? {};
  const rest = site !== undefined && ref.startsWith(`${site.base}/`) ? ref.slice(site.base.length) : ref;
  const places = ref.startsWith('/')
    ? [...publicDirs.flatMap((folder) => [folder + ref, folder + rest]), ref, `${site?.root ?? ''}${ref}`]
    : [`${dirOf(post.path)}/${ref}`];
  const files = corpus.once(allFiles);
  return places.flatMap((place) => normalise(place) ?? []).find((path) => files.has(path));
}

function allFiles(corpus: Corpus): ReadonlySet<string> {
  return new Set(corpus.filesBelow(''));
}

/** The mention that an offset stands in, ends counted. */
export function mentionAt(post: Post, corpus: Corpus, offset: number): Mention | undefined {
  return [...mentionsIn(post, corpus)].find(({ span }) => isAt(offset, span));
}

/** Every mention of a target in all posts; of the file itself, also those of its anchors. */
export function* mentionsOf({ path, fragment }: Target, corpus: Corpus): Generator<{ readonly post: Post; readonly mention: Mention }> {
  for (const { path: own } of corpus.posts) {
    const post = corpus.post(own) as Post;
    for (const mention of mentionsIn(post, corpus))
      if (mention.path === path && (fragment === undefined || mention.fragment === fragment)) yield { post, mention };
  }
}

/** Pages that show the anchors of a file: its own, and those that it is a part of. */
export function pagesWith(path: string, corpus: Corpus): string[] {
  const pages = new Set([path]);
  for (const part of pages) {
    for (const { path: own, facts } of corpus.posts)
      if (facts.includes.some((include) => normalise(`${dirOf(own)}/${include}`) === part)) pages.add(own);
  }
  return [...pages];
}

/** An editor's cursor stands between two characters. */
export function isAt(offset: number, [start, end]: Span): boolean {
  return start <= offset && offset <= end;
}

/** The anchor of a post that a fragment names, if it is known. */
export function anchorSpan(post: Post | undefined, fragment: string | undefined): Span | undefined {
  return post?.facts.anchors?.find(({ id }) => id === fragment)?.span;
}
