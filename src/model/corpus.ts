import type { Collection } from './config.ts';
import type { Dialect } from './document.ts';
import type { FrontMatter, KeyPath } from './frontmatter.ts';
import type { ImageInspection, ImageReference, ImageResolution } from './image.ts';
import type { Span } from './span.ts';

/** What the map phase keeps of a file for the reduce phase: plain data. */
export interface FileFacts {
  readonly dialect: Dialect;
  readonly frontmatter: FrontMatter | undefined;
  /** `broken` is there and could not be read; `in-code` is an export of an MDX page. Neither is judged by a schema. */
  readonly frontmatterState: 'read' | 'broken' | 'in-code' | 'none';
  readonly firstLine: Span;
  readonly bodyImages: readonly ImageReference[];
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

/** A file in the reduce phase. */
export interface Post {
  readonly path: string;
  /** Undefined for a file outside every collection. */
  readonly collection: Collection | undefined;
  readonly facts: FileFacts;
  /** References of the body and of front matter fields that the schema marks as images. */
  readonly images: readonly ImageReference[];
  /** Of the front matter that is there; of an empty one where there is none. */
  readonly schemaIssues: readonly SchemaIssue[];
}

/** What corpus rules may ask of the world; each answer is computed once a run. */
export interface Corpus {
  resolve(post: Post, reference: ImageReference): ImageResolution;
  /** Reads the file's header, once a run. `path` is relative to the root. */
  inspect(path: string): ImageInspection;
}
