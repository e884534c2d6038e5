import type { Nodes, Text } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { Span } from '../../src/model/span.ts';

/** What stands in the place of all that is no plain text: code, formulas, HTML, links, escaped characters. */
export const OTHER = '\uFFFC';

/** The source of a paragraph, heading or cell in which only plain text can be read, and its place in the file. */
export interface Prose {
  readonly text: string;
  readonly start: number;
}

const INLINE = new Set<Nodes['type']>(['emphasis', 'strong', 'delete', 'link', 'linkReference', 'mdxJsxTextElement']);

/** All prose of a post. The text of links and elements is a part of it; their URLs and tags are not. */
export function* proseOf(document: Document): Generator<Prose> {
  for (const block of new Set(document.all('text').map((text) => blockOf(text, document)))) {
    const [start, end] = document.span(block);
    let text = '';
    for (const [from, to] of hiddenIn(block, document).sort(([a], [b]) => a - b)) {
      text += document.text.slice(start + text.length, from);
      text += OTHER.repeat(Math.max(0, to - start - text.length));
    }
    text += document.text.slice(start + text.length, end);
    yield { text: hideTemplates(text.replace(/\\[\s\S]/g, OTHER.repeat(2))), start };
  }
}

function blockOf(text: Text, document: Document): Nodes {
  let block = document.parent(text);
  while (block !== undefined && INLINE.has(block.type)) block = document.parent(block);
  return block ?? text;
}

/** What is no text. The reference parser gives no position to a text in which it finds a URL: that counts as text. */
function hiddenIn(block: Nodes, document: Document): Span[] {
  const hidden: Span[] = [];
  const stack = [block];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'text' || node.position === undefined) continue;
    const [start, end] = document.span(node);
    if (!('children' in node) || (node !== block && !INLINE.has(node.type))) {
      hidden.push([start, end]);
      continue;
    }
    const children = node.children.filter(({ position }) => position !== undefined);
    stack.push(...children);
    if (!hasMarks(node, document)) continue;
    let at = start;
    for (const [from, to] of children.map(document.span)) {
      hidden.push([at, from]);
      at = to;
    }
    hidden.push([at, end]);
  }
  return hidden;
}

/** A URL, a label or a tag around its text. */
function hasMarks(node: Nodes, document: Document): boolean {
  return node.type === 'link' ? /^[[<]/.test(document.source(node)) : node.type === 'linkReference' || node.type.startsWith('mdxJsx');
}

/** Formulas too: a Markdown file does not say whether dollar signs hold any. */
function hideTemplates(prose: string): string {
  if (!/\{[{%]|\$|<%/.test(prose)) return prose;
  return prose.replace(/\{\{[^{}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|\$\$[^$]+\$\$|\$[^$\r\n]+\$/g, (code) => OTHER.repeat(code.length));
}
