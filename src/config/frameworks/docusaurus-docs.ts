import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import { matcher } from '../../model/glob.ts';
import { baseOf, dirOf, normalise } from '../../model/path.ts';
import type { SchemaInput } from '../content-schema.ts';
import type { SiteFiles } from './files.ts';
import type { PresetCollection } from './framework.ts';
import { isPartial, pathBelow } from './routes.ts';
import { folderAt, stringAt, stringsAt, valueAt } from './values.ts';

const FILES = '**/*.{md,mdx}';

/** A content plugin of a site, whether a preset brings it or the site names it. */
export interface Instance {
  readonly id: string;
  readonly options: unknown;
}

/** What all parts of a site go by. */
export interface Docusaurus {
  readonly files: SiteFiles;
  /** The languages but the default one. */
  readonly locales: readonly string[];
  /** What each plugin refuses, where that is known. */
  readonly schemas: { readonly docs: SchemaInput; readonly blog: SchemaInput; readonly pages: SchemaInput } | undefined;
}

/** What the plugins leave out by default. */
const NO_PAGES = ['**/_*', '**/_*/**', '**/*.test.*', '**/__tests__/**'];

/** A schema for what an instance builds from a folder: other Markdown there is part of pages, or of nothing. */
export function judged(
  schema: SchemaInput | undefined,
  { options }: Instance,
  folder: string,
): Pick<PresetCollection, 'schema' | 'isEntry'> {
  if (schema === undefined) return {};
  const stated = (key: string, normal: readonly string[]) => (valueAt(options, key) === undefined ? normal : stringsAt(options, key));
  const includes = matcher(stated('include', [FILES]));
  // Where code says what is left out, that may be anything.
  const isKnown = [valueAt(options, 'exclude') ?? []].flat().every((pattern) => typeof pattern === 'string');
  const excludes = matcher(isKnown ? stated('exclude', NO_PAGES) : ['**']);
  return {
    schema: { schema, origin: { name: 'Docusaurus', isFile: false } },
    isEntry(path) {
      const own = path.slice(folder === '' ? 0 : folder.length + 1);
      return includes(own) && !excludes(own);
    },
  };
}

/** What stands before the addresses of an instance: `/docs`; empty for the site's own root. */
export function routeBase({ options }: Instance, normal: string): string {
  const base = (stringAt(options, 'routeBasePath') ?? normal).replace(/^\/+|\/+$/g, '');
  return base === '' ? '' : `/${base}`;
}

/** The folder of translated files of a plugin. */
export function translations(locale: string, kind: string, id: string): string {
  return `i18n/${locale}/docusaurus-plugin-content-${kind}${id === 'default' ? '' : `-${id}`}`;
}

/** Without the number that puts pages in order, as in `01-intro`; dates and versions stay. */
export function withoutNumber(name: string): string {
  if (/^(?:\d{2}|\d{4})[-_.]\d{2}(?!\d)|^\d+[-_.]\d+/.test(name)) return name;
  return /^\d+\s*[-_.]+\s*([^-_.\s].*)$/.exec(name)?.[1] ?? name;
}

/** A folder of docs and what stands before its addresses. */
interface DocsFolder {
  /** Tells it from others: of the version and the language, where these are not the usual ones. */
  readonly mark: string;
  readonly folder: string;
  readonly prefix: string;
}

/** The docs of one instance: of the current version, of earlier ones, and translations of each. */
export async function docsCollections(site: Docusaurus, instance: Instance): Promise<PresetCollection[]> {
  const { files } = site;
  // A function decides what is a number, or it is turned off.
  const parser = valueAt(instance.options, 'numberPrefixParser');
  const strip = parser === undefined || parser === true ? withoutNumber : parser === false ? (name: string) => name : undefined;
  const folders = await foldersOf(site, instance);
  return folders.map(({ mark, folder, prefix }) => ({
    name: `${instance.id === 'default' ? 'docs' : instance.id}${mark}`,
    include: [`${files.at(folder)}/${FILES}`],
    ...judged(site.schemas?.docs, instance, files.at(folder)),
    ...(strip && {
      addressesOf(path, root) {
        const own = pathBelow(path, files.at(folder));
        const addresses = docAddress(own, prefix, root, strip);
        return site.locales.length === 0 ? addresses : [...addresses, ...fileAddresses(own, prefix, strip)];
      },
    }),
  }));
}

async function foldersOf({ files, locales }: Docusaurus, instance: Instance): Promise<DocsFolder[]> {
  const { id, options } = instance;
  const base = routeBase(instance, 'docs');
  const named = id === 'default' ? '' : `${id}_`;
  const versions = (valueAt(options, 'disableVersioning') === true ? [] : stringsAt(await files.json(`${named}versions.json`))).filter(
    (name) => name !== 'current',
  );
  const last = stringAt(options, 'lastVersion') ?? versions[0] ?? 'current';
  const prefixOf = (version: string) => {
    const stated = stringAt(options, 'versions', version, 'path');
    const path = (stated ?? (version === last ? '' : version === 'current' ? 'next' : version)).replace(/^\/|\/$/g, '');
    return path === '' ? base : `${base}/${path}`;
  };
  return ['current', ...versions].flatMap((version) => {
    const name = version === 'current' ? version : `version-${version}`;
    const folder = version === 'current' ? (folderAt(options, 'path') ?? 'docs') : `${named}versioned_docs/${name}`;
    const prefix = prefixOf(version);
    const mark = version === 'current' ? '' : `-${version}`;
    return [
      { mark, folder, prefix },
      ...locales.map((locale) => ({
        mark: `${mark}-${locale}`,
        folder: `${translations(locale, 'docs', id)}/${name}`,
        prefix: `/${locale}${prefix}`,
      })),
    ];
  });
}

/** Its `slug`, absolute within the docs or relative to its folder; else its `id` or name in the folder. */
function docAddress(path: string, prefix: string, root: MapNode | undefined, strip: (name: string) => string): string[] {
  if (isPartial(path)) return [];
  const keepsNumbers = root?.entries.some(
    ({ key, value }) => key === 'parse_number_prefixes' && value.kind === 'scalar' && value.value === false,
  );
  const plain = keepsNumbers === true ? (name: string) => name : strip;
  const folder = dirOf(path).split('/').map(plain).join('/');
  const [slug] = stringsOf(root, 'slug');
  if (slug !== undefined) return [prefix + rooted(slug.startsWith('/') ? slug : `${folder}/${slug}`)];
  const name = baseOf(path);
  const isFolderPage = /^(?:index|readme)$/i.test(name) || name.toLowerCase() === baseOf(dirOf(path)).toLowerCase();
  const [id] = stringsOf(root, 'id');
  return [prefix + rooted(isFolderPage ? folder : `${folder}/${id ?? plain(name)}`)];
}

/** A translation links to files as they lie beside its source, also to those that are not translated. */
function fileAddresses(path: string, prefix: string, strip: (name: string) => string): string[] {
  const stripped = path.split('/').map(strip).join('/');
  return [path, stripped].flatMap((file) => [`${prefix}/${file}.md`, `${prefix}/${file}.mdx`]);
}

function rooted(path: string): string {
  return `/${normalise(path) ?? ''}`;
}

/** Pages that no file makes: of tags, and of categories that list their own pages. */
export async function docsRoutes(site: Docusaurus, instance: Instance): Promise<{ routes: string[]; openRoutes: string[] }> {
  const { files } = site;
  const folders = await foldersOf(site, instance);
  const own = folders.filter(({ folder }) => files.has(folder));
  const slugs = (await Promise.all(own.map((at) => categorySlugs(files, at)))).flat();
  const sidebars = sidebarSlugs(files, instance).map((slug) => routeBase(instance, 'docs') + slug);
  const below = (page: string) => [...new Set(folders.map(({ prefix }) => `${prefix}/${page}/**`))];
  return { routes: [...slugs, ...sidebars, ...below('tags')], openRoutes: below('category') };
}

/** Slugs that `_category_` files give to generated pages. */
async function categorySlugs(files: SiteFiles, { folder, prefix }: DocsFolder): Promise<string[]> {
  const categories = files.below(folder).filter((path) => /(?:^|\/)_category_\.(?:json|ya?ml)$/.test(path));
  const read = await Promise.all(categories.map((path) => (path.endsWith('.json') ? files.json(path) : files.yaml(path))));
  return read.flatMap((category) => {
    const slug = stringAt(category, 'link', 'slug');
    return slug === undefined ? [] : [prefix + rooted(slug)];
  });
}

/** The same in a sidebar, which may be made by any code: what is written like a slug counts. */
function sidebarSlugs(files: SiteFiles, { options }: Instance): string[] {
  const stated = folderAt(options, 'sidebarPath');
  const texts = [stated, 'sidebars.js', 'sidebars.ts', 'sidebars.json'].map((path) => (path === undefined ? undefined : files.text(path)));
  const slugs = texts.flatMap((text = '') =>
    [...text.matchAll(/\bslug['"]?\s*:\s*['"]([^'"\n]+)['"]/g)].map(([, slug = '']) => rooted(slug)),
  );
  return [...new Set(slugs)];
}
