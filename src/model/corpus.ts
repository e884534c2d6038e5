import type { Collection } from './config.ts';
import type { Dialect } from './document.ts';
import type { FrontMatter, KeyPath } from './frontmatter.ts';
import type { ImageInspection, ImageReference, ImageResolution } from './image.ts';
import type { Anchor, LinkReference, LinkResolution } from './link.ts';
import type { Mark } from './mark.ts';
import type { Span } from './span.ts';
import type { WebAnswer } from './web.ts';

/** What the map phase keeps of a file for the reduce phase: plain data. */
export interface FileFacts {
  readonly dialect: Dialect;
  readonly frontmatter: FrontMatter | undefined;
  /** `broken` is there and could not be read; `in-code` is an export of an MDX page. Neither is judged by a schema. */
  readonly frontmatterState: 'read' | 'broken' | 'in-code' | 'none';
  readonly firstLine: Span;
  readonly bodyImages: readonly ImageReference[];
  readonly links: readonly LinkReference[];
  /** Undefined where they can't be known: the text did not parse, or its headings are made when the site is built. */
  readonly anchors: readonly Anchor[] | undefined;
  /** Markdown files whose text becomes part of this page, as written: `import Intro from './_intro.mdx'`. */
  readonly includes: readonly string[];
  /** Comments that let findings stand, in document order. */
  readonly marks: readonly Mark[];
}

/** A value that the schema of its collection refuses. */
export interface SchemaIssue {
  readonly kind: 'missing' | 'unknown-key' | 'invalid';
  /** To the value; for `missing` and `unknown-key`, to the map that lacks or has the key. */
  readonly path: KeyPath;
  /** The key at fault, for `missing` and `unknown-key`. */
  readonly key?: string;
  /** In words a writer understands, without the key's name in front. */
  readonly message: string;
  /** Keys that the map may have, for `unknown-key`. */
  readonly known?: readonly string[];
}

/** A value that the schema marks as the id of an entry of a collection. */
export interface EntryReference {
  readonly collection: string;
  readonly id: string;
  readonly span: Span;
}

/** A file in the reduce phase. */
export interface Post {
  readonly path: string;
  /** Undefined for a file outside every collection. */
  readonly collection: Collection | undefined;
  readonly facts: FileFacts;
  /** References of the body and of front matter fields that the schema marks as images. */
  readonly images: readonly ImageReference[];
  readonly references: readonly EntryReference[];
  /** Of the front matter that is there; of an empty one where there is none. None for a post that is not judged. */
  readonly schemaIssues: readonly SchemaIssue[];
}

/** What corpus rules may ask of the world; each answer is computed once a run. */
export interface Corpus {
  /** Every post that is known, in order of path; also those that are not judged in this run. */
  readonly posts: readonly Post[];
  post(path: string): Post | undefined;
  resolve(post: Post, reference: ImageReference): ImageResolution;
  /** Reads the file's header, once a run. `path` is relative to the root. */
  inspect(path: string): ImageInspection;
  /** Why none of these files is there, where people may see one in their folder: a hint. */
  absence(paths: readonly string[]): string | undefined;
  resolveLink(post: Post, link: LinkReference): LinkResolution;
  /** The ids that a fragment may name on the page of a post; undefined where they can't be known. */
  anchorsOf(post: Post): ReadonlySet<string> | undefined;
  /** Addresses of the post's page with the site's base, its own first, then aliases; undefined where they can't be known. */
  addressesOf(post: Post): readonly string[] | undefined;
  /** By the collection's template, or as its framework makes it. */
  slugOf(post: Post): string;
  /** Every file below a folder, in order of path; hidden folders and node_modules are left out. */
  filesBelow(folder: string): readonly string[];
  /** Whether any text of the project, be it page, style or code, mentions an image file of this name, given without folders. */
  mentions(name: string): boolean;
  /** Whether two files hold the same bytes. */
  sameBytes(path: string, other: string): boolean;
  /** What the web says of a URL that a rule has named in `urls`; undefined where it was not asked. */
  answerOf(post: Post, url: string): WebAnswer | undefined;
  /** Computes something over all posts once a run, however many posts ask for it. */
  once<T>(make: (corpus: Corpus) => T): T;
}
