import type { FileCache } from '../model/cache.ts';
import type { Collection, Config } from '../model/config.ts';
import type { Corpus, FileFacts, Post } from '../model/corpus.ts';
import type { Host } from '../model/host.ts';
import type { DecodeImage } from '../model/image.ts';
import type { Pause } from '../model/pause.ts';
import type { Failure, Report } from '../model/report.ts';
import type { FileResult } from '../model/result.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Web } from '../model/web.ts';
import { type Assets, createAssets } from './assets.ts';
import { createCorpus } from './corpus.ts';
import { type Lessons, learn } from './learn.ts';
import { postOf } from './post.ts';

/** All posts of one moment, and what corpus rules may ask of them. */
export interface World {
  readonly corpus: Corpus;
  readonly lessons: Lessons;
  /** Those that are judged, in order of path. */
  readonly judged: readonly Post[];
  /** What could not be made of them. */
  readonly failures: readonly Failure[];
  readonly unanswered: Report['unanswered'];
  /** Gives a post's place in the corpus to what it has become; what others were told of it before, they are still told. */
  place(post: Post): Post;
  /** One of the posts, or a file that was placed without being one. */
  postAt(path: string): Post | undefined;
  /** What `use` answers while a post has the place that `draft` takes for so long. */
  trying<T>(draft: Post, use: (post: Post) => T): T;
}

export interface WorldSource {
  readonly isJudged: (path: string) => boolean;
  readonly config: Config;
  readonly host: Host;
  /** Given, every image that judged files refer to is decoded. */
  readonly decode: DecodeImage | undefined;
  /** Given, it is asked for the URLs that rules want to know of. */
  readonly web: Web | undefined;
  readonly rules: RuleSet;
  readonly cache: FileCache | undefined;
  /** What earlier worlds were made of; what has not changed is taken from there. */
  readonly earlier: Earlier;
  readonly pause: Pause | undefined;
}

/** What one world leaves to the next. */
export interface Earlier {
  /** Undefined where folders may have changed. */
  assets: Assets | undefined;
  readonly drafts: Map<string, Draft>;
}

interface Draft {
  readonly facts: FileFacts;
  readonly isJudged: boolean;
  readonly made: { readonly post: Post; readonly failure?: Failure };
}

export async function createWorld(results: ReadonlyMap<string, FileResult>, source: WorldSource): Promise<World> {
  const { host, config, rules, decode, web, cache, earlier, pause } = source;
  earlier.assets ??= createAssets(host);
  const { assets } = earlier;
  const drafts = await draftsOf(results, source);
  const lessons = await learn(
    drafts.map(({ post }) => post),
    assets,
    pause,
  );
  const taught = (post: Post) => withCollection(post, post.collection && lessons.learned(post.collection));
  const posts = new Map(drafts.map(({ post }) => [post.path, taught(post)]));
  const strangers = new Map<string, Post>();
  const judged = [...posts.values()].filter(({ path }) => source.isJudged(path));
  const structure = await createCorpus(posts, assets, lessons, host, cache);
  const seen = decode === undefined ? structure : await (await import('./deep.ts')).withPixels(structure, judged, host, decode);
  const asked = web && (await (await import('./online.ts')).withAnswers(seen, judged, web, config, rules));

  const postAt = (path: string) => posts.get(path) ?? strangers.get(path);
  const put = (post: Post) => (posts.has(post.path) ? posts : strangers).set(post.path, post);

  function place(draft: Post): Post {
    const post = taught(draft);
    put(post);
    return post;
  }

  return {
    corpus: asked?.corpus ?? seen,
    unanswered: asked?.unanswered,
    lessons,
    judged,
    failures: drafts.flatMap(({ failure }) => failure ?? []),
    place,
    postAt,
    trying(draft, use) {
      const before = postAt(draft.path);
      try {
        return use(place(draft));
      } finally {
        if (before === undefined) strangers.delete(draft.path);
        else put(before);
      }
    },
  };
}

async function draftsOf(
  results: ReadonlyMap<string, FileResult>,
  { isJudged, config, earlier, pause }: WorldSource,
): Promise<Draft['made'][]> {
  const drafts: Draft['made'][] = [];
  for (const [path, { facts }] of results) {
    const known = earlier.drafts.get(path);
    const isAsked = isJudged(path);
    const made =
      known?.facts === facts && known.isJudged === isAsked ? known.made : await postOf(path, config.collectionOf(path), facts, isAsked);
    if (made !== known?.made) earlier.drafts.set(path, { facts, isJudged: isAsked, made });
    drafts.push(made);
    await pause?.();
  }
  return drafts;
}

function withCollection(post: Post, collection: Collection | undefined): Post {
  return collection === post.collection ? post : { ...post, collection };
}
