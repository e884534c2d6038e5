import type { Collection } from '../model/config.ts';
import type { Host } from '../model/host.ts';
import { contentSchema } from './content-schema.ts';
import type { LoadedConfig, UserCollection } from './user-config.ts';

/** Folders that hold content in most layouts; the first of two that overlap comes first. */
const KNOWN_FOLDERS = ['posts', '_posts', 'src/content', 'content', 'blog', 'docs', 'data'];
const EXTENSIONS = '{md,mdx,markdown}';

/** Folders that are served as they are; those of the root come first. */
const PUBLIC_FOLDERS = ['public', 'static'];
const MORE_PUBLIC_FOLDERS = [
  'source',
  'src/public',
  'src/static',
  'docs/public',
  'docs/static',
  'docs/.vuepress/public',
  'website/static',
  'assets',
  'src',
  'docs',
];
/** Jekyll serves the whole root, and a relative reference counts from the page's address, which is often there. */
const JEKYLL = '_config.yml';

/** What a collection has where neither the config nor a framework says otherwise. */
function defaultsFor(host: Host): Omit<Collection, 'name' | 'include' | 'schema'> {
  const found = PUBLIC_FOLDERS.filter((folder) => host.list(folder) !== undefined);
  const more = MORE_PUBLIC_FOLDERS.filter((folder) => host.list(folder) !== undefined);
  return {
    exclude: [],
    slug: '{name}',
    publicDirs: [...found, ...(found.length > 0 ? [] : ['.']), ...more],
    images: [
      '{dir}/{ref}',
      '{dir}/{name}/{ref}',
      ...(host.list('')?.has(JEKYLL) ? ['{ref}'] : []),
      ...found.map((folder) => `${folder}/images/{collection}/{slug}/{ref}`),
    ],
    alias: {},
    external: [],
    dialect: 'auto',
  };
}

export async function collectionsOf({ file, config }: LoadedConfig, host: Host): Promise<Collection[]> {
  const defaults = defaultsFor(host);
  return Promise.all(
    Object.entries(config.collections ?? {}).map(([name, collection]) =>
      collectionOf(name, collection, defaults, `${file}: collections.${name}`),
    ),
  );
}

async function collectionOf(
  name: string,
  user: UserCollection,
  defaults: ReturnType<typeof defaultsFor>,
  where: string,
): Promise<Collection> {
  const { include, schema, exclude, slug, publicDirs, images, alias, external, dialect } = user;
  const stated = { exclude, slug, publicDirs, images, alias, external, dialect };
  const given = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  return { ...defaults, ...given, name, include, schema: schema && (await contentSchema(schema, where)) };
}

/** The collections of a project that has no config, or names none; and a sentence that says what was assumed. */
export function assumedCollections(host: Host): { collections: Collection[]; notice: string } {
  const defaults = defaultsFor(host);
  const folders = KNOWN_FOLDERS.filter((folder) => host.list(folder) !== undefined);
  const collection = (name: string, include: string): Collection => ({ ...defaults, name, include: [include], schema: undefined });
  if (folders.length === 0) {
    return { collections: [collection('content', `**/*.${EXTENSIONS}`)], notice: 'all Markdown and MDX files below this folder' };
  }
  const collections = folders.map((folder) => collection(folder.replace(/^_/, '').replace('src/', ''), `${folder}/**/*.${EXTENSIONS}`));
  return { collections, notice: folders.map((folder) => `${folder}/`).join(', ') };
}
