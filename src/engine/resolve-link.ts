import type { Post } from '../model/corpus.ts';
import type { LinkReference, LinkResolution } from '../model/link.ts';
import { memo } from '../model/memo.ts';
import { nearest } from '../model/nearest.ts';
import { baseOf, decodePercent, dirOf, extensionOf, normalise, stemOf } from '../model/path.ts';
import { normaliseAddress } from './addresses.ts';
import type { Assets } from './assets.ts';
import { aliasOf, isExternal, isTemplated, REMOTE, respell } from './reference.ts';
import type { RouteLookup, Routes } from './routes.ts';

/** What a link can lead to: files as they lie in the project, and the pages of the sites. */
export interface LinkWorld {
  readonly assets: Assets;
  isPost(path: string): boolean;
  /** The addresses of the site that the post belongs to; undefined where they can't be known. */
  routesOf(post: Post): Routes | undefined;
  addressesOf(post: Post): readonly string[] | undefined;
}

const PAGE_EXTENSIONS = ['.md', '.mdx', '.markdown'];
/** What a link to a folder shows, or a link without the extension of its file. */
const PAGE_SUFFIXES = [...PAGE_EXTENSIONS, '/index.md', '/index.mdx', '/_index.md', '/README.md', '/readme.md'];
/** An extension, rather than the end of a name such as `v1.2` or `Node.js 20`. */
const FILE_EXTENSION = /\.[a-z][a-z\d]{0,4}$/i;

const found: LinkResolution = { status: 'found' };
const notJudged = memo((reason: string | undefined): LinkResolution => ({ status: 'not-judged', reason }));

/** Where a link of `post` leads. */
export function resolveLink({ url }: LinkReference, post: Post, world: LinkWorld): LinkResolution {
  const { collection } = post;
  if (REMOTE.test(url)) return notJudged(undefined);
  if (isTemplated(url)) return notJudged('made by a template');
  if (isExternal(url, collection)) return notJudged(undefined);
  const hash = url.indexOf('#');
  const fragment = hash === -1 ? undefined : url.slice(hash + 1);
  const ref = (hash === -1 ? url : url.slice(0, hash)).replace(/\?.*$/s, '');
  if (ref === '') return fragment === undefined ? found : { status: 'post', path: post.path, fragment };

  const alias = aliasOf(ref, collection);
  if (alias !== undefined) return file(ref, [alias], fragment, url, world);
  if (/^[@~]/.test(ref)) return notJudged('begins with an alias that is not known');
  return ref.startsWith('/') ? absolute(ref, fragment, url, post, world) : relative(ref, fragment, url, post, world);
}

/** To a file of the project: as it is written, or without its extension. */
function file(
  ref: string,
  candidates: readonly (string | undefined)[],
  fragment: string | undefined,
  url: string,
  world: LinkWorld,
): LinkResolution {
  const tried = [...new Set(candidates.flatMap((path) => (path === undefined ? [] : [normalise(decodePercent(path)), normalise(path)])))];
  const inside = tried.filter((path) => path !== undefined);
  return (
    lookUp(ref, inside, fragment, url, world) ?? { status: 'missing-file', tried: inside, nearest: nearestFile(ref, inside, world.assets) }
  );
}

/** The first of the paths that is there, also in another case; undefined when none is. */
function lookUp(
  ref: string,
  paths: readonly string[],
  fragment: string | undefined,
  url: string,
  { assets, isPost }: LinkWorld,
): LinkResolution | undefined {
  let variant: string | undefined;
  for (const path of paths) {
    if (assets.isFolder(path)) {
      const index = PAGE_SUFFIXES.map((suffix) => path + suffix).find(isPost);
      return index === undefined ? found : { status: 'post', path: index, fragment };
    }
    const suffixes = FILE_EXTENSION.test(ref) ? [''] : ['', ...PAGE_SUFFIXES];
    for (const suffix of suffixes) {
      const lookup = assets.find(path + suffix);
      if (lookup.status === 'exact') return isPost(path + suffix) ? { status: 'post', path: path + suffix, fragment } : found;
      if (lookup.status === 'variant') variant ??= lookup.path.slice(0, lookup.path.length - suffix.length);
    }
  }
  return variant === undefined ? undefined : { status: 'wrong-case', path: variant, url: respell(url, ref, variant) };
}

function relative(ref: string, fragment: string | undefined, url: string, post: Post, world: LinkWorld): LinkResolution {
  const path = `${dirOf(post.path)}/${ref}`;
  const inside = [normalise(decodePercent(path)), normalise(path)].filter((candidate) => candidate !== undefined);
  const asFile = lookUp(ref, [...new Set(inside)], fragment, url, world);
  const isThere = asFile?.status === 'post' || asFile?.status === 'found';
  // Without an extension it is first an address: a page can lie elsewhere than its file.
  if (isThere && FILE_EXTENSION.test(ref)) return asFile;

  const routes = world.routesOf(post);
  const [address] = world.addressesOf(post) ?? [];
  const isPage = PAGE_EXTENSIONS.includes(extensionOf(ref));
  if (routes !== undefined && address !== undefined) {
    // Browsers count from the folder of the address, which is the address itself where a slash ends it.
    const bases = [address, dirOf(address)];
    const spellings = isPage ? [ref, ref.slice(0, -extensionOf(ref).length)] : [ref];
    const tried = bases.flatMap((base) =>
      spellings.map((spelling) => normaliseAddress(`/${normalise(`${base}/${decodePercent(spelling)}`) ?? ''}`)),
    );
    const served = tried.map((candidate) => asServed(candidate, post, world)).find((served) => served !== undefined);
    if (served !== undefined) return served;
    const lookup = tried
      .map((candidate) => routes.find(candidate))
      .find(({ status }) => status === 'post' || status === 'found' || (status === 'open' && !isThere));
    if (lookup !== undefined) return routed(lookup, fragment, url, ref);
    if (asFile !== undefined) return asFile;
    if (!isPage && !FILE_EXTENSION.test(ref)) return { status: 'broken-route', tried: [...new Set(tried)], nearest: undefined };
  }
  if (asFile !== undefined) return asFile;
  if (isPage || isAsset(ref))
    return { status: 'missing-file', tried: [...new Set(inside)], nearest: nearestFile(ref, inside, world.assets) };
  return notJudged('relative to an address that is not known');
}

/** A file that a browser gets as it is, rather than a page. */
function isAsset(ref: string): boolean {
  return FILE_EXTENSION.test(ref) && !/\.(?:html?|php|aspx?|jsp|com|org|net|io|dev)$/i.test(ref);
}

function absolute(ref: string, fragment: string | undefined, url: string, post: Post, world: LinkWorld): LinkResolution {
  const served = asServed(ref, post, world);
  if (served?.status === 'found') return served;
  const routes = world.routesOf(post);
  const spellings = PAGE_EXTENSIONS.includes(extensionOf(ref)) ? [ref, ref.slice(0, -extensionOf(ref).length)] : [ref];
  const lookups = routes === undefined ? [] : spellings.map((spelling) => routes.find(normaliseAddress(spelling)));
  const lookup = lookups.find(({ status }) => status !== 'none');
  if (lookup !== undefined) return routed(lookup, fragment, url, ref);
  // On hosts of repositories, a slash is the root of the repository, and of the site's own folder.
  const asFile = lookUp(
    ref,
    [decodePercent(ref), `${post.collection?.site.root ?? ''}/${decodePercent(ref)}`].flatMap((path) => normalise(path) ?? []),
    fragment,
    url,
    world,
  );
  if (asFile !== undefined) return asFile;
  if (served !== undefined) return served;
  if (routes === undefined) return notJudged(post.collection?.site.unknownRoutes ?? 'it is not known which pages the site has');
  const address = normaliseAddress(ref);
  return { status: 'broken-route', tried: [address], nearest: routes.nearest(address) };
}

function routed(lookup: RouteLookup, fragment: string | undefined, url: string, ref: string): LinkResolution {
  if (lookup.status === 'post') return { status: 'post', path: lookup.path, fragment };
  if (lookup.status === 'wrong-case')
    return { status: 'wrong-case', path: lookup.path, url: lookup.address + (ref.endsWith('/') ? '/' : '') + url.slice(ref.length) };
  return lookup.status === 'open' ? notJudged('made by code of the site') : found;
}

/** A file of a folder that is served as it is. */
function asServed(ref: string, { collection }: Post, { assets }: LinkWorld): LinkResolution | undefined {
  if (collection === undefined) return undefined;
  const bare = ref.startsWith(`${collection.site.base}/`) ? ref.slice(collection.site.base.length) : ref;
  const paths = [...new Set([decodePercent(ref), decodePercent(bare)])];
  let variant: LinkResolution | undefined;
  for (const folder of collection.publicDirs) {
    for (const spelling of paths) {
      const path = normalise(`${folder}/${spelling}`);
      if (path === undefined || path === '' || !FILE_EXTENSION.test(spelling)) continue;
      const lookup = assets.find(path);
      if (lookup.status === 'exact') return found;
      if (lookup.status === 'variant') variant ??= { status: 'wrong-case', path: lookup.path, url: respell(ref, ref, lookup.path) };
    }
  }
  return variant;
}

/** The same name with another extension, else the most similar name, in the folders that were tried. */
function nearestFile(ref: string, tried: readonly string[], assets: Assets): string | undefined {
  const names = new Set(tried.flatMap((path) => assets.filesIn(dirOf(path))));
  const wanted = decodePercent(baseOf(ref));
  const near = [...names].find((name) => name !== wanted && stemOf(name) === stemOf(wanted)) ?? nearest(wanted, names);
  return near === undefined ? undefined : ref.slice(0, ref.length - baseOf(ref).length) + near;
}
