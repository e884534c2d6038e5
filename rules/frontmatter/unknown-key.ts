import { nearest } from '../../src/model/nearest.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { keySpan, nameOf } from './_place.ts';

export default corpusRule({
  meta: { summary: 'A key that a strict schema does not have.', level: 'error', fix: 'safe' },
  *check({ facts, schemaIssues }) {
    const root = facts.frontmatter?.root;
    if (root === undefined) return;
    for (const { kind, path, key, known = [] } of schemaIssues) {
      if (kind !== 'unknown-key' || key === undefined) continue;
      const span = keySpan(root, [...path, key]);
      if (span === undefined) continue;
      const meant = nearest(key, known);
      // A quoted key is replaced inside its quotes.
      const quotes = span[1] - span[0] === key.length ? 0 : 1;
      yield {
        span,
        message: `\`${nameOf([...path, key])}\` is no key of the schema`,
        hint: meant === undefined ? undefined : `Did you mean \`${meant}\`?`,
        fix:
          meant === undefined
            ? undefined
            : { title: `Rename it to \`${meant}\``, safety: 'safe', edits: [{ span: [span[0] + quotes, span[1] - quotes], text: meant }] },
      };
    }
  },
});
