import type { Nodes, Text } from 'mdast';
import type { Document } from '../../src/model/document.ts';

/** What stands in the place of all that is no plain text: code, formulas, HTML, links, escaped characters. */
export const OTHER = '\uFFFC';

/** The source of a paragraph, heading or cell in which only plain text can be read, and its place in the file. */
export interface Prose {
  readonly text: string;
  readonly start: number;
}

const INLINE = new Set<Nodes['type']>(['emphasis', 'strong', 'delete', 'link', 'linkReference', 'mdxJsxTextElement']);

/** All prose of a post. The text of links and emphasis is a part of it; their marks are not. */
export function* proseOf(document: Document): Generator<Prose> {
  const blocks = new Map<Nodes, Text[]>();
  for (const text of document.all('text')) {
    const block = blockOf(text, document);
    const texts = blocks.get(block);
    if (texts === undefined) blocks.set(block, [text]);
    else texts.push(text);
  }
  for (const [block, texts] of blocks) {
    const [start, end] = document.span(block);
    let prose = '';
    for (const [from, to] of texts.map(document.span)) {
      prose += OTHER.repeat(Math.max(0, from - start - prose.length)) + document.text.slice(from, to);
    }
    prose += OTHER.repeat(Math.max(0, end - start - prose.length));
    yield { text: hideTemplates(hideEscapes(prose, document.text.slice(start, end))), start };
  }
}

function blockOf(text: Text, document: Document): Nodes {
  let block = document.parent(text);
  while (block !== undefined && INLINE.has(block.type)) block = document.parent(block);
  return block ?? text;
}

function hideEscapes(prose: string, source: string): string {
  if (!source.includes('\\')) return prose;
  let hidden = '';
  for (const { index } of source.matchAll(/\\[\s\S]/g)) hidden += prose.slice(hidden.length, index) + OTHER.repeat(2);
  return hidden + prose.slice(hidden.length);
}

/** Formulas too: a Markdown file does not say whether dollar signs hold any. */
function hideTemplates(prose: string): string {
  if (!/\{[{%]|\$|<%/.test(prose)) return prose;
  return prose.replace(/\{\{[^{}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|\$\$[^$]+\$\$|\$[^$\r\n]+\$/g, (code) => OTHER.repeat(code.length));
}
