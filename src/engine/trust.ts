import type { Corpus, Post } from '../model/corpus.ts';
import type { LinkResolution } from '../model/link.ts';
import { normaliseAddress } from './addresses.ts';
import { folderOf } from './routes.ts';

type Broken = Extract<LinkResolution, { status: 'broken-route' }>;

/** Whether an address that leads nowhere is a mistake of its writer, rather than a page that we know nothing of. */
export type Trust = (resolution: Broken) => boolean;

/**
 * Pages can be made where no convention tells: by a theme, a plugin, another site behind the same domain. So an address
 * counts as broken only where it has known neighbours, and where most addresses of its folder that posts link to are right.
 */
export function createTrust(posts: readonly Post[], resolve: Corpus['resolveLink'], hasNeighbours: (address: string) => boolean): Trust {
  const right = new Map<string, Set<string>>();
  const broken = new Map<string, Set<string>>();
  const add = (folders: Map<string, Set<string>>, address: string) => {
    const known = folders.get(folderOf(address));
    if (known === undefined) folders.set(folderOf(address), new Set([address]));
    else known.add(address);
  };
  for (const post of posts) {
    for (const link of post.facts.links) {
      const resolution = resolve(post, link);
      if (resolution.status === 'broken-route') add(broken, resolution.tried[0] ?? '');
      else if (link.url.startsWith('/') && (resolution.status === 'post' || resolution.status === 'found'))
        add(right, normaliseAddress(link.url));
    }
  }
  return ({ tried: [address = ''] }) => {
    const folder = folderOf(address);
    const wrong = broken.get(folder)?.size ?? 0;
    return hasNeighbours(address) && (wrong <= 1 || wrong <= (right.get(folder)?.size ?? 0));
  };
}
