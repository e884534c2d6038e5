import { Lexer } from 'yaml';
import type { FrontMatter } from '../../model/frontmatter.ts';
import type { Mark } from '../../model/mark.ts';
import type { Span } from '../../model/span.ts';
import { readComment } from './comment.ts';
import { lineAt, linesAround } from './lines.ts';

/** The marks in comments of YAML and TOML. JSON has none. */
export function dataMarks(text: string, { format, content: [start, end] }: FrontMatter): Mark[] {
  const source = text.slice(start, end);
  const comments = format === 'yaml' ? yamlComments(source) : format === 'toml' ? tomlComments(source) : [];
  return comments.flatMap(([from, to]): Mark[] => {
    const span: Span = [start + from, start + to];
    const said = readComment(text.slice(span[0] + 1, span[1]), span[0] + 1);
    if (said === undefined) return [];
    const [lineStart, lineEnd] = linesAround(text, span);
    const before = text.slice(lineStart, span[0]);
    const isAlone = before.trim() === '';
    const reach = isAlone ? nextLine(text, lineEnd, end) : ([lineStart, lineEnd] as const);
    const removed: Span = isAlone ? [lineStart, lineEnd] : [lineStart + before.trimEnd().length, span[1]];
    return [
      {
        span,
        ...said,
        reach: said.kind === 'file' ? [0, text.length + 1] : said.kind === 'next' ? reach : undefined,
        removal: [{ span: removed, text: '' }],
      },
    ];
  });
}

/** The next line that holds something. */
function nextLine(text: string, from: number, end: number): Span | undefined {
  let line = from < end ? lineAt(text, from) : undefined;
  while (line !== undefined && /^[ \t]*(?:#|\r?\n?$)/.test(text.slice(...line))) line = line[1] < end ? lineAt(text, line[1]) : undefined;
  return line;
}

function yamlComments(written: string): Span[] {
  // A lone CR ends a line in YAML; the lexer does not know it.
  const source = written.replace(/\r(?!\n)/g, '\n');
  const found: Span[] = [];
  let at = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(source)) {
    // What begins a document, a scalar or ends a flow has no length in the text.
    const hasLength = token !== '\u0002' && token !== '\u0018' && token !== '\u001f';
    if (hasLength && !isScalar && token.startsWith('#')) found.push([at, at + token.length]);
    isScalar = token === '\u001f';
    if (hasLength) at += token.length;
  }
  return found;
}

/** Strings of all kinds, which may hold a `#`, and comments. A text that does not parse has them as well. */
const TOML_TOKEN = /"""(?:[^\\]|\\[\s\S])*?"""|'''[\s\S]*?'''|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|#[^\r\n]*/g;

function tomlComments(source: string): Span[] {
  return [...source.matchAll(TOML_TOKEN)].flatMap(({ index, 0: token }): Span[] =>
    token.startsWith('#') ? [[index, index + token.length]] : [],
  );
}
