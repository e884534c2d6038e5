import type { Heading } from 'mdast';
import type { Document } from '../model/document.ts';
import type { Span } from '../model/span.ts';

/** What stands behind the text of a heading and is none of it: `{#id .class}`, `{: #id}`, `[#id]`, a comment with an id. */
export interface HeadingMark {
  /** As written, from the bracket to its end. */
  readonly source: string;
  readonly id: string | undefined;
  readonly idSpan: Span;
}

/** The parts of a heading's source. */
export interface HeadingSource {
  /** The last line of the content, without `#` and without the mark. */
  readonly raw: string;
  readonly mark: HeadingMark | undefined;
}

export function headingSource(node: Heading, document: Document): HeadingSource {
  const { text } = document;
  const [start, end] = document.span(node);
  const source = text.slice(start, end);
  const isAtx = source.startsWith('#');
  // A mark that MDX could not read is blanked, and the node may end before it.
  const line = isAtx ? lineAt(text, start) : lastContentLine(source);
  const lineStart = isAtx ? start : start + source.lastIndexOf(line, source.trimEnd().search(/[\r\n][^\r\n]*$/));
  const lead = isAtx ? (/^#+[ \t]*/.exec(line)?.[0].length ?? 0) : 0;
  const content = line.slice(lead).trimEnd();
  const closed = isAtx && content.endsWith('#') ? withoutClosing(content) : content;
  const mark = markAtEnd(closed, lineStart + lead) ?? (closed === content ? undefined : markAtEnd(content, lineStart + lead));
  if (mark !== undefined) return { raw: withoutClosing(closed.slice(0, closed.lastIndexOf(mark.source)).trimEnd()), mark };
  return { raw: closed, mark: markBelow(text, end) };
}

function lineAt(text: string, start: number): string {
  const end = text.slice(start).search(/[\r\n]/);
  return end === -1 ? text.slice(start) : text.slice(start, start + end);
}

/** Of a heading with a line below it. */
function lastContentLine(source: string): string {
  const lines = source.trimEnd().split(/\r\n|\r|\n/);
  return (lines.length > 1 ? lines.at(-2) : lines[0])?.replace(/^[ \t>]+/, '') ?? '';
}

/** Without the `#` that may close the line. */
function withoutClosing(content: string): string {
  let end = content.length;
  while (content[end - 1] === '#') end--;
  if (end === content.length || (end > 0 && !/[ \t]/.test(content[end - 1] ?? ''))) return content;
  return content.slice(0, end).trimEnd();
}

const OPENERS = [
  ['}', '{'],
  [']', '[#'],
  ['-->', '<!--'],
] as const;
const ID = /(?:^|[\s:])#([^\s{}"'=\\*]+)|(?:^|\s)id=["']?([^\s"'{}]+)/;

/** `content` stands at `base` in the file. */
function markAtEnd(content: string, base: number): HeadingMark | undefined {
  const opener = OPENERS.find(([closing]) => content.endsWith(closing));
  if (opener === undefined) return undefined;
  const open = content.lastIndexOf(opener[1]);
  if (open <= 0) return undefined;
  const at = content[open - 1] === '\\' ? open - 1 : open;
  // A heading of nothing else shows it.
  if (content.slice(0, at).trim() === '') return undefined;
  const source = content.slice(at);
  const inner = content.slice(open + (opener[1] === '[#' ? 1 : opener[1].length), -opener[0].length);
  const attributes = opener[0] === '}' ? attributesIn(inner) : opener[0] === ']' ? inner : commented(inner);
  return attributes === undefined ? undefined : withId(source, attributes, base + at);
}

/** On the line below the heading, as kramdown has it. */
function markBelow(text: string, end: number): HeadingMark | undefined {
  const [, lead = '', source] = /^[^\r\n]*(\r\n|\r|\n)[ \t]*(\{:[^{}\r\n]*\})[ \t]*(?:[\r\n]|$)/.exec(text.slice(end, end + 500)) ?? [];
  if (source === undefined || lead === '') return undefined;
  const attributes = attributesIn(source.slice(1, -1));
  return attributes === undefined ? undefined : withId(source, attributes, text.indexOf(source, end));
}

function withId(source: string, attributes: string, base: number): HeadingMark {
  const found = ID.exec(attributes);
  const id = found?.[1] ?? found?.[2];
  const at = base + (id === undefined ? 0 : source.indexOf(id, source.indexOf(found?.[1] === undefined ? 'id=' : '#') + 1));
  return { source, id, idSpan: [at, at + (id?.length ?? 0)] };
}

/** The inside of `{…}` where it is a list of attributes, or a comment with an id. */
function attributesIn(inner: string): string | undefined {
  const list = inner.replace(/\\$/, '').replace(/^:/, '').trim();
  if (list.startsWith('/*')) return list.endsWith('*/') ? commented(list.slice(2, -2)) : undefined;
  const isList =
    list !== '' && list.split(/\s+/).every((part) => /^(?:#[^\s#]|\.[\w-])/.test(part) || part.includes('=') || /["']$/.test(part));
  return isList && /^[#.\w]/.test(list) ? list : undefined;
}

function commented(inner: string): string | undefined {
  const text = inner.trim();
  return /^#\S+$/.test(text) ? text : undefined;
}
