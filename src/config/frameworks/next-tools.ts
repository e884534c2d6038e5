import { basesOf } from '../../model/glob.ts';
import { normalise } from '../../model/path.ts';
import { onlyMarkdown } from './astro-collections.ts';
import { contentlayerSchema } from './contentlayer-schema.ts';
import type { SiteFiles } from './files.ts';
import { type PresetCollection, schemaReadFrom } from './framework.ts';
import { slugOf } from './next-content.ts';
import { fileRoute, isPartial, pathBelow } from './routes.ts';
import { type Call, folderAt, isCall, isWhole, stringAt, stringsAt, valueAt } from './values.ts';
import { schemaOfZod } from './zod-literal.ts';

/** A tool that makes pages of a folder by itself. */
export interface ContentTool {
  readonly collection: PresetCollection;
  readonly locales: readonly string[];
}

const firstOf = (files: SiteFiles, stem: string) =>
  ['ts', 'tsx', 'mts', 'js', 'mjs'].map((extension) => `${stem}.${extension}`).find(files.has);

/** Pages of `content`, in Nextra 4; those of `pages` are Next's own. */
export async function nextra(files: SiteFiles, dependencies: ReadonlySet<string>, config: unknown): Promise<ContentTool[]> {
  const folder = ['content', 'src/content'].find(files.has);
  if (!dependencies.has('nextra') || folder === undefined) return [];
  const base = files.at(folder);
  const prefix = stringAt(config, 'contentDirBasePath') ?? '';
  return [
    {
      collection: {
        name: 'content',
        include: [`${base}/**/*.{md,mdx}`],
        addressesOf: (path) => (isPartial(pathBelow(path, base)) ? [] : [prefix + fileRoute(pathBelow(path, base)).address]),
      },
      locales: [],
    },
  ];
}

/** The folders that `source.config.ts` names, at the addresses that the loaders of `lib/source.ts` give them. */
export async function fumadocs(files: SiteFiles, dependencies: ReadonlySet<string>): Promise<ContentTool[]> {
  const config = firstOf(files, 'source.config');
  if (config === undefined && !dependencies.has('fumadocs-core')) return [];
  const constants = config === undefined ? {} : await files.constants(config);
  const stated = Object.values(constants).filter((value) => isCall(value, 'defineDocs') || isCall(value, 'defineCollections')) as Call[];
  const folders = stated.flatMap((call) =>
    stringAt(call.arguments[0], 'type') === 'meta'
      ? []
      : (folderAt(call.arguments[0], 'dir') ??
        stringsAt(call.arguments[0], 'dir').at(0) ??
        (isCall(call, 'defineDocs') ? 'content/docs' : [])),
  );
  const loaders = await loadersOf(files);
  const locales = await localesOf(files);
  return (folders.length > 0 ? folders : ['content/docs']).filter(files.has).map((folder) => ({
    collection: fumadocsFolder(files, folder, loaders, folders.length, locales),
    locales,
  }));
}

function fumadocsFolder(
  files: SiteFiles,
  folder: string,
  loaders: readonly Call[],
  folders: number,
  locales: readonly string[],
): PresetCollection {
  const base = files.at(folder);
  const name = folder.replace(/^.*\//, '');
  const addresses = loaders
    .map((loader) => loader.arguments[0])
    .filter((options) => valueAt(options, 'url') === undefined && valueAt(options, 'slugs') === undefined);
  const baseUrls = addresses.flatMap((options) => stringAt(options, 'baseUrl') ?? []);
  const own = baseUrls.find((url) => url.endsWith(`/${name}`)) ?? (folders <= 1 && baseUrls.length === 1 ? baseUrls[0] : undefined);
  return {
    name,
    include: [`${base}/**/*.{md,mdx}`],
    yaml: 'js-yaml-4',
    slugOf,
    ...(own !== undefined && { addressesOf: (path) => [fumadocsAddress(pathBelow(path, base), own, locales)] }),
  };
}

/** `(group)` is left out, and the locale of `page.cn.mdx` goes before the address. */
function fumadocsAddress(path: string, baseUrl: string, locales: readonly string[]): string {
  const dotted = /\.([\w-]+)$/.exec(path)?.[1];
  const locale = dotted !== undefined && locales.includes(dotted) ? dotted : undefined;
  const page = fileRoute(locale === undefined ? path : path.slice(0, -locale.length - 1)).address;
  return `${locale === undefined ? '' : `/${locale}`}${baseUrl}${page}`;
}

async function loadersOf(files: SiteFiles): Promise<Call[]> {
  const stems = ['lib/source', 'src/lib/source', 'app/source', 'src/app/source', 'lib/source/index', 'source', 'utils/source'];
  const modules = await Promise.all(stems.map((stem) => files.constants(firstOf(files, stem) ?? '')));
  return modules.flatMap((constants) => Object.values(constants).filter((value): value is Call => isCall(value, 'loader')));
}

async function localesOf(files: SiteFiles): Promise<string[]> {
  const stems = ['lib/i18n', 'src/lib/i18n', 'lib/source', 'src/lib/source'];
  const modules = await Promise.all(stems.map((stem) => files.constants(firstOf(files, stem) ?? '')));
  return modules.flatMap((constants) =>
    Object.values(constants).flatMap((value) => stringsAt(isCall(value) ? value.arguments[0] : value, 'languages')),
  );
}

/** The collections of Contentlayer, Velite and Content Collections. */
export async function readByTool(files: SiteFiles, dependencies: ReadonlySet<string>): Promise<PresetCollection[]> {
  const contentlayer = firstOf(files, 'contentlayer.config');
  if (contentlayer !== undefined) return contentlayerTypes(files, await files.exported(contentlayer), files.at(contentlayer));
  const velite = firstOf(files, 'velite.config');
  if (velite !== undefined) return veliteCollections(files, await files.exported(velite), files.at(velite));
  const collections = dependencies.has('@content-collections/core') ? firstOf(files, 'content-collections') : undefined;
  return collections === undefined ? [] : contentCollections(files, await files.constants(collections));
}

function contentlayerTypes(files: SiteFiles, config: unknown, from: string): PresetCollection[] {
  const root = folderAt(config, 'contentDirPath') ?? '';
  const types = valueAt(config, 'documentTypes');
  const listed: unknown[] = Array.isArray(types) ? types : typeof types === 'object' && types !== null ? Object.values(types) : [];
  const typed = listed.flatMap((type) => {
    const definition = isCall(type) ? type.arguments[0] : type;
    const name = stringAt(definition, 'name') ?? 'content';
    const schema = schemaReadFrom(from, contentlayerSchema(definition));
    return patterned(files, name.toLowerCase(), root, stringsAt(definition, 'filePathPattern')).map((one) => ({ ...one, schema }));
  });
  return typed.map((one) => (typed.some((other) => other !== one && areNested(other, one)) ? { ...one, schema: undefined } : one));
}

/** Which of two types a document has is not known where one's folder holds the other's. */
function areNested(a: PresetCollection, b: PresetCollection): boolean {
  const isWithin = (folder: string, other: string) => other === '' || `${folder}/`.startsWith(`${other}/`);
  return basesOf(a.include).some((one) => basesOf(b.include).some((two) => isWithin(one, two) || isWithin(two, one)));
}

function veliteCollections(files: SiteFiles, config: unknown, from: string): PresetCollection[] {
  const root = folderAt(config, 'root') ?? 'content';
  return Object.entries(valueAt(config, 'collections') ?? {}).flatMap(([name, collection]) => {
    const definition = isCall(collection) ? collection.arguments[0] : collection;
    const schema = schemaReadFrom(from, isWhole(definition) ? schemaOfZod(definition['schema'], {}) : undefined);
    return patterned(files, name, root, stringsAt(definition, 'pattern'), 'yaml-1.2').map((one) => ({ ...one, schema }));
  });
}

function contentCollections(files: SiteFiles, constants: Record<string, unknown>): PresetCollection[] {
  return Object.values(constants).flatMap((value) => {
    if (!isCall(value, 'defineCollection')) return [];
    const [definition] = value.arguments;
    const folder = folderAt(definition, 'directory');
    const name = stringAt(definition, 'name');
    return folder === undefined || name === undefined ? [] : patterned(files, name, folder, stringsAt(definition, 'include'), 'yaml-1.2');
  });
}

/** Patterns below a folder, as far as they can match Markdown. Without any, all Markdown files. */
function patterned(
  files: SiteFiles,
  name: string,
  root: string,
  patterns: readonly string[],
  yaml?: PresetCollection['yaml'],
): PresetCollection[] {
  const at = (pattern: string) => normalise(files.at(`${root}/${pattern}`)) ?? pattern;
  const wanted = (patterns.length === 0 ? ['**/*.{md,mdx}'] : patterns).filter((pattern) => /\bmdx?\b|\*$/.test(pattern));
  const include = wanted.filter((pattern) => !pattern.startsWith('!')).map((pattern) => onlyMarkdown(at(pattern)));
  const exclude = wanted.filter((pattern) => pattern.startsWith('!')).map((pattern) => at(pattern.slice(1)));
  const [first = ''] = include;
  const folder = /^([^*?{[(]*)\//.exec(first)?.[1]?.replace(/^.*\//, '');
  // What images of the site go by is rather the folder than the name of the type.
  return include.length === 0
    ? []
    : [{ name: folder !== undefined && folder !== root ? folder : name, include, exclude, slugOf, ...(yaml && { yaml }) }];
}
