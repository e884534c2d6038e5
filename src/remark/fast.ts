import type { Nodes, Root } from 'mdast';
import { openDocument } from '../document/document.ts';
import { extensionOf } from '../model/path.ts';
import { lineStarts, positionAt, type Span } from '../model/span.ts';

/** The tree that our own parser makes, as remark's plugins expect it: with lines, columns and front matter. */
export async function fastTree(path: string, text: string): Promise<Root | undefined> {
  const dialect = extensionOf(path) === '.mdx' ? 'mdx' : 'markdown';
  const document = await openDocument(path, text, { dialect });
  const [root] = document.all('root');
  if (root === undefined) return undefined;
  const starts = lineStarts(text);
  const place = ([start, end]: Span) => ({ start: positionAt(starts, start), end: positionAt(starts, end) });
  // Iterative: content may nest deeper than the stack.
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    node.position = place(document.span(node));
    if ('children' in node) stack.push(...node.children);
  }
  const { frontmatter } = document;
  if (frontmatter !== undefined) {
    const type = frontmatter.format as 'yaml';
    root.children.unshift({ type, value: text.slice(...frontmatter.content).trimEnd(), position: place(frontmatter.span) });
  }
  root.position = place([0, text.length]);
  return root;
}
