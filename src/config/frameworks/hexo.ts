import { splitHexo } from '../../document/frontmatter/split-hexo.ts';
import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import { dirOf, extensionOf, stemOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset } from './framework.ts';
import {
  basePath,
  type Day,
  dateParts,
  dayOf,
  filled,
  folderAt,
  frontMatterOf,
  joined,
  MARKDOWN,
  MARKDOWN_FILES,
  statedDay,
} from './pages.ts';
import { stringAt, stringsAt, valueAt } from './values.ts';

const CONFIG_FILES = ['_config.yml', '_config.yaml', '_config.json'];
/** Keys that Jekyll's file of the same name does not have. */
const OWN_KEYS = [
  'new_post_name',
  'default_layout',
  'post_asset_folder',
  'filename_case',
  'source_dir',
  'public_dir',
  'titlecase',
  'skip_render',
];
/** Generators whose pages are known, or which make files that no post links to. */
const PLAIN_GENERATORS =
  /^hexo-generator-(?:index(?:-pin-top)?|index2|archive|tag|category|feed|sitemap|seo-friendly-sitemap|baidu-sitemap|search|searchdb|json-content|robotstxt|cname|alias|topindex)$/;

export const hexo: Framework = {
  name: 'hexo',
  configFiles: CONFIG_FILES,
  packages: ['hexo'],
  async recognise(files, byName) {
    const path = CONFIG_FILES.find(files.has);
    if (byName === undefined || path === undefined) return undefined;
    if ((await files.dependencies()).has('hexo')) return path;
    const config = await configOf(files);
    return OWN_KEYS.filter((key) => valueAt(config, key) !== undefined).length >= 2 ? path : undefined;
  },
  preset: presetOf,
};

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await configOf(files);
  const source = folderAt(config, 'source_dir') ?? 'source';
  const folder = files.at(source);
  const inSource = (path: string) => path.slice(folder.length + 1);
  const isServed = (path: string) => !/(?:^|\/)_/.test(path.slice(source.length + 1));
  const others = await Promise.all(
    files
      .below(source)
      .filter((path) => /\.(?:html?|njk|ejs|pug|json)$/i.test(path) && isServed(path))
      .map(async (path) => pageAddresses(path.slice(source.length + 1), await frontMatterOf(files, path, splitHexo))),
  );
  const listed = ['tag', 'archive', 'category'].map(
    (kind) => stringAt(config, `${kind}_dir`) ?? { tag: 'tags', archive: 'archives', category: 'categories' }[kind],
  );
  const languages = stringsAt(config, 'language').filter((name) => name !== 'default');
  return {
    defaults: {
      publicDirs: [folder, ...(stringAt(config, 'theme') === undefined ? [] : [files.at(`themes/${stringAt(config, 'theme')}/source`)])],
      images: ['{dir}/{name}/{ref}', '{dir}/{ref}', `${folder}/{ref}`],
      // Each renderer of Markdown has its own, and settings for them.
      anchors: undefined,
      opaque: ['nunjucks', 'math'],
      yaml: 'js-yaml-4',
    },
    collections: [
      {
        name: 'posts',
        include: [`${folder}/_posts/**/${MARKDOWN_FILES}`],
        addressesOf: (path, root) => postAddress(inSource(path).slice('_posts/'.length), root, config),
      },
      { name: 'drafts', include: [`${folder}/_drafts/**/${MARKDOWN_FILES}`], addressesOf: () => [] },
      {
        name: 'pages',
        include: [`${folder}/**/${MARKDOWN_FILES}`],
        exclude: [`${folder}/**/_*/**`, `${folder}/**/_*`],
        addressesOf: (path, root) => pageAddresses(inSource(path), root),
      },
    ],
    site: {
      base: stringAt(config, 'root')?.replace(/\/$/, '') ?? basePath(stringAt(config, 'url')),
      routes: [
        '/',
        '/page/*',
        '/404',
        '/atom.xml',
        '/rss.xml',
        '/rss2.xml',
        '/feed.xml',
        '/sitemap.xml',
        '/robots.txt',
        '/search.xml',
        '/search.json',
        ...others.flat(),
      ],
      openRoutes: listed.map((name) => `/${name}/**`),
      locales: languages.length > 1 ? languages : [],
      unknownRoutes: await makersOf(files),
    },
  };
}

async function configOf(files: SiteFiles): Promise<unknown> {
  const path = CONFIG_FILES.find(files.has) ?? '';
  return path.endsWith('.json') ? files.json(path) : files.yaml(path);
}

/** What makes pages that no file tells of, as the end of "not judged: …". */
async function makersOf(files: SiteFiles): Promise<string | undefined> {
  if (files.below('scripts').some((path) => /generator\.register|filter\.register\(\s*["']post_permalink/.test(files.text(path) ?? '')))
    return 'scripts of the site make pages';
  const unknown = [...(await files.dependencies())].find(
    (name) => /^hexo-(?:generator-|abbrlink|permalink-)/.test(name) && !PLAIN_GENERATORS.test(name),
  );
  return unknown && `the plugin ${unknown} may make pages`;
}

/** `path` is relative to the folder of the posts. */
function postAddress(path: string, root: MapNode | undefined, config: unknown): string[] | undefined {
  const stated = stringsOf(root, 'permalink')[0];
  if (stated !== undefined) return [`/${stated.replace(/^\//, '')}`];
  const { title, day: ofName } = namedIn(joined(dirOf(path), stemOf(path)), stringAt(config, 'new_post_name') ?? ':title.md');
  const values = new Map([...dateParts(statedDay(root) ?? ofName), ['title', title], ['name', title.slice(title.lastIndexOf('/') + 1)]]);
  for (const [key, value] of Object.entries((valueAt(config, 'permalink_defaults') ?? {}) as object))
    if (!values.has(key)) values.set(key, String(value));
  const language = stringsOf(root, 'lang')[0] ?? stringsOf(root, 'language')[0];
  if (language !== undefined) values.set('lang', language);
  for (const key of ['abbrlink', 'id']) for (const value of stringsOf(root, key).slice(0, 1)) values.set(key, value);
  const address = filled(stringAt(config, 'permalink') ?? ':year/:month/:day/:title/', values);
  return address === undefined ? undefined : [`/${address.replace(/^\//, '')}`];
}

/** The title, and perhaps the date, that the name of a file holds. */
function namedIn(stem: string, pattern: string): { title: string; day: Day | undefined } {
  if (!pattern.startsWith(':year-:month-:day-:title')) return { title: stem, day: undefined };
  const parts = /^(.*\/)?(\d{4}-\d{1,2}-\d{1,2})-([^/]+)$/.exec(stem);
  return parts === null ? { title: stem, day: undefined } : { title: (parts[1] ?? '') + (parts[3] ?? ''), day: dayOf(parts[2]) };
}

/** A page is shown where it lies; `path` is relative to the folder of the source. */
function pageAddresses(path: string, root: MapNode | undefined): string[] {
  const isPage = MARKDOWN.test(path) || /^\.(?:html?|njk|ejs|pug)$/.test(extensionOf(path));
  const [stated] = stringsOf(root, 'permalink');
  return [`/${stated?.replace(/^\//, '') ?? (isPage ? joined(dirOf(path), stemOf(path)) : path)}`];
}
