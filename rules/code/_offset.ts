import type { Document, Fence } from '../../src/model/document.ts';
import { lineStarts, positionAt } from '../../src/model/span.ts';

/**
 * Turns offsets of a fence's content into those of the file. Indentation and quotation marks before a line are part of
 * the source and not of the content.
 */
export function contentOffsets({ node }: Fence, document: Document): (offset: number) => number {
  const [start] = document.span(node);
  const sources = lineStarts(document.source(node));
  const contents = lineStarts(node.value);
  return (offset) => {
    const { line, column } = positionAt(contents, offset);
    // Line 1 of the content is line 2 of the source.
    const at = start + (sources[line] ?? sources.at(-1) ?? 0);
    const source = /^[^\r\n]*/.exec(document.text.slice(at, nextLine(sources, line, start)))?.[0] ?? '';
    const content = /^[^\r\n]*/.exec(node.value.slice(contents[line - 1]))?.[0] ?? '';
    return at + Math.max(0, source.length - content.length) + column - 1;
  };
}

function nextLine(sources: readonly number[], line: number, start: number): number | undefined {
  const next = sources[line + 1];
  return next === undefined ? undefined : start + next;
}

/** The one for a single place. */
export function contentOffset(fence: Fence, document: Document, offset: number): number {
  return contentOffsets(fence, document)(offset);
}
