import { fileRule } from '../../src/model/rule.ts';
import { problemsOf } from './_problems.ts';

export default fileRule({
  meta: { summary: 'Front matter does not parse, is not closed, or does not begin on the first line.', level: 'error' },
  check: (document) => problemsOf(document, 'syntax'),
});
