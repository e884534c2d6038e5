import picomatch from 'picomatch';
import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import { baseOf, dirOf, extensionOf, stemOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import {
  basePath,
  dateParts,
  dayOf,
  filled,
  folderAt,
  frontMatterOf,
  joined,
  MARKDOWN,
  MARKDOWN_FILES,
  openBelow,
  repositoryFiles,
  statedDay,
} from './pages.ts';
import { keysAt, stringAt, stringsAt, valueAt } from './values.ts';

const CONFIG_FILES = ['_config.yml', '_config.yaml', '_config.toml'];

export const jekyll: Framework = {
  name: 'jekyll',
  configFiles: CONFIG_FILES,
  packages: [],
  async recognise(files, byName) {
    if (byName === undefined || files.has('_toc.yml')) return undefined;
    const config = await configOf(files);
    const isSite =
      SITE_SIGNS.some(files.has) ||
      SITE_KEYS.some((key) => valueAt(config, key) !== undefined) ||
      /jekyll|github-pages/.test(gemfile(files));
    return isSite ? byName : undefined;
  },
  preset: presetOf,
};

/** A `_config.yml` with nothing but a theme shows the README of a repository, which is no site. */
const SITE_SIGNS = ['_posts', '_layouts', '_includes', '_drafts', 'index.md', 'index.html', 'index.markdown'];
const SITE_KEYS = ['collections', 'collections_dir', 'permalink', 'defaults', 'plugins', 'gems'];

/** What Jekyll leaves out where the config does not say. */
const EXCLUDED = ['.sass-cache', '.jekyll-cache', 'gemfiles', 'Gemfile', 'Gemfile.lock', 'node_modules', 'vendor'];

const STYLES = new Map([
  ['date', '/:categories/:year/:month/:day/:title:output_ext'],
  ['pretty', '/:categories/:year/:month/:day/:title/'],
  ['ordinal', '/:categories/:year/:y_day/:title:output_ext'],
  ['weekdate', '/:categories/:year/W:week/:short_day/:title:output_ext'],
  ['none', '/:categories/:title:output_ext'],
]);

/** Plugins that make no pages, or those that are listed below. */
const PLAIN_PLUGINS =
  /^(?:github-pages|jekyll-(?:feed|seo-tag|sitemap|redirect-from|paginate|gist|mentions|github-metadata|relative-links|optional-front-matter|readme-index|default-layout|titles-from-headings|remote-theme|include-cache|coffeescript|sass-converter|avatar|commonmark(?:-ghpages)?|toc|last-modified-at|compose|admin|target-blank|email-protect|spaceship|minifier|livereload|figure|katex|octicons|youtube|twitter-plugin|tidy|time-to-read|autoprefixer|loading-lazy|picture-tag|environment-variables|data|postcss|watch|archives|swiss|redirect|theme-.*)|jemoji|jekyll|kramdown.*|jekyll_picture_tag|liquid.*|rouge|minima|webrick|html-proofer|tzinfo.*|wdm|http_parser\.rb|rake|nokogiri|faraday.*|csv|base64|bigdecimal|logger|ffi|sass-embedded|mini_magick|i18n|rb-.*|classifier-reborn|redcarpet|pygments.rb)$/;

/** What is known of a site, for the addresses of its files. Paths are relative to its source. */
/** Where Chirpy finds the images of a post: it puts this before their paths, or the `cdn` of the config. */
const PREFIX_KEYS = ['media_subpath', 'img_path'];

interface JekyllSite {
  readonly config: unknown;
  /** Folder of the source, relative to the root of the project, with a slash at its end. */
  readonly source: string;
  readonly collectionsDir: string;
}

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await configOf(files);
  const folder = folderAt(config, 'source') ?? '';
  const at = (...parts: readonly string[]) => files.at(joined(folder, ...parts));
  const source = at() === '' ? '' : `${at()}/`;
  const collectionsDir = folderAt(config, 'collections_dir') ?? '';
  const site: JekyllSite = { config, source, collectionsDir };
  const labels = labelsOf(config).filter((label) => label !== 'posts' && label !== 'drafts');
  const excluded = excludedBy(files, config, folder);
  const others = await otherPages(files, folder, site, excluded);

  const documents = labels.map((label): PresetCollection => {
    const place = joined(collectionsDir, `_${label}`);
    return {
      name: label,
      include: [at(place, `**/${MARKDOWN_FILES}`)],
      exclude: excluded,
      addressesOf: (path, root) => documentAddress(path.slice(source.length), root, label, site),
    };
  });
  return {
    defaults: {
      publicDirs: [at() === '' ? '.' : at()],
      images: ['{dir}/{ref}', `${source}{ref}`, ...PREFIX_KEYS.map((key) => `${source}{frontmatter.${key}}/{ref}`)],
      ...(/^(?:https?:)?\/\//.test(stringAt(config, 'cdn') ?? '') && { external: ['**'] }),
      anchors: anchorsOf(config),
      opaque: ['liquid', 'math'],
      yaml: 'psych',
    },
    collections: [
      {
        name: 'posts',
        include: [at(`**/_posts/**/${MARKDOWN_FILES}`)],
        exclude: excluded,
        addressesOf: (path, root) => documentAddress(path.slice(source.length), root, 'posts', site),
      },
      // Made only with `--drafts`, on the day of the last change.
      { name: 'drafts', include: [at(`**/_drafts/**/${MARKDOWN_FILES}`)], exclude: excluded, addressesOf: () => [] },
      ...documents,
      {
        name: 'pages',
        include: pageGlobs(files, config, folder),
        exclude: [...excluded, ...repositoryFiles(files, folder)],
        addressesOf: (path, root) => pageAddresses(path.slice(source.length), root, site),
      },
    ],
    site: {
      base: basePath(stringAt(config, 'baseurl')),
      routes: ['/', '/feed.xml', '/sitemap.xml', '/robots.txt', '/404', ...pagination(config), ...others, ...readmeRoutes(files, folder)],
      openRoutes: [
        // A theme may bring assets, and further pages are made of archives.
        ...((stringAt(config, 'theme') ?? stringAt(config, 'remote_theme')) ? ['/assets/**'] : []),
        ...keysAt(config, 'jekyll-archives', 'permalinks').flatMap((key) =>
          openBelow(stringAt(config, 'jekyll-archives', 'permalinks', key) ?? '/'),
        ),
        ...(pluginsOf(files, config).includes('jekyll-archives')
          ? ['/category/**', '/tag/**', '/categories/**', '/tags/**', '/[0-9][0-9][0-9][0-9]/**']
          : []),
      ],
      unknownRoutes: makersOf(files, config, folder),
    },
  };
}

async function configOf(files: SiteFiles): Promise<unknown> {
  const path = CONFIG_FILES.find(files.has) ?? '';
  return path.endsWith('.toml') ? files.toml(path) : files.yaml(path);
}

function gemfile(files: SiteFiles): string {
  return files.text('Gemfile') ?? '';
}

/** What makes pages that no file tells of, as the end of "not judged: …". */
function makersOf(files: SiteFiles, config: unknown, folder: string): string | undefined {
  const ruby = files.below(joined(folder, folderAt(config, 'plugins_dir') ?? '_plugins')).filter((path) => path.endsWith('.rb'));
  if (ruby.some((path) => /Generator|Page\b|PageWithoutAFile|:post_write|:post_read/.test(files.text(path) ?? '')))
    return 'plugins of the site make pages';
  const unknown = pluginsOf(files, config).find((name) => !PLAIN_PLUGINS.test(name));
  return unknown && `the plugin ${unknown} may make pages`;
}

function pluginsOf(files: SiteFiles, config: unknown): string[] {
  const gems = [...gemfile(files).matchAll(/^[ \t]*gem[ \t(]+["'](jekyll[-_][\w-]+)["']/gm)].map(([, name = '']) => name);
  const plugins = [...stringsAt(config, 'plugins'), ...stringsAt(config, 'gems'), ...gems];
  // A theme is a gem as well.
  return plugins.filter((name) => name !== stringAt(config, 'theme'));
}

function anchorsOf(config: unknown): 'kramdown' | undefined {
  const engine = stringAt(config, 'markdown') ?? 'kramdown';
  const isGfm = /^gfm$/i.test(stringAt(config, 'kramdown', 'input') ?? 'GFM');
  const isPlain = ['auto_ids', 'auto_id_prefix', 'transliterated_header_ids', 'auto_id_stripping'].every(
    (key) => valueAt(config, 'kramdown', key) === undefined || valueAt(config, 'kramdown', key) === (key === 'auto_ids'),
  );
  return /^kramdown$/i.test(engine) && isGfm && isPlain ? 'kramdown' : undefined;
}

/** Collections are stated as a list of names, or as a map. */
function labelsOf(config: unknown): string[] {
  const stated = valueAt(config, 'collections');
  return Array.isArray(stated) ? stringsAt(config, 'collections') : keysAt(config, 'collections');
}

function pagination(config: unknown): string[] {
  const path = stringAt(config, 'paginate_path') ?? '/page:num/';
  return [path.replace(/:num/g, '*').replace(/\/$/, '')].map((glob) => (glob.startsWith('/') ? glob : `/${glob}`));
}

function excludedBy(files: SiteFiles, config: unknown, folder: string): string[] {
  const names = [...EXCLUDED, folderAt(config, 'destination') ?? '_site', ...stringsAt(config, 'exclude')];
  return names.flatMap((name) => {
    const path = files.at(joined(folder, name.replace(/^\.?\//, '').replace(/\/$/, '')));
    return [path, `${path}/**`];
  });
}

/** Pages lie anywhere but in folders and files whose name begins with `_` or a dot; `include` names exceptions. */
function pageGlobs(files: SiteFiles, config: unknown, folder: string): string[] {
  const included = new Set(stringsAt(config, 'include').map((name) => name.replace(/^\.?\/|\/$/g, '')));
  const folders = [...files.list(folder)].flatMap(([name, kind]) =>
    kind === 'directory' && name !== 'node_modules' && (/^[^_.]/.test(name) || included.has(name)) ? [name] : [],
  );
  return [
    files.at(joined(folder, `[^_.]${MARKDOWN_FILES}`)),
    ...folders.flatMap((name) => files.at(joined(folder, name, `{[^_.]*/**/,}[^_.]${MARKDOWN_FILES}`))),
  ];
}

/** Addresses of what is no Markdown: it makes pages, too, and with front matter at any address. */
async function otherPages(files: SiteFiles, folder: string, site: JekyllSite, excluded: readonly string[]): Promise<string[]> {
  const isExcluded = picomatch([...excluded], { dot: true });
  const paths = files
    .below(folder)
    .filter(
      (path) =>
        /\.(?:html?|xml|txt|json)$/i.test(path) && !isExcluded(files.at(path)) && !/(?:^|\/)_(?!posts\/)/.test(path.slice(folder.length)),
    );
  const addresses = await Promise.all(
    paths.map(async (path) => {
      const root = await frontMatterOf(files, path);
      const inSource = folder === '' ? path : path.slice(folder.length + 1);
      const own = /(?:^|\/)_posts\//.test(inSource) ? documentAddress(inSource, root, 'posts', site) : pageAddresses(inSource, root, site);
      return [...(own ?? []), ...stringsOf(root, 'redirect_from')];
    }),
  );
  return addresses.flat();
}

/** The README of a folder may be shown as the folder's own page. */
function readmeRoutes(files: SiteFiles, folder: string): string[] {
  const paths = files.below(folder).map((path) => (folder === '' ? path : path.slice(folder.length + 1)));
  return paths.flatMap((path) => (/(?:^|\/)readme\.(?:md|markdown)$/i.test(path) ? [`/${dirOf(path)}`] : []));
}

/** The permalink of the front matter, else that of the last of `defaults` that fits best. */
function statedPermalink(path: string, root: MapNode | undefined, type: string, { config }: JekyllSite): string | undefined {
  const [own] = stringsOf(root, 'permalink');
  if (own !== undefined) return own;
  const list = valueAt(config, 'defaults');
  const fitting = (Array.isArray(list) ? list : [])
    .map((entry: unknown) => ({
      path: (stringAt(entry, 'scope', 'path') ?? '').replace(/^\/|\/$/g, ''),
      type: stringAt(entry, 'scope', 'type'),
      permalink: stringAt(entry, 'values', 'permalink'),
    }))
    .filter((entry) => entry.permalink !== undefined && (entry.type ?? type) === type && isBelow(path, entry.path))
    .sort((a, b) => a.path.length - b.path.length || Number(a.type !== undefined) - Number(b.type !== undefined));
  return fitting.at(-1)?.permalink;
}

function isBelow(path: string, scope: string): boolean {
  return (
    scope === '' ||
    path === scope ||
    path.startsWith(`${scope}/`) ||
    (scope.includes('*') && picomatch.isMatch(path, [scope, `${scope}/**`]))
  );
}

/** Where a file of `_posts`, or of another collection, is shown. */
function documentAddress(path: string, root: MapNode | undefined, label: string, site: JekyllSite): string[] | undefined {
  const { config, collectionsDir } = site;
  const isPost = label === 'posts';
  if (!isPost && valueAt(config, 'collections', label, 'output') !== true) return [];
  const marker = `_${label}/`;
  const start = isPost ? path.lastIndexOf(marker) : joined(collectionsDir, marker).length - marker.length;
  const inside = path.slice(start + marker.length);
  const name = stemOf(inside);
  const dated = /^(\d{2,4}-\d{1,2}-\d{1,2})-(.+)$/.exec(name);
  if (isPost && dated === null) return [];
  const day = statedDay(root) ?? dayOf(dated?.[1]);
  const slug = stringsOf(root, 'slug')[0] ?? dated?.[2] ?? name;
  const above = isPost
    ? path
        .slice(0, start)
        .split('/')
        .filter((part) => part !== '' && part !== collectionsDir)
    : [];
  const values = new Map(
    [
      ...dateParts(day),
      ['short_month', dateParts(day).get('short_month')?.toUpperCase()],
      ['short_day', dateParts(day).get('short_day')?.toUpperCase()],
      ['y_day', dateParts(day).get('yearday')?.padStart(3, '0')],
      ['collection', label],
      ['path', joined(dirOf(inside), name)],
      ['name', slugified(name)],
      ['title', pretty(slug)],
      ['slug', slugified(slug)],
      [
        'categories',
        categoriesOf(above, root)
          .map((category) => category.toLowerCase())
          .join('/'),
      ],
      ['slugified_categories', categoriesOf(above, root).map(slugified).join('/')],
      ['output_ext', '.html'],
    ].filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const style = stringAt(config, 'permalink') ?? 'date';
  const general = isPost ? (STYLES.get(style) ?? style) : '/:collection/:path';
  const pattern = statedPermalink(path, root, label, site) ?? stringAt(config, 'collections', label, 'permalink') ?? general;
  return addressOf(STYLES.get(pattern) ?? pattern, values);
}

/** A page is shown where it lies. */
function pageAddresses(path: string, root: MapNode | undefined, site: JekyllSite): string[] | undefined {
  const extension = extensionOf(path);
  const isPage = MARKDOWN.test(path) || extension === '.html' || extension === '.htm';
  const name = stemOf(path);
  const values = new Map([
    ['path', dirOf(path)],
    ['basename', name],
    ['output_ext', isPage ? '.html' : extension],
  ]);
  const stated = statedPermalink(path, root, 'pages', site);
  if (stated !== undefined) return addressOf(stated, values);
  const own = `/${joined(dirOf(path), isPage ? name : baseOf(path))}`;
  return [own];
}

function addressOf(pattern: string, values: ReadonlyMap<string, string>): string[] | undefined {
  const address = filled(pattern, values);
  return address === undefined ? undefined : [`/${address.replace(/^\/+/, '')}`];
}

/** Those of the folders above `_posts` come first; several in one text are parted by spaces. */
function categoriesOf(above: readonly string[], root: MapNode | undefined): string[] {
  const several = stringsOf(root, 'categories');
  const stated = several.length === 1 ? (several[0] ?? '').split(/\s+/) : several;
  return [...new Set([...above, ...stringsOf(root, 'category'), ...stated].filter((category) => category !== ''))];
}

function slugified(text: string): string {
  return trimmed(text.replace(/[^\p{M}\p{L}\p{Nd}]+/gu, '-')).toLowerCase();
}

/** Keeps letter case and the characters that a URL may hold. */
function pretty(text: string): string {
  return trimmed(text.replace(/[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu, '-'));
}

function trimmed(slug: string): string {
  return slug.replace(/^-|-$/g, '');
}
