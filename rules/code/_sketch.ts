import type { Code } from 'mdast';

/** Written to stand for something else: what surrounds it can't be judged. */
const ELISION = /\.\.\.|…|⋮/;
const PLACEHOLDER = /\{\{|\{%|<%|\$\{|<[a-zA-Z][\w \-.:/]*>|\[(?:YOUR|your|INSERT)[^\]]*\]/;

export function isSketch(code: string): boolean {
  return ELISION.test(code) || PLACEHOLDER.test(code);
}

/** Shows lines that go beside lines that come: the two together are no file. */
export function isDiff({ meta, value }: Code): boolean {
  return /(?:^|\s)(?:del|ins|diff)\b/.test(meta ?? '') || value.includes('[!code');
}
