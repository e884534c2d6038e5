import type { Collection } from './config.ts';
import type { Corpus, EntryReference, Post } from './corpus.ts';
import { entryIds } from './entry-ids.ts';
import { basesOf, matcher } from './glob.ts';
import { once } from './memo.ts';
import type { EntrySource } from './site.ts';

/** What a reference to an entry leads to. */
export type EntryResolution =
  | { readonly status: 'found'; readonly post: Post }
  | { readonly status: 'missing'; readonly ids: ReadonlySet<string> }
  | { readonly status: 'not-judged'; readonly reason: string };

/** The entries of a collection by id; 'unknown' where one of them is not read, as it may have any. */
type Entries = ReadonlyMap<string, Post> | 'unknown';

/** Looks an entry up: in the collections of our config, or, for the schema of a site's own config, in those of the site. */
export function resolveEntry(post: Post, { collection: name, id }: EntryReference, corpus: Corpus): EntryResolution {
  const entries = entriesNamed(name, post, corpus);
  if (entries === undefined) return { status: 'not-judged', reason: `it can't be read what the entries of \`${name}\` are` };
  if (entries === 'unknown') return { status: 'not-judged', reason: `an entry of \`${name}\` is ignored, or can't be read` };
  // Where there is nothing at all, it is made when the site is built, or told elsewhere.
  if (entries.size === 0) return { status: 'not-judged', reason: `no file holds entries of \`${name}\`` };
  const found = entries.get(id);
  return found === undefined ? { status: 'missing', ids: new Set(entries.keys()) } : { status: 'found', post: found };
}

/** The entries of the collection that a post's schema calls so; undefined where nobody knows where they lie. */
export function entriesNamed(name: string, { collection }: Post, corpus: Corpus): Entries | undefined {
  const source = collection?.schemaOrigin === undefined ? name : collection.site.entries.find((one) => one.name === name);
  return source === undefined ? undefined : corpus.once(allEntries)(source);
}

function allEntries(corpus: Corpus): (source: EntrySource | string) => Entries {
  const known = new Map<EntrySource | string, Entries>();
  return (source) => once(known, source, () => entriesOf(source, corpus));
}

function entriesOf(source: EntrySource | string, corpus: Corpus): Entries {
  const globs = typeof source === 'string' ? collectionNamed(source, corpus) : source;
  if (globs === undefined) return new Map();
  const [includes, excludes] = [matcher(globs.include), matcher(globs.exclude)];
  const isIn = ({ path, collection }: Post) => (typeof source === 'string' ? collection === globs : includes(path) && !excludes(path));
  const files = new Set(basesOf(globs.include).flatMap((base) => corpus.filesBelow(base)));
  // What is ignored, can't be read, or is not read yet, is an entry as well.
  for (const path of files) if (corpus.post(path) === undefined && includes(path) && !excludes(path)) return 'unknown';
  const entries = new Map<string, Post>();
  for (const post of corpus.posts.filter(isIn)) {
    const ids = typeof source === 'string' ? statedIds(post, corpus) : source.idsOf(post.path, post.facts);
    if (ids === undefined) return 'unknown';
    for (const id of ids) if (!entries.has(id)) entries.set(id, post);
  }
  return entries;
}

function collectionNamed(name: string, { posts }: Corpus): Collection | undefined {
  return posts.find(({ collection }) => collection?.name === name && collection.isReferred !== true)?.collection;
}

function statedIds(post: Post, corpus: Corpus): string[] | undefined {
  return post.facts.frontmatterState === 'broken' ? undefined : entryIds(post, corpus);
}
