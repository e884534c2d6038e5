import type { FileCache } from '../model/cache.ts';
import type { Collection } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import type { Host } from '../model/host.ts';
import type { ImageInspection, ImageReference, ImageResolution } from '../model/image.ts';
import type { LinkReference, LinkResolution } from '../model/link.ts';
import { once } from '../model/memo.ts';
import { dirOf, normalise } from '../model/path.ts';
import type { Site } from '../model/site.ts';
import { addressesOf } from './addresses.ts';
import type { Assets } from './assets.ts';
import type { Lessons } from './learn.ts';
import { mentionedImages } from './mentions.ts';
import { fileOnPage } from './on-page.ts';
import { REMOTE } from './reference.ts';
import { resolveImage } from './resolve-image.ts';
import { type LinkWorld, resolveLink } from './resolve-link.ts';
import { createRoutes, type Routes } from './routes.ts';
import { placeholdersOf } from './template.ts';
import { createTrust, type Trust } from './trust.ts';

/** The world as corpus rules see it. Every answer is computed once, however many rules ask. */
export async function createCorpus(
  posts: ReadonlyMap<string, Post>,
  assets: Assets,
  lessons: Lessons,
  host: Host,
  cache: FileCache | undefined,
): Promise<Corpus> {
  const { inspectImage } = await import('./inspect.ts');
  // What a post is no more, since it was edited, is not held on to.
  const images = new WeakMap<ImageReference, ImageResolution>();
  const inspections = new Map<string, ImageInspection>();
  const links = new WeakMap<LinkReference, LinkResolution>();
  const absolute = new Map<Collection | undefined, Map<string, LinkResolution>>();
  const addresses = new WeakMap<Post, readonly string[] | undefined>();
  const routes = new Map<Site, Routes | undefined>();
  const anchors = new WeakMap<Post, ReadonlySet<string> | undefined>();
  const trusts = new Map<Site, Trust>();
  let mentioned: ReadonlySet<string> | undefined;
  const answers = new Map<(corpus: Corpus) => unknown, unknown>();

  const world: LinkWorld = {
    assets,
    isPost: (path) => posts.has(path),
    addressesOf: (post) => once(addresses, post, () => addressesOf(post)),
    routesOf: ({ collection }) => collection && once(routes, collection.site, () => routesOf(collection.site)),
  };

  function routesOf(site: Site): Routes | undefined {
    if (site.unknownRoutes !== undefined) return undefined;
    const byAddress = new Map<string, string>();
    let isComplete = true;
    for (const post of posts.values()) {
      if (post.collection?.site !== site) continue;
      const own = world.addressesOf(post);
      if (own === undefined && post.collection.addressesOf !== undefined) isComplete = false;
      for (const address of own ?? []) if (!byAddress.has(address)) byAddress.set(address, post.path);
    }
    // A page whose address only the site's own tools can tell may be at any.
    return byAddress.size === 0 ? undefined : createRoutes(isComplete ? site : { ...site, openRoutes: ['/**'] }, byAddress);
  }

  function judgedImage(post: Post, reference: ImageReference): ImageResolution {
    const resolution = resolveImage(reference, post, assets);
    const isLost = resolution.status === 'missing' || resolution.status === 'outside-root' || resolution.status === 'not-judged';
    const isUrl = reference.kind !== 'import' && !/^(?:[a-z][a-z\d+.-]*:|[@~{<]|\/\/)/i.test(reference.url);
    const path = isLost && isUrl ? fileOnPage(reference.url, post, world) : undefined;
    if (path !== undefined) return { status: 'found', path };
    const reason = resolution.status === 'missing' ? lessons.unexplained(post, reference) : undefined;
    return reason === undefined ? resolution : { status: 'not-judged', reason };
  }

  /** Reads the file only where no earlier run has. */
  function inspect(path: string): ImageInspection {
    const stamp = cache && host.stamp?.(path);
    const known = stamp && cache?.findImage(path, stamp);
    if (known !== undefined) return known;
    const inspection = inspectImage(host, path);
    if (stamp !== undefined && inspection.status !== 'unreadable') cache?.keepImage(path, stamp, inspection);
    return inspection;
  }

  /** Most links of many sites lead elsewhere; keeping what is said at once would take more memory than all else here. */
  const rawLink = (post: Post, link: LinkReference) =>
    REMOTE.test(link.url) ? resolveLink(link, post, world) : once(links, link, () => resolvedLink(post, link));

  /** What a link from the root leads to is the same for all posts of a collection, and many have the same ones. */
  function resolvedLink(post: Post, link: LinkReference): LinkResolution {
    const resolve = () => resolveLink(link, post, world);
    if (!link.url.startsWith('/')) return resolve();
    return once(
      once(absolute, post.collection, () => new Map<string, LinkResolution>()),
      link.url,
      resolve,
    );
  }

  /** A broken address is told only where enough is known of its site. */
  function judgedLink(post: Post, link: LinkReference): LinkResolution {
    const resolution = rawLink(post, link);
    const site = post.collection?.site;
    if (resolution.status !== 'broken-route' || site === undefined) return resolution;
    const trust = once(trusts, site, () => {
      const own = [...posts.values()].filter(({ collection }) => collection?.site === site);
      return createTrust(own, rawLink, (address) => world.routesOf(post)?.hasNeighbours(address) === true);
    });
    return trust(resolution) ? resolution : { status: 'not-judged', reason: 'too little is known of the pages in its folder' };
  }

  /** With those of the files that become part of the page. `above` are the files that are being read already. */
  function anchorsOf(post: Post, above: readonly Post[] = []): ReadonlySet<string> | undefined {
    const { anchors: own, includes } = post.facts;
    if (own === undefined) return undefined;
    const ids = new Set(own.map(({ id }) => id));
    for (const include of includes) {
      const part = posts.get(normalise(`${dirOf(post.path)}/${include}`) ?? '');
      const others = part === undefined || above.includes(part) ? undefined : anchorsOf(part, [...above, post]);
      if (others === undefined) return undefined;
      for (const id of others) ids.add(id);
    }
    return ids;
  }

  const corpus: Corpus = {
    posts: [...posts.values()],
    post: (path) => posts.get(path),
    resolve: (post, reference) => once(images, reference, () => judgedImage(post, reference)),
    inspect: (path) => once(inspections, path, () => inspect(path)),
    absence: (paths) => paths.map((path) => host.absence?.(path)).find((reason) => reason !== undefined),
    resolveLink: judgedLink,
    anchorsOf: (post) => once(anchors, post, () => anchorsOf(post)),
    addressesOf: world.addressesOf,
    slugOf: ({ path, collection, facts }) => placeholdersOf(path, collection, facts.frontmatter?.root)('slug') ?? '',
    filesBelow: assets.filesBelow,
    mentions(name) {
      mentioned ??= mentionedImages(assets.filesBelow(''), host);
      return mentioned.has(name);
    },
    sameBytes: (path, other) => Buffer.compare(host.read(path), host.read(other)) === 0,
    answerOf: () => undefined,
    once: <T>(make: (corpus: Corpus) => T) => once(answers, make, () => make(corpus)) as T,
  };
  return corpus;
}
