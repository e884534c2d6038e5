import { collectionsOf } from '../../src/config/collections.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import type { UserConfig } from '../../src/config/user-config.ts';
import { createProject } from '../../src/engine/project.ts';
import { discover } from '../../src/host/discover.ts';
import { emptyHost, overlayHost } from '../../src/host/memory.ts';
import type { Collection } from '../../src/model/config.ts';
import type { Corpus } from '../../src/model/corpus.ts';
import { basesOf } from '../../src/model/glob.ts';
import { corpusRule } from '../../src/model/rule.ts';
import type { Files } from './world.ts';

/** What is known of a site that is built from these files, and of those that they are laid over. */
export interface KnownSite {
  readonly framework: string | undefined;
  readonly collections: readonly Collection[];
  collectionOf(path: string): Collection | undefined;
  /** The first address of each post; `?` where it can't be known, none for a file that makes no page. */
  readonly addresses: Readonly<Record<string, string | undefined>>;
  /** What becomes of every link and image of a post. */
  references(path: string): Readonly<Record<string, string>>;
}

export async function siteOf(files: Files, below = emptyHost, user: UserConfig = {}): Promise<KnownSite> {
  const host = overlayHost(new Map(Object.entries(files)), below);
  const { collections } = await collectionsOf({ file: undefined, config: user }, host);
  let corpus: Corpus | undefined;
  const spy = corpusRule({
    meta: { summary: 'Keeps what rules may ask.', level: 'warn' },
    check(_, known) {
      corpus = known;
      return [];
    },
  });
  const rules = new Map([['spy', spy]]);
  const config = resolveConfig(user, collections, rules, []);
  const { files: paths } = discover(
    host,
    basesOf(collections.flatMap(({ include }) => include)),
    (path) => config.collectionOf(path) !== undefined,
  );
  await createProject({ host, config, rules, ruleUrl: (id) => id, paths }).check();
  const addressOf = (post: Corpus['posts'][number]) => {
    const known = corpus?.addressesOf(post);
    return known === undefined ? '?' : known[0];
  };
  return {
    framework: collections[0]?.site.framework,
    collections,
    collectionOf: config.collectionOf,
    addresses: Object.fromEntries((corpus?.posts ?? []).map((post) => [post.path, addressOf(post)])),
    references(path) {
      const post = corpus?.post(path);
      if (corpus === undefined || post === undefined) return {};
      const images = post.images.map((image) => [image.url, corpus?.resolve(post, image)] as const);
      const links = post.facts.links.map((link) => [link.url, corpus?.resolveLink(post, link)] as const);
      return Object.fromEntries(
        [...images, ...links].map(([url, resolution]) => [
          url,
          resolution !== undefined && 'path' in resolution ? `${resolution.status} ${resolution.path}` : (resolution?.status ?? ''),
        ]),
      );
    },
  };
}
