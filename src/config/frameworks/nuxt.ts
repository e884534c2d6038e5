import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { highlightingRules, joinedLanguages, type Languages, shikiLanguages } from './highlighting.ts';
import { opaqueOf } from './plugins.ts';
import { fileRoute, isPartial, MARKDOWN, partitioned, pathBelow } from './routes.ts';
import { folderAt, isCall, keysAt, stringAt, stringsAt, valueAt } from './values.ts';

const CONFIG_FILES = ['ts', 'js', 'mjs'].map((extension) => `nuxt.config.${extension}`);
const CONTENT_CONFIGS = ['ts', 'mts', 'js', 'mjs'].map((extension) => `content.config.${extension}`);
/** A page that shows content at the address that the content itself has. */
const DRAWS_CONTENT = /\bqueryCollection\b|\bqueryContent\b|<Content(?:Doc|Renderer)\b/;

export const nuxt: Framework = { name: 'nuxt', configFiles: CONFIG_FILES, packages: ['nuxt', 'nuxt3', 'nuxt-nightly'], preset: presetOf };

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await files.exported(CONFIG_FILES.find(files.has) ?? '');
  const source = folderAt(config, 'srcDir') ?? '';
  const pages = [`${source}/pages`, 'app/pages', 'pages', 'src/pages'].map((path) => path.replace(/^\//, '')).find(files.has);
  const folders = ['public', 'static', 'src/public'].filter(files.has);
  return {
    defaults: {
      publicDirs: (folders.length > 0 ? folders : ['public']).map(files.at),
      images: ['{dir}/{ref}', ...folders.map((folder) => `${files.at(folder)}/{ref}`)],
      anchors: 'github',
      opaque: opaqueOf(await files.dependencies(), 'mdc'),
      yaml: 'js-yaml-4',
    },
    collections: [...(await statedCollections(files)), contentOf(files, 'content', 'content', '**/*.md', '')],
    site: {
      base: stringAt(config, 'app', 'baseURL') ?? '',
      ...partitioned(pages === undefined ? [] : pageRoutes(files, pages)),
      redirects: keysAt(config, 'routeRules').filter((from) => valueAt(config, 'routeRules', from, 'redirect') !== undefined),
      locales: localesOf(config),
      rules: highlightingRules({ highlighter: 'shiki', gluedRange: true, languages: languagesOf(config) }),
    },
  };
}

function pageRoutes(files: SiteFiles, pages: string): ReturnType<typeof fileRoute>[] {
  return files.below(pages).flatMap((path) => {
    const route = fileRoute(pathBelow(path, pages));
    return MARKDOWN.test(path) || (route.isOpen && DRAWS_CONTENT.test(files.text(path) ?? '')) ? [] : [route];
  });
}

/** The collections of `content.config.ts`. */
async function statedCollections(files: SiteFiles): Promise<PresetCollection[]> {
  const config = await files.exported(CONTENT_CONFIGS.find(files.has) ?? '');
  return keysAt(config, 'collections').flatMap((name) => {
    const value = valueAt(config, 'collections', name);
    const definition = isCall(value) ? value.arguments[0] : value;
    const source = valueAt(definition, 'source');
    const sources = stringAt(definition, 'type') === 'data' ? [] : Array.isArray(source) ? source : [source];
    return sources.flatMap((one: unknown) => {
      const pattern = typeof one === 'string' ? one : stringAt(one, 'include');
      if (pattern === undefined || !/\.md$|\*$/.test(pattern)) return [];
      const folder = folderAt(one, 'cwd') ?? 'content';
      const only = pattern.endsWith('.md') ? pattern : pattern.replace(/(?:\*\*\/)?\*+(?:\.\*)?$/, '**/*.md');
      const collection = contentOf(files, name, folder, only, stringAt(one, 'prefix'));
      return {
        ...collection,
        exclude: [...(collection.exclude ?? []), ...stringsAt(one, 'exclude').map((glob) => files.at(`${folder}/${glob}`))],
      };
    });
  });
}

/** A prefix takes the place of the fixed folders of the pattern. */
function contentOf(files: SiteFiles, name: string, folder: string, pattern: string, prefix: string | undefined): PresetCollection {
  const base = files.at(folder);
  const fixed = prefix === undefined ? '' : pattern.replace(/[^/]*[*{].*$/, '');
  return {
    name,
    include: [files.at(`${folder}/${pattern}`)],
    // Files and folders that begin with a dot are hidden.
    exclude: [`${base}/**/.*`, `${base}/**/.*/**`],
    addressesOf(path) {
      const own = pathBelow(path, base);
      if (isPartial(own)) return [];
      const parts = own
        .slice(own.startsWith(fixed) ? fixed.length : 0)
        .split('/')
        .map(urlPart);
      return [`/${[prefix ?? '', ...parts].filter((part) => part !== '' && part !== '/').join('/')}`];
    },
  };
}

/** `1.guide` is `guide`; a version stays; `index` is the folder's own page. */
function urlPart(part: string): string {
  if (/^\d+(?:\.\d+)*(?:\.x)?$/.test(part)) return part;
  const plain = part.replace(/^\d+\./, '').replace(/\.draft$/, '');
  return plain === 'index' ? '' : plain.toLowerCase().trim().replace(/\s+/g, '-');
}

function localesOf(config: unknown): string[] {
  const lists = [valueAt(config, 'i18n', 'locales'), valueAt(config, 'content', 'locales')];
  return lists.flatMap((list) =>
    Array.isArray(list) ? list.flatMap((locale: unknown) => (typeof locale === 'string' ? locale : (stringAt(locale, 'code') ?? []))) : [],
  );
}

/** Of version 3 and of version 2 of the content module. */
function languagesOf(config: unknown): Languages {
  const places = [
    ['content', 'build', 'markdown', 'highlight'],
    ['content', 'highlight'],
    ['mdc', 'highlight'],
  ];
  return joinedLanguages(...places.flatMap((place) => ['langs', 'preload'].map((key) => shikiLanguages(valueAt(config, ...place, key)))));
}
