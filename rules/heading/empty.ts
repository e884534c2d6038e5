import type { Heading, Nodes } from 'mdast';
import { fileRule } from '../../src/model/rule.ts';

/** Nodes that show what they hold, and nothing of their own. */
const BOXES = new Set<Nodes['type']>(['link', 'linkReference', 'emphasis', 'strong', 'delete']);

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
function showsSomething(heading: Heading): boolean {
  const stack: Nodes[] = [...heading.children];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (BOXES.has(node.type) && 'children' in node) stack.push(...node.children);
    else if (node.type === 'text' ? node.value.trim() !== '' : node.type !== 'break' && !isComment(node)) return true;
  }
  return false;
}

function isComment(node: Nodes): boolean {
  return node.type === 'html' && /^<!--[\s\S]*-->$/.test(node.value);
}
