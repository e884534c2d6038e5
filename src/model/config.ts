import type { EntryReference, SchemaIssue } from './corpus.ts';
import type { Dialect, OpaqueSyntax } from './document.ts';
import type { MapNode } from './frontmatter.ts';
import type { ImageReference } from './image.ts';
import type { AnchorStyle } from './link.ts';
import type { Level } from './rule.ts';
import type { Site } from './site.ts';

export type SchemaForm = Readonly<Record<string, unknown>>;

/** A schema behind one door, whether it came as Zod, Standard Schema or JSON Schema. */
export interface ContentSchema {
  /** Issues of a front matter, as the collection's YAML engine reads it; `root` undefined stands for an empty one. Rejects when the schema's own code throws. */
  check(root: MapNode | undefined): Promise<readonly SchemaIssue[]>;
  /** The strings that the schema marks as image files. */
  images(root: MapNode): readonly ImageReference[];
  /** The strings that the schema marks as ids of other collections' entries. */
  references(root: MapNode): readonly EntryReference[];
  /** The collections that the schema names, whatever the front matter. */
  readonly collections: readonly string[];
  /** The schema as JSON Schema, to be shown to writers, with `format: image` and `reference` as marks; undefined where it has no such form. */
  form(): Promise<SchemaForm | undefined>;
}

/** Whose reading of YAML decides what a scalar is. `js-yaml-3` is gray-matter's, `psych` Jekyll's, `go` Hugo's. */
export const YAML_ENGINES = ['js-yaml-3', 'js-yaml-4', 'yaml-1.2', 'psych', 'go'] as const;
export type YamlEngine = (typeof YAML_ENGINES)[number];

/** What a collection has beyond its files and its schema; a framework or general defaults fill in what a config leaves out. */
export interface CollectionSettings {
  readonly exclude: readonly string[];
  /** A template: {name}, {dir} and {path} of the file; see the configuration page. */
  readonly slug: string;
  /** A template of the page's address; undefined where it is not known, or `addressesOf` makes it. */
  readonly url: string | undefined;
  readonly images: readonly string[];
  readonly publicDirs: readonly string[];
  readonly alias: Readonly<Record<string, string>>;
  readonly external: readonly string[];
  readonly anchors: AnchorStyle | undefined;
  readonly dialect: Dialect | 'auto';
  readonly opaque: readonly OpaqueSyntax[];
  readonly unique: readonly string[];
  readonly yaml: YamlEngine;
}

/** What a framework makes of a file's path and front matter, where a template can't say it. */
export interface Addressing {
  /** Without date, number or group, as the framework strips them. */
  slugOf?(path: string, root: MapNode | undefined): string;
  /** Addresses of the page without the site's base, its own first, then aliases; none for a file that makes no page. */
  addressesOf?(path: string, root: MapNode | undefined): readonly string[] | undefined;
}

/** What a schema belongs to that no config of ours states. */
export interface SchemaOrigin {
  /** A file of the site, or the framework whose schema it is on every site. */
  readonly name: string;
  readonly isFile: boolean;
}

/** A collection with all that was left out filled in. */
export interface Collection extends CollectionSettings, Addressing {
  readonly name: string;
  readonly include: readonly string[];
  readonly schema: ContentSchema | undefined;
  /** Where the schema comes from, where the config states none. */
  readonly schemaOrigin?: SchemaOrigin | undefined;
  /** Whether a file is what that schema judges, and no part of others; all are, where this is left out. */
  isEntry?(path: string): boolean;
  /** Read only for what others refer to: its files are not judged. */
  readonly isReferred?: boolean;
  readonly site: Site;
  /** Where each setting came from: `config`, the name of a framework, or `default`. */
  readonly origins: Readonly<Record<keyof CollectionSettings, Origin>>;
}

export type Origin = 'config' | 'framework' | 'default';

/** What applies to a rule at a file. */
export interface RuleSetting {
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The resolved configuration, as the engine uses it. */
export interface Config {
  readonly collections: readonly Collection[];
  /** Those whose files are only referred to. */
  readonly referred: readonly Collection[];
  readonly sites: readonly Site[];
  /** The first collection that includes the path, referred ones last, or undefined. */
  collectionOf(path: string): Collection | undefined;
  ignored(path: string): boolean;
  /** Settings of every rule at a path; the same object for paths with the same overrides. */
  rulesAt(path: string): ReadonlyMap<string, RuleSetting>;
  /** What is stated for a rule of another linter; undefined where it is left to that one. */
  statedLevel(path: string, rule: string): Level | undefined;
}
