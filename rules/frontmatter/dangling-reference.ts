import type { Corpus } from '../../src/model/corpus.ts';
import { entryIds } from '../../src/model/entry-ids.ts';
import { nearest } from '../../src/model/nearest.ts';
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
    for (const id of entryIds(post, corpus)) known.add(id);
    all.set(name, post.facts.frontmatterState === 'broken' ? 'unknown' : known);
  }
  return all;
}
