import { stringsOf } from '../../model/frontmatter.ts';
import { type Docusaurus, docsCollections, docsRoutes, type Instance, judged, routeBase, translations } from './docusaurus-docs.ts';
import { docusaurusYaml } from './docusaurus-yaml.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { highlightingRules } from './highlighting.ts';
import { opaqueOf, placesOf } from './plugins.ts';
import { fileRoute, isPartial, MARKDOWN, partitioned, pathBelow } from './routes.ts';
import { folderAt, isCall, keysAt, stringAt, stringsAt, valueAt } from './values.ts';

const CONFIG_FILES = ['ts', 'js', 'mjs', 'mts', 'cjs'].map((extension) => `docusaurus.config.${extension}`);
/** What the classic preset has options for. */
const CONTENT = new Set(['docs', 'blog', 'pages']);
const FILES = '**/*.{md,mdx}';

export const docusaurus: Framework = { name: 'docusaurus', configFiles: CONFIG_FILES, packages: ['@docusaurus/core'], preset: presetOf };

async function presetOf(files: SiteFiles): Promise<Preset> {
  const configFile = CONFIG_FILES.find(files.has) ?? '';
  const config = await files.exported(configFile);
  const stated = stringsAt(config, 'i18n', 'locales');
  const translated = [...files.list('i18n')].flatMap(([name, kind]) => (kind === 'directory' ? [name] : []));
  const locales = [...new Set([...stated, ...translated])].filter((name) => name !== (stringAt(config, 'i18n', 'defaultLocale') ?? 'en'));
  const site: Docusaurus = { files, locales, schemas: await schemasOf(files.text(configFile)) };
  const docs = instancesOf(config, 'docs');
  const blogs = instancesOf(config, 'blog');
  const pages = instancesOf(config, 'pages');
  const made = partitioned(pages.flatMap((instance) => pageRoutes(site, instance)));
  const staticDirs = stringsAt(config, 'staticDirectories');
  const versioned = await Promise.all(docs.map((instance) => docsCollections(site, instance)));
  const routed = await Promise.all(docs.map((instance) => docsRoutes(site, instance)));
  return {
    defaults: {
      publicDirs: (staticDirs.length > 0 ? staticDirs : ['static']).map(files.at),
      images: ['{dir}/{ref}'],
      alias: { '@site/': files.at('') },
      anchors: 'github',
      opaque: opaqueOf(await files.dependencies(), 'directives'),
      yaml: await docusaurusYaml(files),
    },
    collections: [
      ...versioned.flat(),
      ...blogs.flatMap((instance) => blogCollections(site, instance)),
      ...pages.flatMap((instance) => pageCollections(site, instance)),
    ],
    site: {
      base: stringAt(config, 'baseUrl') ?? '',
      routes: [...made.routes, '/search', ...blogs.flatMap(blogRoutes), ...routed.flatMap(({ routes }) => routes)],
      openRoutes: [
        ...made.openRoutes,
        ...routed.flatMap(({ openRoutes }) => openRoutes),
        ...placesOf(otherOptions(config)).flatMap((place) => [`/${place}/**`, `/docs/${place}/**`]),
      ],
      redirects: redirectsOf(config),
      rules: highlightingRules({
        highlighter: 'prism',
        // Its own pages name `mdx`, which is shown as plain text.
        languages: { names: ['mdx', ...stringsAt(config, 'themeConfig', 'prism', 'additionalLanguages')], areKnown: true },
      }),
      locales,
    },
  };
}

/** None where the site reads front matter by code of its own. */
async function schemasOf(configText = ''): Promise<Docusaurus['schemas']> {
  return configText.includes('parseFrontMatter') ? undefined : (await import('./docusaurus-schema.ts')).docusaurusSchemas;
}

/** A plugin or preset and its options: `'classic'`, `['classic', { … }]`, `[require.resolve('…'), { … }]`. */
function pairsOf(list: unknown): [name: string, options: unknown][] {
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) => {
    const [name, options] = Array.isArray(entry) ? entry : [entry];
    const resolved = isCall(name) ? name.arguments[0] : name;
    return [typeof resolved === 'string' ? resolved : '', options];
  });
}

function pluginsOf(config: unknown): [string, unknown][] {
  return [...pairsOf(valueAt(config, 'plugins')), ...pairsOf(valueAt(config, 'themes'))];
}

/** Those of a kind: one of each by a preset, unless it is turned off there, and any number by plugins. */
function instancesOf(config: unknown, kind: 'docs' | 'blog' | 'pages'): Instance[] {
  const preset = presetOptions(config);
  const own = preset === undefined ? false : valueAt(preset, kind);
  const byPlugin = pluginsOf(config).flatMap(([name, options]) => (name.endsWith(`plugin-content-${kind}`) ? [options] : []));
  return [...(own === false ? [] : [own]), ...byPlugin].map((options) => ({ id: stringAt(options, 'id') ?? 'default', options }));
}

/** Of the preset that brings docs, blog and pages. A config that can't be read is taken to have it. */
function presetOptions(config: unknown): unknown {
  const presets = valueAt(config, 'presets');
  if (!Array.isArray(presets)) return Array.isArray(valueAt(config, 'plugins')) ? undefined : {};
  const pairs = pairsOf(presets);
  const found =
    pairs.find(([name]) => name.endsWith('classic')) ?? pairs.find(([, options]) => keysAt(options).some((key) => CONTENT.has(key)));
  return found === undefined ? undefined : (found[1] ?? {});
}

/** Options of plugins that may make pages of their own. */
function otherOptions(config: unknown): unknown[] {
  const plugins = pluginsOf(config).filter(([name]) => !/plugin-content-(?:docs|blog|pages)$|client-redirects$/.test(name));
  const presets = pairsOf(valueAt(config, 'presets')).flatMap(([, options]) =>
    keysAt(options).flatMap((key) => (CONTENT.has(key) || key === 'theme' ? [] : [{ [key]: valueAt(options, key) }])),
  );
  return [...plugins.map(([, options]) => options), ...presets];
}

function blogCollections({ files, locales, schemas }: Docusaurus, instance: Instance): PresetCollection[] {
  const folder = folderAt(instance.options, 'path') ?? 'blog';
  const base = routeBase(instance, 'blog');
  const at = (path: string, locale?: string): PresetCollection => ({
    name: `${folder.replace(/^.*\//, '')}${locale === undefined ? '' : `-${locale}`}`,
    include: [`${files.at(path)}/${FILES}`],
    ...judged(schemas?.blog, instance, files.at(path)),
    slugOf: (file) => dated(pathBelow(file, files.at(path))).replace(/^.*\//, ''),
    addressesOf(file, root) {
      const own = pathBelow(file, files.at(path));
      if (isPartial(own)) return [];
      const [slug = dated(own)] = stringsOf(root, 'slug');
      return [`${locale === undefined ? '' : `/${locale}`}${base}/${slug.replace(/^\//, '')}`];
    },
  });
  return [at(folder), ...locales.map((locale) => at(translations(locale, 'blog', instance.id), locale))];
}

/** `2024-01-05-name`, `2024-01-05/name` and `2024/01/05/name/index` as `2024/01/05/name`. */
function dated(path: string): string {
  const own = path.replace(/\/index$/, '');
  const match = /^(.*\/)?(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?([^/]*(?:\/.*)?)$/.exec(own);
  if (match === null) return own;
  const [, folder = '', date = '', name = ''] = match;
  return `${folder}${date.replace(/-/g, '/')}/${name}`;
}

function blogRoutes(instance: Instance): string[] {
  const base = routeBase(instance, 'blog');
  return [
    base || '/',
    ...['tags/**', 'authors/**', 'page/**', 'archive', 'rss.xml', 'atom.xml', 'feed.json'].map((page) => `${base}/${page}`),
  ];
}

function pageRoutes({ files }: Docusaurus, instance: Instance): ReturnType<typeof fileRoute>[] {
  const folder = folderAt(instance.options, 'path') ?? 'src/pages';
  const base = routeBase(instance, '');
  return files
    .below(folder)
    .filter(
      (path) => /\.[jt]sx?$/.test(path) && !isPartial(pathBelow(path, folder)) && !/\.test\.|__tests__/.test(path) && !MARKDOWN.test(path),
    )
    .map((path) => fileRoute(`${base}/${pathBelow(path, folder)}`));
}

function pageCollections({ files, locales, schemas }: Docusaurus, instance: Instance): PresetCollection[] {
  const folder = folderAt(instance.options, 'path') ?? 'src/pages';
  const base = routeBase(instance, '');
  const at = (path: string, locale?: string): PresetCollection => ({
    name: `pages${locale === undefined ? '' : `-${locale}`}`,
    include: [`${files.at(path)}/${FILES}`],
    ...judged(schemas?.pages, instance, files.at(path)),
    addressesOf(file) {
      const own = pathBelow(file, files.at(path));
      return isPartial(own) ? [] : [`${locale === undefined ? '' : `/${locale}`}${base}${fileRoute(own).address}`];
    },
  });
  return [at(folder), ...locales.map((locale) => at(translations(locale, 'pages', instance.id), locale))];
}

function redirectsOf(config: unknown): string[] {
  return pluginsOf(config).flatMap(([name, options]) => {
    const list = name.endsWith('client-redirects') ? valueAt(options, 'redirects') : undefined;
    return Array.isArray(list) ? list.flatMap((redirect) => stringsAt(redirect, 'from')) : [];
  });
}
