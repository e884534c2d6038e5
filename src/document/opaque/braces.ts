import { holdsCode } from './code-words.ts';
import { nextOf, type Piece, type Place, type Reader, type Source } from './source.ts';

/** Longer than any tag that was written by hand. */
const LONGEST_TAG = 20_000;
const TAG_NAME = /\{%[-~+]?[ \t\r\n]*([A-Za-z_][\w.-]*)?/y;
const ALL_TAGS = /\{%[-~+]?[ \t]*(end)?([A-Za-z_][\w.-]*)?/g;
/** A call that stands for a block, as Zola's shortcodes. */
const CALL = /\{\{-?[ \t]*[A-Za-z_][\w:]*\(/y;
const LITERAL = new Set(['raw', 'verbatim']);

interface Tag {
  readonly at: number;
  readonly ends: boolean;
}

/** Liquid, Nunjucks, Tera and their like: `{% tag %}`, `{{ expression }}` and, where they have it, `{# comment #}`. */
export function bracesReader(syntaxes: ReadonlySet<string>): Reader {
  const hasTags = syntaxes.has('liquid') || syntaxes.has('nunjucks') || syntaxes.has('tera');
  const hasComments = syntaxes.has('nunjucks') || syntaxes.has('tera');
  let tags: Map<string, Tag[]> | undefined;
  /** Up to here, `{% raw %}` makes tags plain text. */
  let literalUntil = 0;

  const readTag = ({ at, startsLine }: Place, source: Source): Piece | undefined => {
    const { text } = source;
    const end = closing(source, at, '{%', '%}');
    if (end === undefined) return undefined;
    TAG_NAME.lastIndex = at;
    const name = TAG_NAME.exec(text)?.[1] ?? '';
    if (at < literalUntil) return { end, how: 'quiet' };
    tags ??= tagsOf(text);
    const next = nextOf(tags.get(name) ?? [], at);
    const last = next?.ends ? next.at : syntaxes.has('tera') ? nextOf(tags.get('') ?? [], at)?.at : undefined;
    if (last === undefined || last < end) return { end, how: 'tag' };
    if (LITERAL.has(name)) literalUntil = last;
    if (!holdsCode(name, text.slice(end, last))) return { end, how: 'tag' };
    const lastEnd = source.find('%}', last);
    if (lastEnd === -1) return { end, how: 'tag' };
    const isInline = !startsLine && name !== 'comment' && source.lineEnd(at) >= lastEnd;
    return { end: lastEnd + 2, how: isInline ? 'quiet' : 'blank' };
  };

  return {
    starts: '{',
    read(place, source) {
      const { text } = source;
      const { at } = place;
      const second = text[at + 1];
      if (second === '%' && hasTags) return readTag(place, source);
      if (second === '{') {
        const end = closing(source, at, '{{', '}}');
        if (end === undefined || end > source.paragraphEnd(at)) return undefined;
        CALL.lastIndex = at;
        return { end, how: hasTags && CALL.test(text) ? 'tag' : 'quiet' };
      }
      if (second === '#' && hasComments && at >= literalUntil) {
        const end = source.find('#}', at + 2);
        return end === -1 ? undefined : { end: end + 2, how: 'blank' };
      }
      return undefined;
    },
  };
}

/** The end of what begins at a place; undefined where another one begins before that. */
export function closing({ find }: Source, at: number, opening: string, ending: string): number | undefined {
  const end = find(ending, at + opening.length);
  if (end === -1 || end - at > LONGEST_TAG) return undefined;
  const other = find(opening, at + opening.length);
  return other !== -1 && other < end ? undefined : end + ending.length;
}

/** The places of all tags by their names; `{% end %}` by none. */
function tagsOf(text: string): Map<string, Tag[]> {
  const tags = new Map<string, Tag[]>();
  for (const { index, 1: end, 2: name = '' } of text.matchAll(ALL_TAGS)) {
    if (end === undefined && name === '') continue;
    const list = tags.get(name);
    const tag = { at: index, ends: end !== undefined };
    if (list === undefined) tags.set(name, [tag]);
    else list.push(tag);
  }
  return tags;
}
