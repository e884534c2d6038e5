import type { Nodes, Paragraph, Parents, PhrasingContent, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Dialect, NodeOf, NodeType } from '../../model/document.ts';
import { lineStarts } from '../../model/span.ts';
import type { ParseResult, Tree } from './tree.ts';

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();
const mdx = unified().use(remarkParse).use(remarkGfm).use(remarkMdx).freeze();
const mdxWithMath = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(remarkMdx).freeze();

/** The reference parser. Slower, and the last word on what is MDX. */
export function parseWithRemark(text: string, dialect: Dialect): ParseResult {
  if (dialect === 'markdown') return attempt(markdown, text);
  const plain = attempt(mdx, text);
  if (plain.ok) return plain;
  const withMath = attempt(mdxWithMath, text);
  return withMath.ok ? withMath : plain;
}

function attempt(processor: { parse(text: string): Root }, text: string): ParseResult {
  try {
    const root = processor.parse(text);
    unravel(root);
    return { ok: true, tree: mdastTree(root) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, offset: 0, message: 'Nested too deeply to be parsed' };
    const { reason, place } = error as VFileMessageLike;
    if (reason === undefined) throw error;
    // A tag that is never closed is noticed where its container ends; the message names its own place.
    const opened = /^Expected a closing tag for .* \((\d+):(\d+)-/.exec(reason);
    if (opened !== null) return { ok: false, offset: offsetAt(text, Number(opened[1]), Number(opened[2])), message: reason };
    return { ok: false, offset: place?.offset ?? place?.start?.offset ?? 0, message: reason };
  }
}

function offsetAt(text: string, line: number, column: number): number {
  return (lineStarts(text)[line - 1] ?? 0) + column - 1;
}

/** As MDX compiles it, a paragraph of nothing but JSX and expressions is no paragraph: its children are flow content. */
function unravel(root: Root): void {
  const stack: Parents[] = [root];
  for (let parent = stack.pop(); parent !== undefined; parent = stack.pop()) {
    parent.children = parent.children.flatMap((child) =>
      child.type === 'paragraph' && isAllJsx(child) ? child.children.flatMap(toFlow) : [child],
    ) as typeof parent.children;
    for (const child of parent.children) if ('children' in child) stack.push(child);
  }
}

function isAllJsx({ children }: Paragraph): boolean {
  const isJsx = ({ type }: PhrasingContent) => type === 'mdxJsxTextElement' || type === 'mdxTextExpression';
  return children.some(isJsx) && children.every((child) => isJsx(child) || (child.type === 'text' && child.value.trim() === ''));
}

function toFlow(child: PhrasingContent): Nodes[] {
  if (child.type === 'mdxJsxTextElement') return [{ ...child, type: 'mdxJsxFlowElement' } as Nodes];
  if (child.type === 'mdxTextExpression') return [{ ...child, type: 'mdxFlowExpression' }];
  return [];
}

/** What remark-mdx throws: its place is a point, or a position with a start. */
interface VFileMessageLike {
  readonly reason?: string;
  readonly place?: { readonly offset?: number; readonly start?: { readonly offset?: number } };
}

export function mdastTree(root: Root): Tree {
  const byType = new Map<NodeType, Nodes[]>();
  const parents = new Map<Nodes, Parents>();
  // Iterative: content may nest deeper than the stack.
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const list = byType.get(node.type);
    if (list === undefined) byType.set(node.type, [node]);
    else list.push(node);
    if (!('children' in node)) continue;
    for (const child of node.children.toReversed()) {
      parents.set(child, node);
      stack.push(child);
    }
  }
  return {
    all: <T extends NodeType>(type: T) => (byType.get(type) ?? []) as NodeOf<T>[],
    parent: (node) => parents.get(node),
  };
}
