import type { Code, Nodes, Parents } from 'mdast';
import type {} from 'mdast-util-math';
import type {} from 'mdast-util-mdx';
import type { FrontMatter, FrontMatterProblem } from './frontmatter.ts';
import type { ImageReference } from './image.ts';
import type { Anchor, AnchorStyle, LinkReference } from './link.ts';
import type { Mark } from './mark.ts';
import type { Span } from './span.ts';

export type Dialect = 'markdown' | 'mdx';

/** An mdast node type, and the node that goes with it. */
export type NodeType = Nodes['type'];
export type NodeOf<T extends NodeType> = Extract<Nodes, { type: T }>;

/** A heading of the outline: mdast's, or written as an HTML or JSX element. */
export interface Heading {
  readonly depth: number;
  /** Plain text, without a custom id or attributes; undefined for an element, whose content is not read. */
  readonly text: string | undefined;
  readonly span: Span;
}

/** How a post is to be read: what its collection says of it. */
export interface ReadingSettings {
  readonly dialect: Dialect;
  /** Left out where anchors can't be known; headings then have none. */
  readonly anchors?: AnchorStyle | undefined;
  readonly opaque?: readonly OpaqueSyntax[];
  /** False where `{#id}` behind a heading of MDX is an error; most frameworks take it out before. */
  readonly headingIds?: boolean;
  /** Whose rules say where front matter stands, where they are not those of most: Hexo's opening fence may be left out. */
  readonly frontMatter?: 'hexo' | undefined;
}

/** Syntaxes in the text of a post that are no Markdown, and must not be read as such. */
export const OPAQUE_SYNTAXES = [
  'liquid',
  'nunjucks',
  'hugo',
  'tera',
  'vue',
  'mdc',
  'directives',
  'math',
  'wikilinks',
  'snippets',
  'admonitions',
  'svelte',
] as const;
export type OpaqueSyntax = (typeof OPAQUE_SYNTAXES)[number];

/** A fenced code block and the parts of its source. */
export interface Fence {
  readonly node: Code;
  /** The opening line, from the fence to the end of its info string. */
  readonly opening: Span;
  /** The run of backticks or tildes. */
  readonly marker: string;
  /** The first word of the info string as it is written, and its place. */
  readonly language: { readonly text: string; readonly span: Span } | undefined;
  /** False when the fence runs to the end of its container. */
  readonly closed: boolean;
}

/** An opening HTML or JSX tag. */
export interface Tag {
  readonly name: string;
  /** From `<` to `>`. */
  readonly span: Span;
  readonly attributes: readonly TagAttribute[];
}

export interface TagAttribute {
  /** `...` for a JSX spread, which may bring any attribute. */
  readonly name: string;
  /** The literal value; undefined without one, or when it is a JSX expression that is not a string. */
  readonly value: string | undefined;
  /** Of the text between the quotes; of the name where there is no literal value. */
  readonly span: Span;
}

/** A place where an MDX file is not MDX. */
export interface MdxProblem {
  readonly span: Span;
  readonly message: string;
}

/** A post, as rules see it. All parts are read once, when first asked for. */
export interface Document {
  /** POSIX, relative to the root. */
  readonly path: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly frontmatter: FrontMatter | undefined;
  /** What is wrong with the front matter block itself; also when it could not be recognised as one. */
  readonly frontmatterProblems: readonly FrontMatterProblem[];
  /** Offset behind the front matter. */
  readonly bodyStart: number;
  /** Set when the body is no valid MDX; it then has no nodes. */
  readonly mdxProblem: MdxProblem | undefined;

  /** Nodes of a type, in document order. */
  all<T extends NodeType>(type: T): readonly NodeOf<T>[];
  parent(node: Nodes): Parents | undefined;
  span(node: Nodes): Span;
  /** The node's source text. */
  source(node: Nodes): string;

  /** The post's own outline: headings inside quotations and footnotes are left out. */
  readonly headings: readonly Heading[];
  /** Fenced code blocks; indented ones are left out. */
  readonly fences: readonly Fence[];
  /** Opening tags: of raw HTML in Markdown, of JSX in MDX. */
  readonly tags: readonly Tag[];
  /** Every place of the body that names an image file. */
  readonly images: readonly ImageReference[];
  /** Every place of the body that names the target of a link, in document order. */
  readonly links: readonly LinkReference[];
  /** Markdown files that the post imports as parts of its page, as written; MDX only. */
  readonly includes: readonly string[];
  /**
   * Every place that a fragment can name, by the collection's anchor style. Undefined where they can't be known: the text
   * did not parse, or what makes its headings is only known when the site is built.
   */
  readonly anchors: readonly Anchor[] | undefined;
  /** Comments that let findings stand, in document order. */
  readonly marks: readonly Mark[];
}
