import { Tokenizer } from 'htmlparser2';
import type { Nodes } from 'mdast';
import type { Document } from '../../model/document.ts';
import type { Mark } from '../../model/mark.ts';
import type { Span } from '../../model/span.ts';
import { readComment } from './comment.ts';
import { isAlone, lineAt, linesAround, withoutBlock, withoutInline } from './lines.ts';

interface Comment {
  /** The whole comment. */
  readonly span: Span;
  /** The text in it. */
  readonly inner: Span;
}

const EXPRESSION = /^\{\s*\/\*((?:(?!\*\/)[\s\S])*)\*\/\s*\}$/;
/** What holds text, not blocks. */
const PHRASING = new Set([
  'paragraph',
  'heading',
  'tableCell',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'mdxJsxTextElement',
]);
/** Between two of these, a comment keeps apart what would become one. */
const JOINING = new Set(['list', 'code', 'footnoteDefinition']);

/** The marks in HTML comments of Markdown, and in comments of MDX. */
export function bodyMarks(document: Document): Mark[] {
  const nodes = [...document.all('html'), ...document.all('mdxFlowExpression'), ...document.all('mdxTextExpression')];
  return nodes.flatMap((node) => commentsOf(node, document).flatMap((comment) => markOf(comment, node, document) ?? []));
}

function markOf({ span, inner }: Comment, node: Nodes, document: Document): Mark | undefined {
  const { text } = document;
  const said = readComment(text.slice(...inner), inner[0]);
  if (said === undefined) return undefined;
  const isBlock = isOnlyComment(node, document) && !PHRASING.has(document.parent(node)?.type ?? 'root');
  const removal = isBlock ? blockRemoval(span, node, document) : inlineRemoval(span, node, document);
  return { span, ...said, reach: reachOf(said.kind, span, isBlock ? node : undefined, document), removal: removal && [removal] };
}

/** A block of its own is for the next block; inside a block, a mark is for its line, or for the next where it has one to itself. */
function reachOf(kind: Mark['kind'], span: Span, block: Nodes | undefined, document: Document): Span | undefined {
  if (kind === 'file') return [0, document.text.length + 1];
  if (kind !== 'next') return undefined;
  if (block !== undefined) {
    const next = siblings(block, document).after;
    return next && document.span(next);
  }
  const lines = linesAround(document.text, span);
  return isAlone(document.text, span) ? lineAt(document.text, lines[1]) : lines;
}

/** The blocks beside a node. Other comments don't count behind it. */
function siblings(node: Nodes, document: Document): { before: Nodes | undefined; after: Nodes | undefined } {
  const children: readonly Nodes[] = document.parent(node)?.children ?? [];
  const at = children.indexOf(node);
  return { before: children[at - 1], after: children.slice(at + 1).find((other) => !isOnlyComment(other, document)) };
}

function isOnlyComment(node: Nodes, document: Document): boolean {
  if (node.type !== 'html' && node.type !== 'mdxFlowExpression' && node.type !== 'mdxTextExpression') return false;
  const [start, end] = document.span(node);
  const comments = commentsOf(node, document);
  const between = comments.map(({ span }, index) => document.text.slice(comments[index - 1]?.span[1] ?? start, span[0]));
  return comments.length > 0 && [...between, document.text.slice(comments.at(-1)?.span[1], end)].join('').trim() === '';
}

function commentsOf(node: Nodes, document: Document): Comment[] {
  const source = document.source(node);
  const [start] = document.span(node);
  if (node.type === 'html') return htmlComments(source, start);
  const [, inner] = EXPRESSION.exec(source) ?? [];
  if (inner === undefined) return [];
  const at = start + source.indexOf('/*') + 2;
  return [{ span: [start, start + source.length], inner: [at, at + inner.length] }];
}

const ignore = () => {};

function htmlComments(source: string, base: number): Comment[] {
  const found: Comment[] = [];
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      oncomment(start, end, offset) {
        const isWhole = source.startsWith('<!--', start - 4) && source.startsWith('-->', end - offset);
        if (isWhole) found.push({ span: [base + start - 4, base + end - offset + 3], inner: [base + start, base + end - offset] });
      },
      onattribdata: ignore,
      onattribend: ignore,
      onattribentity: ignore,
      onattribname: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onopentagname: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return found;
}

function blockRemoval(span: Span, node: Nodes, document: Document): ReturnType<typeof withoutBlock> {
  const { before, after } = siblings(node, document);
  if (before?.type === after?.type && JOINING.has(before?.type ?? '')) return undefined;
  if (!isAlone(document.text, span)) return undefined;
  const parent = document.parent(node)?.type;
  return withoutBlock(document.text, span, document.bodyStart, parent === 'root' || parent === 'blockquote');
}

function inlineRemoval(span: Span, node: Nodes, document: Document): ReturnType<typeof withoutBlock> {
  if (PHRASING.has(document.parent(node)?.type ?? 'root')) return withoutInline(document.text, span);
  const lines = linesAround(document.text, span);
  const isInside = document.span(node)[0] < lines[0] && lines[1] < document.span(node)[1];
  return isInside && isAlone(document.text, span) ? { span: lines, text: '' } : undefined;
}
