import { fileRule } from '../../src/model/rule.ts';
import { problemsOf } from './_problems.ts';

export default fileRule({
  meta: { summary: 'A front matter key is written twice.', level: 'error' },
  check: (document) => problemsOf(document, 'duplicate-key'),
});
