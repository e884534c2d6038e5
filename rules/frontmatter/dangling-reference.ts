import type { Corpus, Post } from '../../src/model/corpus.ts';
import { dataFormatOf, stringsOf } from '../../src/model/frontmatter.ts';
import { basesOf } from '../../src/model/glob.ts';
import { nearest } from '../../src/model/nearest.ts';
import { stemOf } from '../../src/model/path.ts';
import { corpusRule } from '../../src/model/rule.ts';

export default corpusRule({
  meta: { summary: 'A reference to an entry of another collection that is not there.', level: 'error' },
  *check({ references }, corpus) {
    for (const { collection, id, span } of references) {
      const ids = corpus.once(idsOfAll).get(collection);
      // The id of an entry that can't be read may be any; a collection without files is told elsewhere.
      if (ids === undefined || ids === 'unknown' || ids.has(id)) continue;
      const meant = nearest(id, ids);
      yield {
        span,
        message: `\`${collection}\` has no entry \`${id}\``,
        hint: meant === undefined ? undefined : `Did you mean \`${meant}\`?`,
      };
    }
  },
});

/** The ids of each collection's entries. */
function idsOfAll(corpus: Corpus): ReadonlyMap<string, ReadonlySet<string> | 'unknown'> {
  const all = new Map<string, Set<string> | 'unknown'>();
  for (const post of corpus.posts) {
    const name = post.collection?.name;
    const known = name === undefined ? undefined : (all.get(name) ?? new Set<string>());
    if (name === undefined || known === undefined || known === 'unknown') continue;
    for (const id of idsOf(post, corpus)) known.add(id);
    all.set(name, post.facts.frontmatterState === 'broken' ? 'unknown' : known);
  }
  return all;
}

/** Every name by which frameworks know an entry. */
function idsOf(post: Post, corpus: Corpus): string[] {
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
