import type { Nodes } from 'mdast';
import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A heading has no text.', level: 'error' },
  *check(document) {
    for (const heading of document.all('heading')) {
      if (!showsSomething(heading))
        yield { span: document.span(heading), message: 'Heading without text', hint: 'Give it a text, or remove it.' };
    }
  },
});

/** Text, an image, or anything whose content is not known here; not a comment. */
function showsSomething(node: Nodes): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  if (node.type === 'html') return !/^<!--[\s\S]*-->$/.test(node.value);
  if (node.type === 'break') return false;
  const isBox =
    node.type === 'heading' || node.type === 'link' || node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete';
  return isBox ? node.children.some(showsSomething) : true;
}
