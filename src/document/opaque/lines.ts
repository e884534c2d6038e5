import type { OpaqueSyntax } from '../../model/document.ts';
import type { Reader, Source } from './source.ts';

/** `{: .class #id}`, `{.class}`, `{width=50}`: attributes of the block above. */
const ATTRIBUTES = /^\{(?::[^{}]*|[.#][\w-][^{}]*|[\w-]+=[^{}]*)\}$/;
const TABLE_OF_CONTENTS = /^\[{1,2}_?toc_?\]{1,2}$/i;
const IMPORT = /^<<<(?!<)[ \t]*[@.~/\w]/;
const INCLUDE = /^(?:@\[code\b|@include\(|!!!include\(|\{!.*!\}$|\{\{#\w.*\}\}$|\[!(?:include|code)\b.*\)\]?$)/i;

/** Lines that are nothing to Markdown, by the syntax that has them. */
const LINES: Readonly<Partial<Record<OpaqueSyntax, readonly RegExp[]>>> = {
  liquid: [ATTRIBUTES],
  hugo: [ATTRIBUTES],
  nunjucks: [ATTRIBUTES],
  vue: [ATTRIBUTES, TABLE_OF_CONTENTS, IMPORT],
  snippets: [TABLE_OF_CONTENTS, IMPORT, INCLUDE],
};

/** `--8<-- "file"`; alone on a line, it begins or ends a list of files. */
const SCISSORS = /^;?-{1,}8<-{1,}(?:[ \t]+(["']).*\1)?$/;
const SCISSORS_ALONE = /^;?-{1,}8<-{1,}$/;

export function linesReader(syntaxes: ReadonlySet<OpaqueSyntax>): Reader | undefined {
  const patterns = [...new Set([...syntaxes].flatMap((syntax) => LINES[syntax] ?? []))];
  if (patterns.length === 0) return undefined;
  const hasSnippets = syntaxes.has('snippets');
  const hasKramdown = syntaxes.has('liquid');
  return {
    starts: hasKramdown ? '{' : '',
    lineStarts: '{[<@!;-',
    /** Kramdown's attributes of an inline element; those of a heading may name its anchor. */
    read({ at, inHeading }, source) {
      if (inHeading || source.text[at + 1] !== ':') return undefined;
      const end = source.find('}', at);
      const nested = source.find('{', at + 1);
      return end === -1 || end > source.lineEnd(at) || (nested !== -1 && nested < end) ? undefined : { end: end + 1, how: 'quiet' };
    },
    readLine(line, { at }, source) {
      if (hasSnippets && SCISSORS.test(line)) return { end: scissorsEnd(line, at, source), how: 'blank' };
      if (hasKramdown && line.startsWith('{::comment}')) {
        const end = source.find('{:/', at);
        if (end !== -1) return { end: source.lineEnd(end), how: 'blank' };
      }
      return patterns.some((pattern) => pattern.test(line)) ? { end: at + line.length, how: 'blank' } : undefined;
    },
  };
}

function scissorsEnd(line: string, at: number, { find, lineEnd, paragraphEnd, text }: Source): number {
  const end = at + line.length;
  if (!SCISSORS_ALONE.test(line)) return end;
  const last = find(line, end);
  return last === -1 || last > paragraphEnd(end) || text.slice(last, lineEnd(last)).trim() !== line ? end : last + line.length;
}
