import type { Document, Fence } from '../model/document.ts';

const OPENING = /^(`{3,}|~{3,})([ \t]*)(\S*)[^\r\n]*/;

/** The fenced code blocks of a post; indented ones are left out. */
export function fencesOf(document: Document): Fence[] {
  return document.all('code').flatMap((node): Fence[] => {
    const [start] = document.span(node);
    const source = document.source(node);
    const parts = OPENING.exec(source);
    if (parts === null) return [];
    const [line, marker = '', space = '', word = ''] = parts;
    const at = start + marker.length + space.length;
    const language = word === '' ? undefined : { text: word, span: [at, at + word.length] as const };
    return [{ node, marker, opening: [start, start + line.trimEnd().length], language, closed: isClosed(source, node.value, marker) }];
  });
}

/** The last line is a fence as long as the opening one, and is not part of the code. */
function isClosed(source: string, code: string, marker: string): boolean {
  const lines = source.trimEnd().split(/\r\n|\r|\n/);
  const last = lines.at(-1)?.replace(/^[\s>]*/, '') ?? '';
  const hasOneMore = lines.length >= (code === '' ? 0 : code.split('\n').length) + 2;
  return hasOneMore && last.length >= marker.length && last === marker.charAt(0).repeat(last.length);
}
