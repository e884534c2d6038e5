import { nodeAt } from '../../src/model/frontmatter.ts';
import { nearest } from '../../src/model/nearest.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { keysAt, nameOf, placeOfMap } from './_place.ts';

export default corpusRule({
  meta: { summary: 'A value that the schema of the collection refuses, or a required key that is not there.', level: 'error' },
  *check({ facts, schemaIssues }) {
    const { frontmatter } = facts;
    if (frontmatter === undefined) return;
    for (const { kind, path, key, message } of schemaIssues) {
      if (kind === 'missing' && key !== undefined) {
        const similar = nearest(key, keysAt(frontmatter, path));
        yield {
          span: placeOfMap(frontmatter, path),
          message: `\`${nameOf([...path, key])}\` ${message}`,
          hint: similar && `There is \`${similar}\`; was that meant?`,
        };
      } else if (kind === 'invalid') {
        const span = (path.length > 0 && frontmatter.root && nodeAt(frontmatter.root, path)?.span) || frontmatter.opening;
        yield { span, message: path.length === 0 ? `Front matter ${message}` : `\`${nameOf(path)}\` ${message}` };
      }
    }
  },
});
