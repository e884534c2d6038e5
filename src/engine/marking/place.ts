import type { Nodes } from 'mdast';
import { linesAround } from '../../document/marks/lines.ts';
import type { Document } from '../../model/document.ts';
import type { Edit } from '../../model/finding.ts';
import type { Span } from '../../model/span.ts';

/** A place for a mark: where it would stand, what it would reach, and how its comment is written around the rules. */
export interface Place {
  /** Findings that begin here stand by a mark in this place. */
  readonly reach: Span;
  write(rules: readonly string[]): Edit;
}

const CONTAINERS = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition', 'mdxJsxFlowElement']);
const BLOCKS = [
  'paragraph',
  'heading',
  'code',
  'html',
  'table',
  'definition',
  'list',
  'blockquote',
  'math',
  'thematicBreak',
  'mdxJsxFlowElement',
  'mdxFlowExpression',
  'mdxjsEsm',
  'footnoteDefinition',
] as const;

/** Their findings on a post without front matter are about the post, and stand at its first line. */
const OF_POSTS = /^(?:frontmatter|post)\//;

/** The places for a mark that lets a finding of `rule` at `offset` stand, the narrowest and plainest first. None is tried yet. */
export function placesFor(rule: string, offset: number, document: Document, reason: string): Place[] {
  const { text, frontmatter } = document;
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const said = (kind: string, rules: readonly string[]) => `${kind} ${rules.join(' ')}${reason === '' ? '' : ` -- ${reason}`}`;
  const comment = (kind: string, rules: readonly string[]) =>
    document.dialect === 'mdx' ? `{/* ${said(kind, rules)} */}` : `<!-- ${said(kind, rules)} -->`;
  const at = (place: number, put: string): Edit => ({ span: [place, place], text: put });

  if (frontmatter !== undefined && offset < document.bodyStart) {
    const [start, end] = frontmatter.content;
    if (frontmatter.format === 'json') return [];
    if (offset < start) return [{ reach: frontmatter.opening, write: (rules) => at(start, `# ${said('stet-file', rules)}${eol}`) }];
    if (offset >= end) return [];
    const [lineStart, lineEnd] = linesAround(text, [offset, offset]);
    const indent = /^[ \t]*/.exec(text.slice(lineStart, lineEnd))?.[0] ?? '';
    return [{ reach: [lineStart, lineEnd], write: (rules) => at(lineStart, `${indent}# ${said('stet', rules)}${eol}`) }];
  }

  const top = text.startsWith('\uFEFF') ? 1 : 0;
  // It reaches the whole file, and is meant for nothing else in it.
  const file: Place = { reach: [offset, offset], write: (rules) => at(top, `${comment('stet-file', rules)}${eol}${eol}`) };
  const block = blockAt(offset, document);
  if (offset <= top && (block === undefined || OF_POSTS.test(rule))) return [file];
  if (block === undefined) return [];
  const span = document.span(block);
  const lines = linesAround(text, [offset, offset]);
  const line: Place = { reach: lines, write: (rules) => at(endOfText(text, lines, block), ` ${comment('stet', rules)}`) };
  const inLine =
    block.type === 'paragraph' || block.type === 'table' || (block.type === 'heading' && !/#\s*$/.test(document.source(block)));
  const [lineStart] = linesAround(text, [span[0], span[0]]);
  const prefix = text.slice(lineStart, span[0]);
  if (!/^[\s>\uFEFF]*$/.test(prefix)) return inLine ? [line] : [];
  const parent = document.parent(block)?.type;
  const gap = parent === 'root' ? eol : parent === 'blockquote' ? `${prefix.trimEnd()}${eol}` : '';
  const before: Place = {
    reach: span,
    write: (rules) => at(span[0], `${comment('stet', rules)}${eol}${gap}${prefix.replace('\uFEFF', '')}`),
  };
  // A mark before a table would let all of it stand.
  return block.type === 'table' ? [line, before] : inLine ? [before, line] : [before];
}

/** The innermost block around an offset that a comment can stand before. */
function blockAt(offset: number, document: Document): Nodes | undefined {
  let found: Nodes | undefined;
  for (const type of BLOCKS)
    for (const node of document.all(type)) {
      const [start, end] = document.span(node);
      if (start > offset) break;
      const isBlock = offset < end && CONTAINERS.has(document.parent(node)?.type ?? '');
      if (isBlock && (found === undefined || start >= document.span(found)[0])) found = node;
    }
  return found;
}

/** Behind the text of a line; before the bar that ends a row. */
function endOfText(text: string, [start, end]: Span, block: Nodes): number {
  const line = text.slice(start, end).trimEnd();
  const row = block.type === 'table' ? /\s*\|$/.exec(line) : null;
  return start + (row?.index ?? line.length);
}
