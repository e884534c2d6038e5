import type { YamlEngine } from '../model/config.ts';
import type { OpaqueSyntax } from '../model/document.ts';
import type { AnchorStyle } from '../model/link.ts';
import type { Level } from '../model/rule.ts';
import type { SchemaInput } from './content-schema.ts';
import type { PluginInput } from './plugins.ts';
import type { FRAMEWORK_CHOICES, REMARK_PARSERS } from './shape.ts';

/** What a config file holds; `shape.ts` describes each key. */
export interface UserConfig {
  readonly $schema?: string;
  readonly framework?: (typeof FRAMEWORK_CHOICES)[number];
  readonly collections?: Readonly<Record<string, UserCollection>>;
  readonly rules?: UserRules;
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: UserRules }[];
  /** Rules of your own: packages or files that export a plugin; in code also plugins themselves. */
  readonly plugins?: readonly PluginInput[];
  /** False: a remark config of the project is not run. */
  readonly remark?: boolean | { readonly parser?: (typeof REMARK_PARSERS)[number] };
  readonly routes?: readonly string[];
  readonly ignores?: readonly string[];
}

export interface UserCollection {
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly schema?: SchemaInput;
  readonly slug?: string;
  readonly url?: string;
  readonly publicDirs?: readonly string[];
  readonly images?: readonly string[];
  readonly alias?: Readonly<Record<string, string>>;
  readonly external?: readonly string[];
  readonly anchors?: AnchorStyle;
  readonly dialect?: 'auto' | 'markdown' | 'mdx';
  readonly opaque?: readonly OpaqueSyntax[];
  readonly unique?: readonly string[];
  readonly yaml?: YamlEngine;
}

export type UserRules = Readonly<
  Record<string, Level | readonly [level: Level] | readonly [level: Level, options: Readonly<Record<string, unknown>>]>
>;

/** A user's configuration and where it came from. */
export interface LoadedConfig {
  /** The file as it is named in messages; undefined without one. */
  readonly file: string | undefined;
  readonly config: UserConfig;
}
