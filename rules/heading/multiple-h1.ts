import { fileRule } from '../../src/model/rule.ts';
import { titleOf } from './_title.ts';

export default fileRule({
  meta: { summary: 'The page has more than one h1; a front matter title counts as one.', level: 'warn' },
  *check(document) {
    const title = titleOf(document);
    const [first, ...others] = document.headings.filter(({ depth }) => depth === 1);
    if (first === undefined) return;
    if (title !== undefined) {
      yield {
        span: first.span,
        message: 'Second h1 of the page: the front matter title is the first',
        hint: first.text?.trim() === title ? 'Remove it: it says the same as the title.' : 'Make it a `##`.',
      };
    }
    for (const { span } of others) {
      yield {
        span,
        message: 'One more h1 on the page',
        hint: 'Make it a `##`.',
        related: [{ span: first.span, message: 'The first h1 of the text' }],
      };
    }
  },
});
