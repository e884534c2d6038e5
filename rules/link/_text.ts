import type { Nodes, Parents } from 'mdast';

/** What the reader of a link reads; undefined where that can't be known: HTML, components, expressions. */
export function textOf(link: Parents): string | undefined {
  let text = '';
  // Iterative: emphasis may nest deeper than the stack.
  const stack: Nodes[] = [link];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at.type === 'text' || at.type === 'inlineCode') text += at.value;
    else if (at.type === 'image' || at.type === 'imageReference') text += at.alt || 'image';
    else if (at.type === 'break') text += ' ';
    else if ('children' in at && !at.type.startsWith('mdx')) stack.push(...at.children.toReversed());
    else return undefined;
  }
  return text;
}
