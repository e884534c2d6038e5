import type { Document, Fence } from '../../src/model/document.ts';

/**
 * Turns an offset of a fence's content into one of the file. Indentation and quotation marks before a line are part
 * of the source and not of the content.
 */
export function contentOffset({ node }: Fence, document: Document, offset: number): number {
  const before = node.value.slice(0, offset).split('\n');
  const lineIndex = before.length - 1;
  const content = node.value.split('\n')[lineIndex] ?? '';
  const [start] = document.span(node);
  let at = start;
  const breaks = /\r\n|\r|\n/g;
  const source = document.source(node);
  for (let i = 0; i <= lineIndex; i++) {
    if (breaks.exec(source) === null) break;
    at = start + breaks.lastIndex;
  }
  const rest = /^[^\r\n]*/.exec(document.text.slice(at))?.[0] ?? '';
  return at + Math.max(0, rest.length - content.length) + (before.at(-1)?.length ?? 0);
}
