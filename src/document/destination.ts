import type { Definition, Image, Link } from 'mdast';
import type { TagAttribute } from '../model/document.ts';
import type { Span } from '../model/span.ts';

/** Finds the URL inside the source of an inline image or link, `![alt](url "title")`, which stands at `base`. */
export function inlineDestination(node: Image | Link, written: string, base: number): Span {
  const source = withoutQuoteMarks(written);
  let end = skipSpaceBack(source, source.length - 1);
  if (node.title !== null && node.title !== undefined && node.title !== '') end = skipSpaceBack(source, titleStart(source, end));
  else end = skipEmptyTitle(source, end);
  const start = destinationStart(source, end);
  return source[start] === '<' && source[end - 1] === '>' ? [base + start + 1, base + end - 1] : [base + start, base + end];
}

/** Finds the URL inside the source of a definition, `[label]: url "title"`. */
export function definitionDestination(node: Definition, written: string, base: number): Span {
  const source = withoutQuoteMarks(written);
  const label = /^(?:[^\]\\]|\\[\s\S])*\]:\s*/.exec(source);
  const start = label?.[0].length ?? 0;
  if (source[start] === '<') {
    const angled = /^<(?:[^>\\\r\n]|\\.)*>/.exec(source.slice(start));
    if (angled !== null) return [base + start + 1, base + start + angled[0].length - 1];
  }
  const raw = /^\S*/.exec(source.slice(start))?.[0] ?? node.url;
  return [base + start, base + start + raw.length];
}

/** The `>` of a quotation at the start of a line is no part of what it quotes: it becomes white space. */
export function withoutQuoteMarks(source: string): string {
  return source.replace(/(?<=[\r\n])[ \t]*>(?:[ \t]*>)*[ \t]?/g, (marks) => '\n'.repeat(marks.length));
}

/** The value of an attribute without the white space around it. */
export function trimmedAttribute({ span: [start, end] }: TagAttribute, text: string): Span {
  const raw = withoutQuoteMarks(text.slice(start, end));
  const lead = raw.length - raw.trimStart().length;
  return [start + lead, start + Math.max(lead, raw.trimEnd().length)];
}

/** `end` right behind the closing quote or parenthesis of a title. */
function titleStart(source: string, end: number): number {
  const quote = source[end - 1] === ')' ? '(' : source[end - 1];
  let at = end - 2;
  while (at > 0 && (source[at] !== quote || isEscaped(source, at))) at--;
  return at;
}

/** `""` behind the URL is a title of no text, which mdast gives as null. */
function skipEmptyTitle(source: string, end: number): number {
  const empty = /\s(?:""|''|\(\))$/.exec(source.slice(0, end));
  // Without anything before it, it is the URL.
  return empty === null || /\]\(\s*$/.test(source.slice(0, empty.index)) ? end : skipSpaceBack(source, empty.index);
}

function destinationStart(source: string, end: number): number {
  if (source[end - 1] === '>' && !isEscaped(source, end - 1)) {
    let at = end - 2;
    while (at > 0 && (!/[<>\r\n]/.test(source[at] ?? '') || isEscaped(source, at))) at--;
    const opening = source[at] === '<' ? /\]\(\s*$/.exec(source.slice(0, at)) : null;
    if (opening !== null && !isEscaped(source, opening.index)) return at;
  }
  let depth = 0;
  let at = end;
  while (at > 0) {
    const unit = source[at - 1] ?? '';
    if (/\s/.test(unit)) break;
    if (unit === ')' && !isEscaped(source, at - 1)) depth++;
    if (unit === '(' && !isEscaped(source, at - 1) && depth-- === 0) break;
    at--;
  }
  return at;
}

function skipSpaceBack(source: string, end: number): number {
  let at = end;
  while (at > 0 && /[\s]/.test(source[at - 1] ?? '')) at--;
  return at;
}

function isEscaped(source: string, at: number): boolean {
  let slashes = 0;
  while (source[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}
