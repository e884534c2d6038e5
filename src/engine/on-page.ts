import type { Post } from '../model/corpus.ts';
import { baseOf, decodePercent, dirOf, stemOf } from '../model/path.ts';
import { normaliseAddress } from './addresses.ts';
import type { LinkWorld } from './resolve-link.ts';

/**
 * The file that a browser gets for `url` on the page of a post: from a folder that is served, or from beside the post
 * whose page is above that address. Generators that leave references as they are written mean them so.
 */
export function fileOnPage(url: string, post: Post, world: LinkWorld): string | undefined {
  const { collection } = post;
  const [address] = world.addressesOf(post) ?? [];
  const ref = decodePercent(url.replace(/[?#].*$/s, ''));
  if (collection === undefined || ref === '' || (address === undefined && !ref.startsWith('/'))) return undefined;
  // Whether a slash ends the address decides what a relative reference counts from.
  const bases = ref.startsWith('/') ? [''] : [address ?? '', dirOf(address ?? '')];
  const { base } = collection.site;
  for (const target of bases.map((folder) => clamped(`${folder}/${ref}`))) {
    const bare = target.startsWith(`${base}/`) ? target.slice(base.length) : target;
    const served = collection.publicDirs.map((folder) => (folder === '.' ? bare.slice(1) : folder + bare));
    const found = [...served, ...besidePost(target, post, world)].find((path) => world.assets.find(path).status === 'exact');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Files of the post at the nearest address above: in its folder, or in that of its name. */
function besidePost(target: string, post: Post, world: LinkWorld): string[] {
  const routes = world.routesOf(post);
  for (let above = dirOf(target); routes !== undefined && above !== ''; above = dirOf(above)) {
    const lookup = routes.find(normaliseAddress(above));
    if (lookup.status !== 'post') continue;
    const rest = target.slice(above.length + 1);
    return [dirOf(lookup.path), `${dirOf(lookup.path)}/${stemOf(baseOf(lookup.path))}`].map((folder) => `${folder}/${rest}`);
  }
  return [];
}

/** Resolves `.` and `..` as browsers do: nothing leads above the root. */
function clamped(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
