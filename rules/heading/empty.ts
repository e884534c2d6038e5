import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A heading has no text.', level: 'error' },
  *check(document) {
    for (const heading of document.all('heading')) {
      const empty = heading.children.every((child) => child.type === 'text' && child.value.trim() === '');
      if (empty) yield { span: document.span(heading), message: 'Heading without text', hint: 'Give it a text, or remove it.' };
    }
  },
});
