import { corpusRule } from '../../src/model/rule.ts';

export default corpusRule({
  meta: { summary: 'A post has no front matter, and the schema of its collection asks for some.', level: 'error' },
  *check({ facts, schemaIssues }) {
    if (facts.frontmatterState !== 'none' || schemaIssues.length === 0) return;
    const keys = schemaIssues.flatMap(({ kind, key }) => (kind === 'missing' && key !== undefined ? [`\`${key}\``] : []));
    yield {
      span: facts.firstLine,
      message: `The post has no front matter${keys.length > 0 ? `; ${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} required` : ''}`,
      hint: 'Begin the file with `---`, its keys, and another `---`.',
    };
  },
});
