import type { SchemaIssue } from './corpus.ts';
import type { Dialect } from './document.ts';
import type { MapNode } from './frontmatter.ts';
import type { ImageReference } from './image.ts';
import type { Level } from './rule.ts';

/** A schema behind one door, whether it came as Zod, Standard Schema or JSON Schema. */
export interface ContentSchema {
  /** Issues of a front matter; `root` undefined stands for an empty one. Rejects when the schema's own code throws. */
  check(root: MapNode | undefined): Promise<readonly SchemaIssue[]>;
  /** The strings that the schema marks as image files. */
  images(root: MapNode): readonly ImageReference[];
}

/** A collection with all that was left out filled in. */
export interface Collection {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly schema: ContentSchema | undefined;
  /** Templates; see the configuration page for their placeholders. */
  readonly slug: string;
  readonly images: readonly string[];
  readonly publicDirs: readonly string[];
  readonly alias: Readonly<Record<string, string>>;
  readonly external: readonly string[];
  readonly dialect: Dialect | 'auto';
}

/** What applies to a rule at a file. */
export interface RuleSetting {
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The resolved configuration, as the engine uses it. */
export interface Config {
  readonly collections: readonly Collection[];
  /** The first collection that includes the path, or undefined. */
  collectionOf(path: string): Collection | undefined;
  ignored(path: string): boolean;
  /** Settings of every rule at a path; the same object for paths with the same overrides. */
  rulesAt(path: string): ReadonlyMap<string, RuleSetting>;
}
