import { ASTRO_FILES, astroCollections, contentConfig, entriesOnly, entryId } from './astro-collections.ts';
import { entrySources } from './astro-entries.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { expressiveCodeLanguages, highlightingRules, joinedLanguages, shikiLanguages } from './highlighting.ts';
import { opaqueOf, placesOf } from './plugins.ts';
import { fileRoute, isPartial, partitioned, pathBelow } from './routes.ts';
import { tsconfigAlias } from './tsconfig.ts';
import { type Call, callsIn, folderAt, isCall, keysAt, stringAt, valueAt } from './values.ts';

const CONFIG_FILES = ['mjs', 'ts', 'js', 'mts', 'cjs'].map((extension) => `astro.config.${extension}`);
/** Other integrations whose literals name no pages. */
const PAGELESS = new Set(['sitemap', 'mdx', 'react', 'tailwind', 'svelte', 'vue', 'preact', 'solid', 'solidJs', 'icon', 'expressiveCode']);

export const astro: Framework = { name: 'astro', configFiles: CONFIG_FILES, packages: ['astro'], preset: (files) => presetOf(files) };

/** Astro with an integration that makes the pages of `src/content/docs` itself. */
export const starlight: Framework = {
  name: 'starlight',
  configFiles: CONFIG_FILES,
  packages: ['@astrojs/starlight'],
  async recognise(files, byName) {
    if (byName === undefined) return undefined;
    const isNamed = files.text(byName)?.includes('@astrojs/starlight') === true;
    return isNamed || (await files.dependencies()).has('@astrojs/starlight') ? byName : undefined;
  },
  preset: (files) => presetOf(files, true),
};

async function presetOf(files: SiteFiles, isStarlight = false): Promise<Preset> {
  const config = await files.exported(CONFIG_FILES.find(files.has) ?? '');
  const source = folderAt(config, 'srcDir') ?? 'src';
  const integrations = valueAt(config, 'integrations');
  const [options] = callsIn(integrations, 'starlight').map((call) => call.arguments[0]);
  const others = Array.isArray(integrations) ? integrations.flat().filter((item) => isCall(item) && !isNamedIn(item, ['starlight'])) : [];
  const plugins = valueAt(options, 'plugins');
  const made = pageRoutes(files, source);
  const contentOf = await contentConfig(files, source);
  const content = astroCollections(files, source, contentOf);
  const pages = files.at(`${source}/pages`);
  return {
    defaults: {
      publicDirs: [files.at(folderAt(config, 'publicDir') ?? 'public')],
      // Starlight's `image()` and Astro's take a bare name in Markdown for a file beside the post.
      images: ['{dir}/{ref}'],
      alias: await tsconfigAlias(files),
      anchors: 'github',
      opaque: opaqueOf(await files.dependencies(), ...(isStarlight ? (['directives'] as const) : [])),
      yaml: 'js-yaml-4',
    },
    collections: [
      ...(isStarlight ? [docs(files, source, content)] : []),
      ...content.filter(({ name }) => !isStarlight || name !== 'docs'),
      { name: 'content', include: [files.at(`${source}/content/**/${ASTRO_FILES}`)] },
      { name: 'pages', include: [`${pages}/**/${ASTRO_FILES}`], addressesOf: (path) => pageAddress(pathBelow(path, pages)) },
    ],
    site: {
      base: stringAt(config, 'base') ?? '',
      routes: [...made.routes, ...(isStarlight ? ['/', '/404', ...blogRoutes(plugins)] : [])],
      openRoutes: [
        ...made.openRoutes,
        ...placesOf([plugins, others.filter((item) => !isNamedIn(item, PAGELESS))]).map((place) => `/${place}/**`),
      ],
      rules: highlightingRules({
        highlighter: [valueAt(config, 'markdown', 'syntaxHighlight'), valueAt(config, 'markdown', 'syntaxHighlight', 'type')].includes(
          'prism',
        )
          ? 'prism'
          : 'shiki',
        languages: joinedLanguages(
          shikiLanguages(valueAt(config, 'markdown', 'shikiConfig', 'langs'), valueAt(config, 'markdown', 'shikiConfig', 'langAlias')),
          ...[valueAt(options, 'expressiveCode'), ...callsIn(integrations, 'expressiveCode'), await files.exported('ec.config.mjs')].map(
            expressiveCodeLanguages,
          ),
        ),
      }),
      redirects: keysAt(config, 'redirects').map((from) => fileRoute(from).address),
      entries: entrySources(files, source, valueAt(contentOf.constants, 'collections')),
      locales: localesOf(config, options),
    },
  };
}

function isNamedIn(value: unknown, names: Iterable<string>): boolean {
  return [...names].some((name) => isCall(value, name));
}

/** The routes of `src/pages`; Markdown there is a collection. */
function pageRoutes(files: SiteFiles, source: string): { routes: string[]; openRoutes: string[] } {
  const pages = files.below(`${source}/pages`).map((path) => path.slice(`${source}/pages/`.length));
  return partitioned(pages.filter((path) => !isPartial(path)).map((path) => fileRoute(path.replace(/\.[a-z]+$/i, ''))));
}

function docs(files: SiteFiles, source: string, content: readonly PresetCollection[]): PresetCollection {
  const folder = files.at(`${source}/content/docs`);
  return {
    name: 'docs',
    include: [`${folder}/**/${ASTRO_FILES}`],
    addressesOf: (path, root) => (isPartial(pathBelow(path, folder)) ? [] : [`/${entryId(pathBelow(path, folder), root)}`]),
    ...entriesOnly(files, `${source}/content/docs`, content.find(({ name }) => name === 'docs')?.schema),
  };
}

function pageAddress(path: string): string[] | undefined {
  if (isPartial(path)) return [];
  const { address, isOpen } = fileRoute(path);
  return isOpen ? undefined : [address];
}

function localesOf(config: unknown, options: unknown): string[] {
  const list = valueAt(config, 'i18n', 'locales');
  const stated = Array.isArray(list) ? list.map((locale) => (typeof locale === 'string' ? locale : stringAt(locale, 'path'))) : [];
  const names = [...keysAt(options, 'locales'), ...stated].filter((name) => name !== undefined && name !== 'root') as string[];
  return [...new Set(names.flatMap((name) => [name, name.toLowerCase()]))];
}

/** What `starlight-blog` adds to the posts in `src/content/docs/blog`. */
function blogRoutes(plugins: unknown): string[] {
  return callsIn(plugins, 'starlightBlog').flatMap((blog: Call) => {
    const options = blog.arguments[0];
    const blogs = Array.isArray(options) ? options : [options];
    return blogs.flatMap((one: unknown) => {
      const prefix = stringAt(one, 'prefix') ?? 'blog';
      return [
        `/${prefix}`,
        ...['tags', 'authors', 'rss.xml', '[0-9]*'].map((part) => `/${prefix}/${part}${part.includes('.') ? '' : '/**'}`),
      ];
    });
  });
}
