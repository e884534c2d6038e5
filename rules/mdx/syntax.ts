import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'The text is no valid MDX, so that the page does not build.', level: 'error' },
  *check({ mdxProblem }) {
    if (mdxProblem !== undefined) yield { span: mdxProblem.span, message: `Invalid MDX: ${mdxProblem.message}` };
  },
});
