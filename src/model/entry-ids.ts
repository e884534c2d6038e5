import type { Corpus, Post } from './corpus.ts';
import { dataFormatOf, stringsOf } from './frontmatter.ts';
import { basesOf } from './glob.ts';
import { stemOf } from './path.ts';

/** Every name by which frameworks know an entry. */
export function entryIds(post: Post, corpus: Corpus): string[] {
  const { path, collection, facts } = post;
  const root = facts.frontmatter?.root;
  const stated = ['slug', 'id'].flatMap((key) => stringsOf(root, key));
  const entries =
    dataFormatOf(path) === undefined ? [] : (root?.entries ?? []).flatMap(({ key, value }) => (value.kind === 'map' ? [key] : []));
  const bare = path.replace(/\.[^./]+$/, '');
  const paths = basesOf(collection?.include ?? []).flatMap((base) =>
    base === '' ? [bare] : bare.startsWith(`${base}/`) ? [bare.slice(base.length + 1)] : [],
  );
  return [...stated, ...entries, corpus.slugOf(post), stemOf(path), ...paths, ...paths.map((id) => id.replace(/(?:^|\/)_?index$/, ''))];
}
