import type { Nodes } from 'mdast';

/** The text of a node as a reader sees it: text, code and alternative texts; no HTML. */
export function textOf(node: Nodes): string {
  let text = '';
  // Iterative: emphasis may nest deeper than the stack.
  const stack: Nodes[] = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at.type === 'text' || at.type === 'inlineCode') text += at.value;
    else if (at.type === 'image' || at.type === 'imageReference') text += at.alt ?? '';
    else if (at.type === 'break') text += ' ';
    else if ('children' in at) stack.push(...at.children.toReversed());
  }
  return text;
}
