import { slug as githubSlug } from 'github-slugger';
import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import { astroSchema } from './astro-schema.ts';
import type { SiteFiles } from './files.ts';
import type { PresetCollection, SiteSchema } from './framework.ts';
import { contentFolders, isPartial, pathBelow } from './routes.ts';
import { folderAt, isCall, keysAt, stringAt, stringsAt, valueAt } from './values.ts';

const CONFIG_FILES = [
  'content.config.ts',
  'content.config.mts',
  'content.config.mjs',
  'content.config.js',
  'content/config.ts',
  'content/config.mjs',
  'content/config.js',
];
export const ASTRO_FILES = '*.{md,mdx,markdown}';
/** A pattern that can match Markdown. */
const FOR_MARKDOWN = /\b(?:mdx?|markdown)\b|\*$/;

/** The constants of the config of Astro's collections, and where it lies. */
export async function contentConfig(files: SiteFiles, source: string): Promise<ContentConfig> {
  const config = CONFIG_FILES.map((name) => `${source}/${name}`).find(files.has);
  return { config, constants: config === undefined ? {} : await files.constants(config) };
}

interface ContentConfig {
  readonly config: string | undefined;
  readonly constants: Readonly<Record<string, unknown>>;
}

/** The collections of `src/content.config.ts`; without it, the folders of `src/content`. */
export function astroCollections(files: SiteFiles, source: string, { config, constants }: ContentConfig): PresetCollection[] {
  const stated = keysAt(constants, 'collections').flatMap(
    (name) => loaded(files, source, name, valueAt(constants, 'collections', name), config ?? '') ?? [],
  );
  const names = new Set(stated.map(({ name }) => name));
  const folders = contentFolders(files, `${source}/content`).filter((name) => !names.has(name));
  const all = [...stated, ...folders.map((name) => ofFolder(files, `${source}/content/${name}`, name))];
  return all.map(({ base, ...collection }) => ({ ...collection, ...addressing(files, source, collection.name, base) }));
}

interface Loaded extends PresetCollection {
  /** The folder that ids count from; undefined where code makes the ids. */
  readonly base: string | undefined;
}

/** By a `glob` loader, or by the name of the collection. Undefined for what holds no Markdown. */
function loaded(files: SiteFiles, source: string, name: string, collection: unknown, config: string): Loaded | undefined {
  const definition = isCall(collection) ? collection.arguments[0] : collection;
  const schema = astroSchema(definition, files.at(config));
  const loader = valueAt(definition, 'loader');
  if (stringAt(definition, 'type') === 'data') return undefined;
  if (!isCall(loader, 'glob')) {
    const folder = isCall(loader, 'docsLoader') ? `${source}/content/docs` : `${source}/content/${name}`;
    return (loader === undefined || isCall(loader, 'docsLoader')) && files.has(folder)
      ? { ...ofFolder(files, folder, name), ...entriesOnly(files, folder, schema) }
      : undefined;
  }
  const options = loader.arguments[0];
  const base = files.at(folderAt(options, 'base') ?? (valueAt(options, 'base') === undefined ? '' : `${source}/content/${name}`));
  const patterns = stringsAt(options, 'pattern');
  const include = patterns
    .filter((pattern) => !pattern.startsWith('!') && FOR_MARKDOWN.test(pattern))
    .map((pattern) => onlyMarkdown(below(base, pattern)));
  if (include.length === 0) return undefined;
  const exclude = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => below(base, pattern.slice(1)));
  return { name, include, exclude, schema, base: valueAt(options, 'generateId') === undefined ? base : undefined };
}

function ofFolder(files: SiteFiles, folder: string, name: string): Loaded {
  return { name, include: [files.at(`${folder}/**/${ASTRO_FILES}`)], base: files.at(folder) };
}

/** A schema judges entries, and what begins with an underscore is none. */
export function entriesOnly(
  files: SiteFiles,
  folder: string,
  schema: SiteSchema | undefined,
): Pick<PresetCollection, 'schema' | 'exclude'> {
  return schema === undefined ? {} : { schema, exclude: [files.at(`${folder}/**/_*`), files.at(`${folder}/**/_*/**`)] };
}

function below(base: string, pattern: string): string {
  return [base, pattern.replace(/^\.\//, '')].filter((part) => part !== '').join('/');
}

/** A pattern for all files would take images for posts. */
export function onlyMarkdown(pattern: string): string {
  return pattern.replace(/(?:\*\*\/)?\*+(?:\.\*)?$/, (end) => (end.startsWith('**') ? `**/${ASTRO_FILES}` : ASTRO_FILES));
}

/** Where just one page of the site is drawn from a collection, as `src/pages/blog/[...slug].astro`, its entries lie there. */
function addressing(files: SiteFiles, source: string, name: string, base: string | undefined): Pick<PresetCollection, 'addressesOf'> {
  const drawing = files
    .below(`${source}/pages`)
    .filter((path) => /^\[[^/]*\]\.astro$/.test(path.slice(path.lastIndexOf('/') + 1)) && collectionsIn(files.text(path)).includes(name));
  const [page] = drawing;
  if (base === undefined || page === undefined || drawing.length > 1 || collectionsIn(files.text(page)).length > 1) return {};
  const folder = page.slice(`${source}/pages`.length, page.lastIndexOf('/'));
  if (folder.includes('[')) return {};
  return {
    addressesOf: (path, root) => (isPartial(pathBelow(path, base)) ? [] : [`${folder}/${entryId(pathBelow(path, base), root)}`]),
  };
}

function collectionsIn(text = ''): string[] {
  return [...new Set([...text.matchAll(/getCollection\(\s*['"]([\w-]+)['"]/g)].map(([, name = '']) => name))];
}

/** The id of an entry, as the glob loader makes it: a stated `slug`, else the path with each part made a slug. */
export function entryId(path: string, root: MapNode | undefined): string {
  const [stated] = stringsOf(root, 'slug');
  if (stated !== undefined) return stated.replace(/^\/|\/$/g, '');
  const parts = path.split('/').map((part) => githubSlug(part));
  if (parts.at(-1) === 'index') parts.pop();
  return parts.join('/');
}
