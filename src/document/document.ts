import type { Heading as HeadingNode, Nodes } from 'mdast';
import type { Document, Heading, NodeOf, NodeType, ReadingSettings, Tag } from '../model/document.ts';
import { dataFormatOf } from '../model/frontmatter.ts';
import { lazily } from '../model/lazily.ts';
import type { Span } from '../model/span.ts';
import { anchorsOf } from './anchors.ts';
import { fencesOf } from './fences.ts';
import { parseFrontMatter } from './frontmatter/parse.ts';
import { splitFrontMatter, wholeFile } from './frontmatter/split.ts';
import { splitHexo } from './frontmatter/split-hexo.ts';
import { headingSource } from './heading-mark.ts';
import { imageReferences } from './images.ts';
import { linkReferences } from './links.ts';
import { SIGN } from './marks/comment.ts';
import { blank, blankOpaque } from './opaque.ts';
import { parse } from './parse/parse.ts';
import type { ParseResult } from './parse/tree.ts';
import { textOf } from './text.ts';

/** Reads a post: front matter first, then the body. What rules derive from it is derived when first asked for. */
export async function openDocument(
  path: string,
  text: string,
  { dialect, anchors: style, opaque = [], headingIds = true, frontMatter }: ReadingSettings,
): Promise<Document> {
  const data = dataFormatOf(path);
  const split = frontMatter === 'hexo' ? splitHexo : splitFrontMatter;
  const { block, bodyStart, problem } = data === undefined ? split(text) : wholeFile(text, data);
  const parsed = block && (await parseFrontMatter(text, block, data && 'A data file'));
  // A line break in place of a byte order mark: behind a space, a heading or an import might not begin.
  const bodyText = blank(text.slice(0, bodyStart).replace(/^\uFEFF/, '\n')) + text.slice(bodyStart);
  const blanked = blankOpaque(bodyText, opaque, dialect);
  const body = dialect === 'mdx' ? await parseMdx(bodyText, blanked, headingIds) : await parse(blanked, dialect);
  const tree = body.ok ? body.tree : undefined;
  const hasTags = TAG_NODES.some((type) => tree !== undefined && tree.all(type).length > 0);
  const tagsOf = hasTags ? (await loadTags()).tagsOf : () => [];

  const span = (node: Nodes): Span => [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  const source = (node: Nodes): string => text.slice(...span(node));
  const document: Opened = Object.assign(Object.create(DERIVED), {
    path,
    text,
    dialect,
    frontmatter: parsed?.frontmatter,
    frontmatterProblems: problem ? [problem] : (parsed?.problems ?? []),
    bodyStart,
    mdxProblem: body.ok ? undefined : { span: characterAt(text, body.offset), message: body.message },
    all: <T extends NodeType>(type: T): readonly NodeOf<T>[] => tree?.all(type) ?? [],
    parent: (node: Nodes) => tree?.parent(node),
    span,
    source,
    marks: [],
    style,
    tagsOf,
  });
  if (SIGN.test(text)) return Object.assign(document, { marks: await (await loadMarks()).marksOf(document) });
  return document;
}

interface Opened extends Document {
  readonly style: ReadingSettings['anchors'];
  readonly tagsOf: (document: Document) => readonly Tag[];
}

/**
 * What is made of a document when it is first asked for. All documents share these accessors: some of its own would give each
 * a hidden class of its own, which outlives it and holds all of it.
 */
const DERIVED = accessors<Opened>({
  headings: headingsOf,
  fences: fencesOf,
  tags: (document) => document.tagsOf(document),
  images: imageReferences,
  links: linkReferences,
  includes: includesOf,
  anchors: (document) => (document.style && document.mdxProblem === undefined ? anchorsOf(document, document.style) : undefined),
});

/** An object of accessors, each of which puts its answer in its own place. */
function accessors<T extends object>(makers: { readonly [K in keyof T]?: (owner: T) => T[K] }): object {
  const describe = ([name, make]: [string, unknown]) => {
    const get = function (this: T): unknown {
      const value = (make as (owner: T) => unknown)(this);
      Object.defineProperty(this, name, { value });
      return value;
    };
    return [name, { get }] as const;
  };
  return Object.create(null, Object.fromEntries(Object.entries(makers).map(describe)));
}

/** What looks like another syntax may be JavaScript: then the text is valid as it stands. */
async function parseMdx(text: string, blanked: string, headingIds: boolean): Promise<ParseResult> {
  const body = await parseWithIds(blanked, headingIds);
  if (body.ok || blanked === text) return body;
  const plain = await parseWithIds(text, headingIds);
  return plain.ok ? plain : body;
}

/** Docusaurus takes `{#id}` behind a heading out before the text is read as MDX, in which it would be no expression. */
async function parseWithIds(text: string, headingIds: boolean): Promise<ParseResult> {
  const body = await parse(text, 'mdx');
  return body.ok || !headingIds || !text.includes('{#') ? body : parse(text.replace(/^[ \t>]*#{1,6}[ \t].*$/gm, blankHeadingId), 'mdx');
}

function blankHeadingId(line: string): string {
  const open = line.lastIndexOf('{#');
  const isId = open > 0 && line[open - 1] !== '\\' && line.trimEnd().indexOf('}', open) === line.trimEnd().length - 1;
  return isId ? line.slice(0, open) + blank(line.slice(open)) : line;
}

/** The character at a parser's place; the last one before it, where that is a line break or the end. */
function characterAt(text: string, offset: number): Span {
  const at = /^[\r\n]?$/.test(text.slice(offset, offset + 1)) ? Math.max(0, text.slice(0, offset).trimEnd().length - 1) : offset;
  return [at, Math.min(at + 1, text.length)];
}

const MARKDOWN_IMPORT = /^[ \t]*import\b[^;'"]*(['"])([^'"\r\n]+\.mdx?)\1/gim;

function includesOf(document: Document): string[] {
  if (document.dialect === 'markdown') return [];
  return document.all('mdxjsEsm').flatMap((node) => [...document.source(node).matchAll(MARKDOWN_IMPORT)].map((match) => match[2] ?? ''));
}

const loadMarks = lazily(() => import('./marks/marks.ts'));
const loadTags = lazily(() => import('./tags.ts'));
const TAG_NODES = ['html', 'mdxJsxFlowElement', 'mdxJsxTextElement'] as const;

/** What a reader sees of it: `{#id}` and the like are not shown. */
function headingText(node: HeadingNode, document: Document): string {
  const text = textOf(node);
  if (!/[\]}>]/.test(document.source(node))) return text;
  const written = headingSource(node, document).mark?.source.replaceAll('\\', '');
  if (written === undefined) return text;
  return (text.trimEnd().endsWith(written) ? text.slice(0, text.lastIndexOf(written)) : text).trimEnd();
}

function headingsOf(document: Document): Heading[] {
  const written = document
    .all('heading')
    .map((node): Heading => ({ depth: node.depth, text: headingText(node, document), span: document.span(node) }));
  const elements = document.tags.flatMap(({ name, span }): Heading[] =>
    /^h[1-6]$/.test(name) ? [{ depth: Number(name[1]), text: undefined, span }] : [],
  );
  const all = elements.length === 0 ? written : [...written, ...elements].sort((a, b) => a.span[0] - b.span[0]);
  const quotes = [...document.all('blockquote'), ...document.all('footnoteDefinition')].map(document.span);
  return quotes.length === 0 ? all : all.filter(({ span: [at] }) => !quotes.some(([start, end]) => start <= at && at < end));
}
