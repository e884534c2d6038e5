import type { Addressing, CollectionSettings, SchemaOrigin } from '../../model/config.ts';
import type { FrameworkName, Site } from '../../model/site.ts';
import type { SchemaInput } from '../content-schema.ts';
import type { SiteFiles } from './files.ts';

/** What is known of a framework: how to recognise it, and what it makes of a folder of files. */
export interface Framework {
  readonly name: FrameworkName;
  /** Names of config files that only this framework has; they lie at the root of its site. */
  readonly configFiles: readonly string[];
  /** Packages in package.json by which it is recognised where it needs no config file. */
  readonly packages: readonly string[];
  /** Where names do not tell it from others: the file by which it is recognised. `byName` is what the names above found. */
  recognise?(files: SiteFiles, byName: string | undefined): Promise<string | undefined>;
  preset(files: SiteFiles): Promise<Preset>;
}

/** What a framework makes of a site. Paths and globs are relative to the root of the project: see `SiteFiles.at`. */
export interface Preset {
  /** For collections that the framework knows nothing more of. */
  readonly defaults: Partial<CollectionSettings>;
  /** Where content lies by convention or by the site's config; a file belongs to the first that includes it. */
  readonly collections: readonly PresetCollection[];
  readonly site: Partial<Omit<Site, 'framework' | 'root' | 'evidence'>>;
}

export interface PresetCollection extends Partial<CollectionSettings>, Addressing {
  readonly name: string;
  readonly include: readonly string[];
  /** What the site's own tools ask of front matter, as far as it can be read without running them. */
  readonly schema?: SiteSchema | undefined;
  /** Whether that schema judges a file; all of the collection, where this is left out. */
  isEntry?(path: string): boolean;
}

export interface SiteSchema {
  readonly schema: SchemaInput;
  readonly origin: SchemaOrigin;
}

/** A JSON Schema that was read from a file of the site, if it was; `file` is relative to the root of the project. */
export function schemaReadFrom(file: string, schema: Readonly<Record<string, unknown>> | undefined): SiteSchema | undefined {
  return schema && { schema, origin: { name: file, isFile: true } };
}
