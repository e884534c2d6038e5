import { slug as githubSlug } from 'github-slugger';
import type { FileFacts } from '../../model/corpus.ts';
import { entryOf, type MapNode, stringsOf } from '../../model/frontmatter.ts';
import type { EntrySource } from '../../model/site.ts';
import type { SiteFiles } from './files.ts';
import { pathBelow } from './routes.ts';
import { folderAt, isCall, isWhole, keysAt, stringsAt, valueAt } from './values.ts';

const TEXTS = ['md', 'mdx', 'markdown', 'mdoc'];
const DATA = ['json', 'yaml', 'yml', 'toml'];
const ANY = `*.{${[...TEXTS, ...DATA].join()}}`;
/** The end of a pattern that takes only files of which the ids can be read. */
const READABLE = new RegExp(`\\.(?:(?:${[...TEXTS, ...DATA].join('|')})|\\{(?:(?:${[...TEXTS, ...DATA].join('|')}),?)+\\})$`);

/** The entries of each collection of `content.config.ts` whose ids Astro itself makes, of files. */
export function entrySources(files: SiteFiles, source: string, collections: unknown): EntrySource[] {
  return keysAt(collections).flatMap((name) => {
    const collection = valueAt(collections, name);
    const definition = isCall(collection, 'defineCollection') ? collection.arguments[0] : undefined;
    return isWhole(definition) ? (sourceOf(files, source, name, definition) ?? []) : [];
  });
}

function sourceOf(files: SiteFiles, source: string, name: string, definition: object): EntrySource | undefined {
  const loader = valueAt(definition, 'loader');
  if (isCall(loader, 'file')) return ofFile(files, name, loader.arguments);
  if (isCall(loader, 'glob')) return ofGlob(files, name, loader.arguments[0]);
  if (isCall(loader, 'docsLoader') && loader.arguments.length === 0)
    return ofFolder(name, files.at(`${source}/content/docs`), [`**/${ANY}`], ['**/_*'], astroIds);
  const folder = `${source}/content/${name}`;
  return loader === undefined && files.has(folder)
    ? ofFolder(name, files.at(folder), [`**/${ANY}`], ['**/_*', '**/_*/**'], legacyIds)
    : undefined;
}

type IdsOf = (path: string, root: MapNode | undefined) => string[];

function ofGlob(files: SiteFiles, name: string, options: unknown): EntrySource | undefined {
  if (!isWhole(options) || valueAt(options, 'generateId') !== undefined) return undefined;
  const base = valueAt(options, 'base') === undefined ? '' : folderAt(options, 'base');
  const patterns = stringsAt(options, 'pattern').map((pattern) => pattern.replace(/^(!?)\.\//, '$1'));
  const isAll = patterns.length === [valueAt(options, 'pattern')].flat().length;
  const include = patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => pattern.replace(/(^|\/)(?:\*\*|\*(?:\.\*)?)$/, (end, slash) => `${slash}${end.endsWith('**') ? '**/' : ''}${ANY}`));
  if (base === undefined || !isAll || include.length === 0 || !include.every((pattern) => READABLE.test(pattern))) return undefined;
  const exclude = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  return ofFolder(name, files.at(base), include, exclude, astroIds);
}

function ofFolder(name: string, base: string, include: readonly string[], exclude: readonly string[], idsOf: IdsOf): EntrySource {
  const below = (pattern: string) => (base === '' ? pattern : `${base}/${pattern}`);
  return {
    name,
    include: include.map(below),
    exclude: exclude.map(below),
    idsOf: (path, { frontmatter, frontmatterState }) =>
      frontmatterState === 'broken' ? undefined : idsOf(pathBelow(path, base), frontmatter?.root),
  };
}

/** The `slug` of the entry, else its path with each part made a slug. */
function astroIds(path: string, root: MapNode | undefined): string[] {
  const slug = root && entryOf(root, 'slug')?.value;
  if (slug?.kind === 'scalar' && slug.value) return [String(slug.value)];
  const parts = path.split('/').map((part) => githubSlug(part));
  return [parts.join('/').replace(/\/index$/, '')];
}

/** Without a loader, older versions call data and texts by other names. */
function legacyIds(path: string, root: MapNode | undefined): string[] {
  return [...astroIds(path, root), path];
}

/** A file that holds all entries: by key, or a list in which each has its `id`. */
function ofFile(files: SiteFiles, name: string, args: readonly unknown[]): EntrySource | undefined {
  const [file] = args;
  if (args.length !== 1 || typeof file !== 'string' || !DATA.includes(file.replace(/^.*\./, ''))) return undefined;
  return { name, include: [files.at(file.replace(/^(?:\.?\/)+/, ''))], exclude: [], idsOf: (_, facts) => idsIn(facts) };
}

function idsIn({ frontmatter, frontmatterState }: FileFacts): string[] | undefined {
  if (frontmatter?.items !== undefined)
    return frontmatter.items.flatMap((item) => {
      const root = item.kind === 'map' ? item : undefined;
      return [...stringsOf(root, 'id'), ...stringsOf(root, 'slug')].slice(0, 1);
    });
  return frontmatterState === 'broken' ? undefined : frontmatter?.root?.entries.map(({ key }) => key);
}
