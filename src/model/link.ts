import type { Span } from './span.ts';

/** How a site generator makes a heading's anchor from its text. */
export const ANCHOR_STYLES = ['github', 'vitepress', 'kramdown', 'goldmark', 'zola', 'python-markdown'] as const;
export type AnchorStyle = (typeof ANCHOR_STYLES)[number];

/** A place of a page that the fragment of a URL can name. */
export interface Anchor {
  readonly id: string;
  /** Of the heading; of the value where an attribute or a mark states the id. */
  readonly span: Span;
  /**
   * `heading`: made from its text. `custom`: stated beside a heading. `element`: stated for anything else, by an attribute
   * of HTML or JSX, or an attribute list. `possible`: made by some versions, plugins or components, or by footnotes.
   */
  readonly kind: 'heading' | 'custom' | 'element' | 'possible';
  /** The text of the heading. */
  readonly text?: string;
  /** What `id` would be, were it not taken already. */
  readonly base?: string;
}

/** A place that names the target of a link, as written. Plain data: it crosses to workers and into caches. */
export interface LinkReference {
  /** As the renderer sees it: Markdown escapes and HTML entities decoded, percent signs left. */
  readonly url: string;
  /** Of the URL in the source, and no more. */
  readonly span: Span;
  /** `autolink` is `<https://…>` or a bare URL. */
  readonly kind: 'markdown' | 'definition' | 'autolink' | 'html' | 'jsx';
}

/** Where a link leads in the project. */
export type LinkResolution =
  /** To a post, by its file or its address. */
  | { readonly status: 'post'; readonly path: string; readonly fragment: string | undefined }
  /** To a file that is served as it is, a folder, a route without a post, or a redirect. */
  | { readonly status: 'found' }
  | { readonly status: 'wrong-case'; readonly path: string; readonly url: string }
  | ({ readonly status: 'missing-file' } & Missed)
  | ({ readonly status: 'broken-route' } & Missed)
  /** `reason` ends the sentence "not judged: …"; undefined for what is nobody's to judge: other sites, mail. */
  | { readonly status: 'not-judged'; readonly reason: string | undefined };

export interface Missed {
  /** Every path or address that was tried, in order. */
  readonly tried: readonly string[];
  /** The nearest one that exists, written as the link would be. */
  readonly nearest: string | undefined;
}
