import type { Collection, CollectionSettings, Origin } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import { basesOf } from '../model/glob.ts';
import type { Host } from '../model/host.ts';
import { contentSchema } from './content-schema.ts';
import type { PresetCollection } from './frameworks/framework.ts';
import { hasMarkdown } from './frameworks/routes.ts';
import { unknown } from './issue.ts';
import { type KnownSite, sitesOf } from './sites.ts';
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

/** What a collection has where neither the config nor a framework says otherwise. */
function generalDefaults(host: Host): CollectionSettings {
  const found = PUBLIC_FOLDERS.filter((folder) => host.list(folder) !== undefined);
  const more = MORE_PUBLIC_FOLDERS.filter((folder) => host.list(folder) !== undefined);
  return {
    exclude: [],
    slug: '{name}',
    url: undefined,
    publicDirs: [...found, ...(found.length > 0 ? [] : ['.']), ...more],
    images: ['{dir}/{ref}', '{dir}/{name}/{ref}', ...found.map((folder) => `${folder}/images/{collection}/{slug}/{ref}`)],
    alias: {},
    external: [],
    anchors: 'github',
    dialect: 'auto',
    opaque: ['liquid', 'nunjucks', 'hugo', 'directives', 'math', 'snippets', 'admonitions'],
    unique: [],
    yaml: 'js-yaml-3',
  };
}

/** A collection before its settings are complete. */
interface Draft {
  readonly name: string;
  readonly include: readonly string[];
  readonly known: KnownSite;
  readonly preset: Partial<PresetCollection>;
  readonly stated: Partial<UserCollection>;
}

/** The collections of a project, then those that they only refer to; and what they are, where the config does not say. */
export async function collectionsOf(loaded: LoadedConfig, host: Host): Promise<{ collections: Collection[]; assumed?: string }> {
  const { framework = 'auto', routes = [], collections } = loaded.config;
  const isKnown = routes.length > 0 || Object.values(collections ?? {}).some(({ url }) => url !== undefined);
  const sites = await sitesOf(host, framework, { routes, isKnown });
  const found =
    collections === undefined ? await assumedCollections(sites, host) : { collections: await statedCollections(loaded, sites, host) };
  return { ...found, collections: [...found.collections, ...referredCollections(found.collections, sites, host)] };
}

/** The collections of the config, completed from the sites they belong to. */
async function statedCollections({ file, config }: LoadedConfig, sites: readonly KnownSite[], host: Host): Promise<Collection[]> {
  const defaults = generalDefaults(host);
  const collections = await Promise.all(
    Object.entries(config.collections ?? {}).map(async ([name, { schema, ...stated }]) => {
      const known = siteOf(stated.include, sites);
      const preset = likeliest(stated.include, known.preset.collections) ?? {};
      const complete = completed({ name, include: stated.include, known, preset, stated }, defaults);
      return schema === undefined
        ? withSiteSchema(complete, preset)
        : { ...complete, schema: await contentSchema(schema, `${file}: collections.${name}`) };
    }),
  );
  refuseUnknown(collections, file);
  return collections;
}

/** A schema may refer to entries of the collections that there are, and no others. */
function refuseUnknown(collections: readonly Collection[], file: string | undefined): void {
  const names = collections.map(({ name }) => name);
  for (const { name, schema, schemaOrigin } of collections) {
    // The site's own tools know what theirs are.
    if (schemaOrigin !== undefined) continue;
    const missing = schema?.collections.find((other) => !names.includes(other));
    if (missing !== undefined) throw new UserError(`${file}: collections.${name}.schema: ${unknown('collection', missing, names)}`);
  }
}

/** The collections of a project that has no config, or names none. */
async function assumedCollections(sites: readonly KnownSite[], host: Host): Promise<{ collections: Collection[]; assumed: string }> {
  const defaults = generalDefaults(host);
  // A site within another comes first: its files are its own.
  const innermost = [...sites].sort((a, b) => b.site.root.length - a.site.root.length);
  const named = uniqueNames();
  const drafts = innermost.flatMap((known): Draft[] =>
    known.preset.collections
      .filter(({ include }) => basesOf(include).some((folder) => host.list(folder) !== undefined))
      .map((preset) => ({ name: named(preset.name), include: preset.include, known, preset, stated: {} })),
  );
  const [known] = sites;
  if (drafts.length > 0 || known === undefined)
    return {
      collections: await Promise.all(drafts.map((draft) => withSiteSchema(completed(draft, defaults), draft.preset))),
      assumed: `what ${sites.map(({ site }) => `${site.framework} (${site.evidence})`).join(', ')} builds from`,
    };
  const { at } = known.files;
  // An empty one must not hide what lies beside it.
  const folders = KNOWN_FOLDERS.filter((folder) => hasMarkdown(known.files, folder)).map(at);
  const guess = (name: string, include: string) => completed({ name, include: [include], known, preset: {}, stated: {} }, defaults);
  if (folders.length === 0) {
    return { collections: [guess('content', `**/*.${EXTENSIONS}`)], assumed: 'all Markdown and MDX files below this folder' };
  }
  const collections = folders.map((folder) => guess(named(folder.replace(/^.*\//, '').replace(/^_/, '')), `${folder}/**/*.${EXTENSIONS}`));
  return { collections, assumed: folders.map((folder) => `${folder}/`).join(', ') };
}

/** What the schemas of a site's own config refer to, wherever it lies. */
function referredCollections(collections: readonly Collection[], sites: readonly KnownSite[], host: Host): Collection[] {
  const defaults = generalDefaults(host);
  return sites.flatMap((known) => {
    const own = collections.filter(({ site, schemaOrigin }) => site === known.site && schemaOrigin !== undefined);
    const names = new Set(own.flatMap(({ schema }) => schema?.collections ?? []));
    return known.site.entries
      .filter(({ name }) => names.has(name))
      .map(({ name, include, exclude }) => ({
        ...completed({ name, include, known, preset: {}, stated: { exclude: [...exclude] } }, defaults),
        isReferred: true,
      }));
  });
}

/** `posts`, `posts-2`: two sites of a project may call theirs alike. */
function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
    taken.add(free);
    return free;
  };
}

/** With what the site's own tools ask of front matter. What was read wrongly is as good as none. */
async function withSiteSchema(collection: Collection, { schema: known, isEntry }: Partial<PresetCollection>): Promise<Collection> {
  if (known === undefined) return collection;
  const { schema, origin } = known;
  try {
    return { ...collection, schema: await contentSchema(schema, origin.name), schemaOrigin: origin, ...(isEntry && { isEntry }) };
  } catch (error) {
    if (error instanceof UserError) return collection;
    throw error;
  }
}

/** General defaults, then the framework's, then what it knows of this very folder, then what the config states. */
function completed({ name, include, known, preset, stated }: Draft, defaults: CollectionSettings): Collection {
  const framework: Partial<Omit<PresetCollection, 'schema'>> = { ...known.preset.defaults, ...preset };
  const keys = Object.keys(defaults) as (keyof CollectionSettings)[];
  const origin = (key: keyof CollectionSettings): Origin =>
    stated[key] !== undefined ? 'config' : Object.hasOwn(framework, key) ? 'framework' : 'default';
  const layers = { config: stated as Partial<CollectionSettings>, framework, default: defaults };
  const settings = Object.fromEntries(keys.map((key) => [key, layers[origin(key)][key]])) as unknown as CollectionSettings;
  const { slugOf, addressesOf } = framework;
  return {
    ...settings,
    ...(slugOf && stated.slug === undefined && { slugOf }),
    ...(addressesOf && stated.url === undefined && stated.slug === undefined && { addressesOf }),
    name,
    include,
    schema: undefined,
    site: known.site,
    origins: Object.fromEntries(keys.map((key) => [key, origin(key)])) as Record<keyof CollectionSettings, Origin>,
  };
}

/** The site that builds from the files, else the one whose root holds them; the innermost, where several do. */
function siteOf(include: readonly string[], sites: readonly KnownSite[]): KnownSite {
  const bases = basesOf(include);
  const innermost = [...sites].sort((a, b) => b.site.root.length - a.site.root.length);
  const building = innermost.find(({ preset }) => likeliest(include, preset.collections) !== undefined);
  const holding = innermost.find(({ site }) => bases.some((base) => isBelow(base, site.root)));
  const isWithin = building !== undefined && holding !== undefined && holding.site.root.length > building.site.root.length;
  return ((isWithin ? holding : building) ?? holding ?? sites[0]) as KnownSite;
}

/** What the framework knows of these very files, else of the folder: of the nearest one around it. */
function likeliest(include: readonly string[], presets: readonly PresetCollection[]): PresetCollection | undefined {
  const same = presets.find((preset) => preset.include.join('\n') === include.join('\n'));
  if (same !== undefined) return same;
  const bases = basesOf(include);
  const depth = (preset: PresetCollection) =>
    Math.max(...basesOf(preset.include).map((folder) => (bases.some((base) => isBelow(base, folder)) ? folder.length : -1)));
  return presets.filter((preset) => depth(preset) >= 0).sort((a, b) => depth(b) - depth(a))[0];
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
