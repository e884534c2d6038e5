import type { MapNode } from '../../model/frontmatter.ts';
import { extensionOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { highlightingRules } from './highlighting.ts';
import { type HugoLanguage, type HugoSite, hugoAddresses, sanitised } from './hugo-addresses.ts';
import { HUGO_CONFIG_FILES, hugoConfig, THEMED_CONFIG_FILES } from './hugo-config.ts';
import { basePath, foldersOf, frontMatterOf, joined, MARKDOWN, MARKDOWN_FILES, openBelow } from './pages.ts';
import { keysAt, stringAt, stringsAt, valueAt } from './values.ts';

export const hugo: Framework = {
  name: 'hugo',
  configFiles: HUGO_CONFIG_FILES,
  packages: [],
  async recognise(files, byName) {
    if (byName !== undefined) return byName;
    if (files.has('config/_default')) return 'config/_default';
    const path = THEMED_CONFIG_FILES.find(files.has);
    if (path === undefined || !['content', 'themes', 'layouts', 'archetypes'].some(files.has)) return undefined;
    // Many tools have a `config.toml`; Zola's has `base_url`.
    const config = await hugoConfig(files);
    return ['baseurl', 'languagecode', 'theme', 'module', 'languages'].some((key) => valueAt(config, key) !== undefined) ? path : undefined;
  },
  preset: presetOf,
};

/** Formats other than Markdown in which Hugo reads pages. */
const OTHER_PAGES = /\.(?:html?|org|adoc|asciidoc|ad|rst|pandoc|pdc)$/i;

/** A folder whose files become content, and below which folder of it. */
interface ContentFolder {
  readonly folder: string;
  readonly target: string;
  readonly language: HugoLanguage;
}

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await hugoConfig(files);
  const languages = languagesOf(config);
  const folders = contentFolders(files, config, languages);
  const site: HugoSite = {
    config,
    languages,
    isLower: valueAt(config, 'disablepathtolower') !== true,
    datesInNames: stringsAt(config, 'frontmatter', 'date').includes(':filename'),
  };
  const below = folders.map(({ folder }) => files.below(folder));
  const themes = themesOf(config);
  const themed = themes.map((theme): ContentFolder => ({ folder: `${theme}/content`, target: '', language: languages[0] as HugoLanguage }));
  const others = await Promise.all([
    ...folders.map((folder, index) =>
      otherPages(
        files,
        folder,
        (below[index] ?? []).filter((path) => !MARKDOWN.test(path)),
        site,
      ),
    ),
    // What a theme brings makes pages, too, and is not ours to judge.
    ...themed.map((folder) => otherPages(files, folder, files.below(folder.folder), site)),
  ]);
  const staticDirs = [...staticFolders(config), ...mountsTo(config, 'static'), ...themes.map((theme) => `${theme}/static`)].filter(
    files.has,
  );
  const assetDirs = [stringAt(config, 'assetdir') ?? 'assets', ...mountsTo(config, 'assets'), ...themes.map((theme) => `${theme}/assets`)];

  return {
    defaults: {
      publicDirs: [...new Set([...staticDirs.map(files.at), ...folders.map(({ folder }) => files.at(folder))])],
      images: [
        '{dir}/{ref}',
        ...[...new Set([...assetDirs.filter(files.has), ...staticDirs])].map((folder) => `${files.at(folder)}/{ref}`),
      ],
      anchors: anchorsOf(config),
      opaque: ['hugo', 'math'],
      yaml: 'go',
    },
    collections: folders.map(({ folder, target, language }, index): PresetCollection => {
      const paths = below[index] ?? [];
      const bundles = new Set(
        paths.filter((path) => /\/index(?:\.[\w-]+)?\.\w+$/.test(path)).map((path) => path.slice(0, path.lastIndexOf('/'))),
      );
      return {
        name: index === 0 ? 'content' : folder,
        include: [files.at(`${folder}/**/${MARKDOWN_FILES}`)],
        addressesOf(path, root) {
          const own = files.root === '' ? path : path.slice(files.root.length + 1);
          return isResource(own, folder, bundles) ? [] : hugoAddresses(joined(target, own.slice(folder.length + 1)), root, language, site);
        },
      };
    }),
    site: {
      base: basePath(stringAt(config, 'baseurl')),
      // Chroma's languages are not known; what begins at a brace is taken off their names.
      rules: highlightingRules({ gluedRange: true }),
      routes: [...everywhere(languages), ...sectionRoutes(folders, below, site), ...others.flatMap(({ routes }) => routes)],
      openRoutes: [...taxonomies(config, languages), ...formats(config), ...others.flatMap(({ openRoutes }) => openRoutes)],
      locales: languages.flatMap(({ prefix }) => (prefix === '' ? [] : prefix.slice(1))),
      unknownRoutes: importsOf(config).some((mounts) => mounts.some((target) => /^content\b/.test(target)))
        ? 'a module of the site brings content'
        : undefined,
    },
  };
}

function languagesOf(config: unknown): HugoLanguage[] {
  const first = stringAt(config, 'defaultcontentlanguage') ?? 'en';
  const isInSubdir = valueAt(config, 'defaultcontentlanguageinsubdir') === true;
  const names = keysAt(config, 'languages');
  return [first, ...names.filter((name) => name !== first)].map((name) => ({
    name,
    prefix: name === first && !isInSubdir ? '' : `/${name.toLowerCase()}`,
    folder: stringAt(config, 'languages', name, 'contentdir'),
  }));
}

function contentFolders(files: SiteFiles, config: unknown, languages: readonly HugoLanguage[]): ContentFolder[] {
  const [first] = languages as [HugoLanguage];
  const mounts = ownMounts(config).filter(({ target }) => /^content(?:\/|$)/.test(target));
  const mounted = mounts.map(
    ({ source, target, lang }): ContentFolder => ({
      folder: source,
      target: target.slice('content/'.length),
      language: languages.find(({ name }) => name === lang) ?? first,
    }),
  );
  const general = stringAt(config, 'contentdir') ?? 'content';
  const own = languages.flatMap((language) => (language.folder === undefined ? [] : [{ folder: language.folder, target: '', language }]));
  const stated =
    mounts.length > 0 ? mounted : [...own, ...(own.length === languages.length ? [] : [{ folder: general, target: '', language: first }])];
  const found = stated
    .map((entry) => ({ ...entry, folder: joined(...entry.folder.split('/')) }))
    .filter(({ folder }, index, all) => files.has(folder) && all.findIndex((other) => other.folder === folder) === index);
  // The innermost first: a file belongs to the first that includes it.
  return found.sort((a, b) => b.folder.length - a.folder.length);
}

interface Mount {
  readonly source: string;
  readonly target: string;
  readonly lang: string | undefined;
}

function ownMounts(config: unknown): Mount[] {
  return mountsIn(valueAt(config, 'module', 'mounts'));
}

function mountsIn(list: unknown): Mount[] {
  return (Array.isArray(list) ? list : []).flatMap((mount: unknown) => {
    const source = stringAt(mount, 'source');
    const target = stringAt(mount, 'target');
    return source === undefined || target === undefined ? [] : [{ source, target, lang: stringAt(mount, 'lang') }];
  });
}

function mountsTo(config: unknown, component: string): string[] {
  return ownMounts(config).flatMap(({ source, target }) => (target === component ? [source] : []));
}

/** The targets of what each module is mounted to. */
function importsOf(config: unknown): string[][] {
  const list = valueAt(config, 'module', 'imports');
  return (Array.isArray(list) ? list : []).map((entry: unknown) => mountsIn(valueAt(entry, 'mounts')).map(({ target }) => target));
}

function themesOf(config: unknown): string[] {
  const folder = stringAt(config, 'themesdir') ?? 'themes';
  return stringsAt(config, 'theme').map((name) => `${folder}/${name}`);
}

function staticFolders(config: unknown): string[] {
  const stated = stringsAt(config, 'staticdir');
  const own = keysAt(config, 'languages').flatMap((name) => stringsAt(config, 'languages', name, 'staticdir'));
  return [...(stated.length > 0 ? stated : ['static']), ...own];
}

function anchorsOf(config: unknown): 'goldmark' | 'github' | undefined {
  const handler = stringAt(config, 'markup', 'defaultmarkdownhandler') ?? 'goldmark';
  if (handler !== 'goldmark' || valueAt(config, 'markup', 'goldmark', 'parser', 'autoheadingid') === false) return undefined;
  const type =
    stringAt(config, 'markup', 'goldmark', 'parser', 'autoheadingidtype') ?? stringAt(config, 'markup', 'goldmark', 'parser', 'autoidtype');
  return type === undefined || type === 'github' ? 'goldmark' : undefined;
}

/** A file in the folder of an `index.md` belongs to that page, and makes none. */
function isResource(path: string, folder: string, bundles: ReadonlySet<string>): boolean {
  const isIndex = /\/index(?:\.[\w-]+)?\.\w+$/.test(path);
  const from = path.slice(0, path.lastIndexOf('/'));
  for (let at = isIndex ? from.slice(0, from.lastIndexOf('/')) : from; at.length > folder.length; at = at.slice(0, at.lastIndexOf('/')))
    if (bundles.has(at)) return true;
  return false;
}

/** Lists, feeds and further pages of lists, of every section. */
function everywhere(languages: readonly HugoLanguage[]): string[] {
  const prefixes = ['', ...languages.map(({ prefix }) => prefix).filter((prefix) => prefix !== '')];
  const names = ['/index.xml', '/index.json', '/page/*', '/404', '/sitemap.xml', '/robots.txt'];
  return [
    ...prefixes.flatMap((prefix) => [`${prefix}/`, ...names.map((name) => prefix + name)]),
    '/**/index.xml',
    '/**/index.json',
    '/**/page/*',
  ];
}

/** The folders of the first level have a list, also without `_index.md`. */
function sectionRoutes(folders: readonly ContentFolder[], below: readonly (readonly string[])[], site: HugoSite): string[] {
  return folders.flatMap(({ folder, target }, index) => {
    const paths = (below[index] ?? []).map((path) => joined(target, path.slice(folder.length + 1)));
    const sections = [...foldersOf(paths)].filter((path) => !path.includes('/'));
    return site.languages.flatMap(({ prefix }) => sections.map((section) => `${prefix}/${sanitised(section, site)}`));
  });
}

/** Lists of terms, and what a permalink puts them below. */
function taxonomies(config: unknown, languages: readonly HugoLanguage[]): string[] {
  const stated = [config, ...languages.map(({ name }) => valueAt(config, 'languages', name))].flatMap((scope) =>
    keysAt(scope, 'taxonomies').flatMap((key) => stringAt(scope, 'taxonomies', key) ?? []),
  );
  const names = [...new Set([...stated, 'tags', 'categories'])];
  const patterns = names.flatMap((name) =>
    [
      stringAt(config, 'permalinks', name),
      stringAt(config, 'permalinks', 'term', name),
      stringAt(config, 'permalinks', 'taxonomy', name),
    ].flatMap((pattern) => (pattern === undefined ? [] : openBelow(pattern))),
  );
  const prefixes = [...new Set(['', ...languages.map(({ prefix }) => prefix)])];
  return prefixes.flatMap((prefix) => [
    ...names.map((name) => `${prefix}/${name.toLowerCase()}/**`),
    ...patterns.map((glob) => prefix + glob),
  ]);
}

/** Pages in formats of the site's own lie beside the HTML, or below a folder of the format. */
function formats(config: unknown): string[] {
  return keysAt(config, 'outputformats').flatMap((name) => {
    const path = stringAt(config, 'outputformats', name, 'path');
    const file = stringAt(config, 'outputformats', name, 'basename') ?? 'index';
    return [`/**/${file}.*`, `/${file}.*`, ...(path === undefined ? [] : [`/${path}/**`, `/**/${path}/**`])];
  });
}

/** Pages that no post makes; and folders in which templates make pages of data. */
async function otherPages(
  files: SiteFiles,
  { folder, target, language }: ContentFolder,
  paths: readonly string[],
  site: HugoSite,
): Promise<{ routes: string[]; openRoutes: string[] }> {
  const inContent = (path: string) => joined(target, path.slice(folder.length + 1));
  const routes = await Promise.all(
    paths
      .filter((path) => OTHER_PAGES.test(path) || MARKDOWN.test(path))
      .map(async (path) => {
        const root: MapNode | undefined = extensionOf(path) === '.org' ? undefined : await frontMatterOf(files, path);
        return hugoAddresses(inContent(path), root, language, site) ?? [];
      }),
  );
  const adapters = paths.filter((path) => /(?:^|\/)_content\.(?:[\w-]+\.)?gotmpl$/.test(path));
  return {
    routes: routes.flat(),
    openRoutes: adapters.map((path) => `/${joined(sanitised(inContent(path).replace(/\/?[^/]*$/, ''), site), '**')}`),
  };
}
