import { slug as githubSlug } from 'github-slugger';
import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { fileRoute, partitioned } from './routes.ts';
import { tsconfigAlias } from './tsconfig.ts';
import { callsIn, keysAt, stringAt, valueAt } from './values.ts';

const CONFIG_FILES = ['astro.config.mjs', 'astro.config.ts', 'astro.config.js', 'astro.config.mts', 'astro.config.cjs'];
const POSTS = '**/[^_]*.{md,mdx,markdown}';

export const astro: Framework = { name: 'astro', configFiles: CONFIG_FILES, packages: ['astro'], preset: (files) => presetOf(files) };

/** Astro with an integration that makes the pages of `src/content/docs` itself. */
export const starlight: Framework = {
  name: 'starlight',
  configFiles: [],
  packages: [],
  async recognise(files) {
    if (!(await files.dependencies()).has('@astrojs/starlight')) return undefined;
    return CONFIG_FILES.find(files.has) ?? 'package.json';
  },
  preset: (files) => presetOf(files, true),
};

async function presetOf(files: SiteFiles, isStarlight = false): Promise<Preset> {
  const config = await files.exported(CONFIG_FILES.find(files.has) ?? CONFIG_FILES[0] ?? '');
  const [options] = callsIn(valueAt(config, 'integrations'), 'starlight').map((call) => call.arguments[0]);
  const pages = files.below('src/pages').filter((path) => !/\/_/.test(path));
  const made = partitioned(pages.map((path) => fileRoute(path.slice('src/pages/'.length).replace(/\.\w+$/, ''))));
  const locales = [...keysAt(options, 'locales'), ...localesOf(valueAt(config, 'i18n', 'locales'))].filter((name) => name !== 'root');
  const publicDir = stringAt(config, 'publicDir')?.replace(/^\.\//, '') ?? 'public';
  return {
    defaults: {
      publicDirs: [files.at(publicDir)],
      // Starlight's `image()` and Astro's take a bare name in Markdown for a file beside the post.
      images: ['{dir}/{ref}'],
      alias: await tsconfigAlias(files),
      anchors: 'github',
      opaque: isStarlight ? ['directives'] : [],
      yaml: 'js-yaml-4',
    },
    collections: [
      ...(isStarlight ? [docs(files)] : []),
      { name: 'content', include: [files.at(`src/content/${POSTS}`)], exclude: isStarlight ? [files.at('src/content/docs/**')] : [] },
      { name: 'pages', include: [files.at(`src/pages/${POSTS}`)], addressesOf: (path) => pageAddress(path, files.at('src/pages')) },
    ],
    site: {
      base: stringAt(config, 'base') ?? '',
      ...made,
      redirects: keysAt(config, 'redirects').map((from) => fileRoute(from.replace(/^\//, '')).address),
      locales,
    },
  };
}

function docs(files: SiteFiles): PresetCollection {
  const folder = files.at('src/content/docs');
  return { name: 'docs', include: [`${folder}/${POSTS}`], addressesOf: (path, root) => [`/${entryId(path, folder, root)}`] };
}

/** The id of an entry, as the glob loader makes it: a stated `slug`, else the path with each part made a slug. */
function entryId(path: string, folder: string, root: MapNode | undefined): string {
  const [stated] = stringsOf(root, 'slug');
  if (stated !== undefined) return stated.replace(/^\/|\/$/g, '');
  const parts = path
    .slice(folder.length + 1)
    .replace(/\.\w+$/, '')
    .split('/')
    .map((part) => githubSlug(part));
  if (parts.at(-1) === 'index') parts.pop();
  return parts.join('/');
}

function pageAddress(path: string, folder: string): string[] | undefined {
  const { address, isOpen } = fileRoute(path.slice(folder.length + 1).replace(/\.\w+$/, ''));
  return isOpen ? undefined : [address];
}

function localesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((locale: unknown) => (typeof locale === 'string' ? [locale] : (stringAt(locale, 'path') ?? [])));
}
