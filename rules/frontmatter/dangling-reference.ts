import { resolveEntry } from '../../src/model/entries.ts';
import { nearest } from '../../src/model/nearest.ts';
import { corpusRule } from '../../src/model/rule.ts';

export default corpusRule({
  meta: { summary: 'A reference to an entry of another collection that is not there.', level: 'error' },
  *check(post, corpus) {
    for (const reference of post.references) {
      const resolution = resolveEntry(post, reference, corpus);
      if (resolution.status !== 'missing') continue;
      const { collection, id, span } = reference;
      const meant = nearest(id, resolution.ids);
      yield {
        span,
        message: `\`${collection}\` has no entry \`${id}\``,
        hint: meant === undefined ? undefined : `Did you mean \`${meant}\`?`,
      };
    }
  },
});
