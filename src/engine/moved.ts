import type { Config } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import type { EntryKind, Host } from '../model/host.ts';
import { once } from '../model/memo.ts';
import { byText } from '../model/order.ts';
import { baseOf, dirOf } from '../model/path.ts';
import { createAssets } from './assets.ts';
import { createCorpus } from './corpus.ts';
import { postOf } from './post.ts';
import type { World } from './world.ts';

/** New paths of files by their old ones. */
export type Moves = ReadonlyMap<string, string>;

/** What rules could ask, were these files moved and nothing in them changed. */
export async function movedCorpus({ corpus, lessons }: World, moves: Moves, config: Config, host: Host): Promise<Corpus> {
  const posts: Post[] = [];
  const taken = new Set(moves.values());
  for (const { path } of corpus.posts) {
    const post = corpus.post(path) as Post;
    const to = moves.get(path);
    if (to === undefined) {
      if (!taken.has(path)) posts.push(post);
      continue;
    }
    const collection = config.collectionOf(to);
    const moved = await postOf(to, collection && lessons.learned(collection), post.facts, false);
    if (collection !== undefined || post.collection === undefined) posts.push(moved.post);
  }
  posts.sort((a, b) => byText(a.path, b.path));
  const view = movedHost(host, moves);
  return createCorpus(new Map(posts.map((post) => [post.path, post])), createAssets(view), lessons, view, undefined);
}

/** Folders that all files have left are still there. */
function movedHost(host: Host, moves: Moves): Host {
  const origins = new Map([...moves].map(([from, to]) => [to, from]));
  const gone = new Set(moves.keys());
  const added = new Map<string, Map<string, EntryKind>>();
  for (const path of moves.values()) {
    let kind: EntryKind = 'file';
    for (let at = path; at !== ''; at = dirOf(at), kind = 'directory') once(added, dirOf(at), () => new Map()).set(baseOf(at), kind);
  }
  const before = (path: string) => origins.get(path) ?? path;
  return {
    read: (path) => host.read(before(path)),
    readHead: (path, length) => host.readHead(before(path), length),
    list(folder) {
      const known = host.list(folder);
      const own = added.get(folder);
      if (known === undefined) return own;
      const prefix = folder === '' ? '' : `${folder}/`;
      return new Map([...[...known].filter(([name]) => !gone.has(prefix + name)), ...(own ?? [])]);
    },
    identity: (folder) => (host.list(folder) === undefined ? `moved:${folder}` : host.identity(folder)),
  };
}
