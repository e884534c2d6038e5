import type { Document, Fence } from '../model/document.ts';

const OPENING = /^(`{3,}|~{3,})([ \t]*)(\S*)[^\r\n]*/;

/** The fenced code blocks of a post; indented ones are left out. */
export function fencesOf(document: Document): Fence[] {
  return document.all('code').flatMap((node): Fence[] => {
    const [start] = document.span(node);
    const parts = OPENING.exec(document.source(node));
    if (parts === null) return [];
    const [line, marker = '', space = '', word = ''] = parts;
    const at = start + marker.length + space.length;
    const language = word === '' ? undefined : { text: word, span: [at, at + word.length] as const };
    return [{ node, marker, opening: [start, start + line.trimEnd().length], language }];
  });
}
