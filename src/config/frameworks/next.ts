import { dirOf } from '../../model/path.ts';
import { sourcesOf } from '../redirects.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { highlighterOf, highlightingRules } from './highlighting.ts';
import { habitualContent, routed } from './next-content.ts';
import { type ContentTool, fumadocs, nextra, readByTool } from './next-tools.ts';
import { opaqueOf } from './plugins.ts';
import { type FileRoute, fileRoute, isPartial, partitioned, pathBelow } from './routes.ts';
import { tsconfigAlias } from './tsconfig.ts';
import { stringAt, stringsAt, valueAt } from './values.ts';

const CONFIG_FILES = ['js', 'mjs', 'ts', 'mts', 'cjs'].map((extension) => `next.config.${extension}`);
const PAGE_FILES = '*.{md,mdx}';
/** Files of `pages` that make no page of their own. */
const SPECIAL = /^(?:_app|_document|_error|_meta|_middleware|404|500)(?:\.|$)/;
/** A page that shows content whose addresses are known without it: of Nextra, of Fumadocs. */
const DRAWS_CONTENT = /\bimportPage\b|\bsource\.getPage\b|\bgetPage\(/;

export const next: Framework = { name: 'next', configFiles: CONFIG_FILES, packages: ['next'], preset: presetOf };

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await files.exported(CONFIG_FILES.find(files.has) ?? '');
  const dependencies = await files.dependencies();
  const app = ['app', 'src/app'].find(files.has);
  const pages = ['pages', 'src/pages'].find(files.has);
  const tools: ContentTool[] = [...(await fumadocs(files, dependencies)), ...(await nextra(files, dependencies, config))];
  const knowsContent = tools.length > 0 && tools.every(({ collection }) => collection.addressesOf !== undefined);
  const routes = [
    ...(app === undefined ? [] : appRoutes(files, app, knowsContent)),
    ...(pages === undefined ? [] : pagesRoutes(files, pages)),
  ];
  const made = partitioned(routes);
  const stated = [...tools.map(({ collection }) => collection), ...(await readByTool(files, dependencies))];
  const content = [...stated, ...habitualContent(files, stated)];
  const isHere = app !== undefined || pages !== undefined;
  return {
    defaults: {
      publicDirs: [files.at('public')],
      images: imageCandidates(files),
      alias: await tsconfigAlias(files),
      anchors: 'github',
      opaque: opaqueOf(dependencies),
      yaml: 'js-yaml-3',
    },
    collections: [
      ...content.map((collection) => ({
        images: imageCandidates(files, collection.name),
        ...routed(collection, content.length - 1, made.openRoutes),
      })),
      ...(app === undefined ? [] : [appPages(files, app)]),
      ...(pages === undefined ? [] : [pagesPages(files, pages)]),
    ],
    site: {
      base: stringAt(config, 'basePath') ?? '',
      rules: highlightingRules({ highlighter: highlighterOf(dependencies) }),
      ...made,
      openRoutes: [
        ...made.openRoutes,
        ...['beforeFiles', 'afterFiles', 'fallback'].flatMap((when) => sourcesOf(valueAt(config, 'rewrites', when), 'source')),
        ...sourcesOf(valueAt(config, 'rewrites'), 'source'),
      ],
      redirects: sourcesOf(valueAt(config, 'redirects'), 'source'),
      locales: [...stringsAt(config, 'i18n', 'locales'), ...tools.flatMap(({ locales }) => locales)],
      ...(!isHere && { unknownRoutes: 'there is neither an `app` nor a `pages` folder that would say which pages Next.js makes' }),
    },
  };
}

function appRoutes(files: SiteFiles, app: string, knowsContent: boolean): FileRoute[] {
  return files.below(app).flatMap((path) => {
    const route = pathBelow(path, app);
    const file = route.slice(route.lastIndexOf('/') + 1);
    if (isPartial(route)) return [];
    if (/^(?:sitemap|robots|manifest)$/.test(file)) return [{ address: `/${dirOf(route)}/${METADATA.get(file)}`, isOpen: false }];
    if (file !== 'page' && file !== 'route') return [];
    const made = fileRoute(dirOf(route));
    return made.isOpen && knowsContent && DRAWS_CONTENT.test(files.text(path) ?? '') ? [] : [made];
  });
}

const METADATA = new Map([
  ['sitemap', 'sitemap.xml'],
  ['robots', 'robots.txt'],
  ['manifest', 'manifest.webmanifest'],
]);

function pagesRoutes(files: SiteFiles, pages: string): FileRoute[] {
  const paths = files.below(pages).map((path) => path.slice(pages.length + 1));
  const routes = paths
    .filter((path) => /\.(?:[jt]sx?|mdx?)$/.test(path) && !path.startsWith('api/') && !SPECIAL.test(path.slice(path.lastIndexOf('/') + 1)))
    .map((path) => fileRoute(path.replace(/(?:\.page)?\.\w+$/, '')));
  return paths.some((path) => path.startsWith('api/')) ? [...routes, { address: '/api/**', isOpen: true }] : routes;
}

function appPages(files: SiteFiles, app: string): PresetCollection {
  const folder = files.at(app);
  return {
    name: 'pages',
    include: [`${folder}/**/page.{md,mdx}`],
    slugOf: (path) => dirOf(path).replace(/^.*\//, ''),
    addressesOf: (path) => pageAddress(dirOf(pathBelow(path, folder))),
  };
}

function pagesPages(files: SiteFiles, pages: string): PresetCollection {
  const folder = files.at(pages);
  return { name: 'pages', include: [`${folder}/**/${PAGE_FILES}`], addressesOf: (path) => pageAddress(pathBelow(path, folder)) };
}

function pageAddress(path: string): string[] | undefined {
  if (isPartial(path)) return [];
  const { address, isOpen } = fileRoute(path);
  return isOpen ? undefined : [address];
}

/** Folders of `public` in which images lie. */
const IMAGE_FOLDERS = ['public/images', 'public/static/images', 'public/img', 'public/assets', 'public/static'];

/**
 * Where a bare reference may lead: beside the post, or where the site's own code looks for it below `public`. What is tried
 * goes by the folders that are there, so that a message names few.
 */
function imageCandidates(files: SiteFiles, collection?: string): string[] {
  const folders = IMAGE_FOLDERS.filter(files.has);
  const own = [...folders, 'public']
    .map((folder) => `${folder}/${collection}`)
    .filter((folder) => collection !== undefined && files.has(folder));
  const likely = [...own, ...folders.slice(0, 1)].map(files.at);
  return [
    '{dir}/{ref}',
    ...likely.flatMap((folder) => [`${folder}/{slug}/{ref}`, `${folder}/{ref}`]),
    ...(files.has('public') ? [`${files.at('public')}/{ref}`] : []),
  ];
}
