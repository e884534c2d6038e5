import type { Code } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { Span } from '../../src/model/span.ts';

/** A fenced code block and the parts of its source. */
export interface Fence {
  readonly node: Code;
  /** The opening line, from the fence to the end of its info string. */
  readonly opening: Span;
  /** The run of backticks or tildes. */
  readonly marker: string;
  /** The first word of the info string as it is written, and its place. */
  readonly language: { readonly text: string; readonly span: Span } | undefined;
}

const OPENING = /^(`{3,}|~{3,})([ \t]*)([^\s]*)([^\r\n]*)/;

/** The fenced code blocks of a post; indented ones are left out. */
export function* fences(document: Document): Generator<Fence> {
  for (const node of document.all('code')) {
    const [start] = document.span(node);
    const parts = OPENING.exec(document.source(node));
    if (parts === null) continue;
    const [line, marker = '', space = '', word = ''] = parts;
    const at = start + marker.length + space.length;
    yield {
      node,
      marker,
      opening: [start, start + line.trimEnd().length],
      language: word === '' ? undefined : { text: word, span: [at, at + word.length] },
    };
  }
}

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
