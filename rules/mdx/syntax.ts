import type { MdxProblem } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'The text is no valid MDX, so that the page does not build.', level: 'error' },
  *check({ mdxProblem }) {
    if (mdxProblem !== undefined) yield { span: mdxProblem.span, message: `Invalid MDX: ${plain(mdxProblem)}` };
  },
});

/** Without the names of parsers and code points. */
function plain({ message }: MdxProblem): string {
  return message
    .replace(/ with acorn/, '')
    .replace(/ \((\d+):\d+-\d+:\d+\)/, ' of line $1')
    .replace(/ \(U\+[0-9A-F]+\)/g, '')
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
