import { fileRule } from '../../src/model/rule.ts';
import { problemsOf } from './_problems.ts';

export default fileRule({
  meta: { summary: 'Front matter is code, which gray-matter runs when it reads the post.', level: 'error' },
  check: (document) => problemsOf(document, 'executable'),
});
