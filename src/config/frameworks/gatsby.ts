import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { highlighterOf, highlightingRules, type Languages } from './highlighting.ts';
import { opaqueOf, slugsHeadings } from './plugins.ts';
import { hasMarkdown } from './routes.ts';
import { folderAt, keysAt, stringAt, valueAt } from './values.ts';

const CONFIG_FILES = ['js', 'ts', 'mjs'].map((extension) => `gatsby-config.${extension}`);
const FILES = '**/*.{md,mdx,markdown}';

export const gatsby: Framework = { name: 'gatsby', configFiles: CONFIG_FILES, packages: ['gatsby'], preset: presetOf };

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await files.exported(CONFIG_FILES.find(files.has) ?? '');
  const dependencies = await files.dependencies();
  return {
    defaults: {
      publicDirs: [files.at('static')],
      images: ['{dir}/{ref}'],
      anchors: slugsHeadings(dependencies) ? 'github' : undefined,
      opaque: opaqueOf(dependencies),
      yaml: 'js-yaml-3',
    },
    collections: sourcesOf(files, config),
    site: {
      base: stringAt(config, 'pathPrefix') ?? '',
      rules: highlightingRules({ highlighter: highlighterOf(dependencies), gluedRange: true, languages: languagesOf(config) }),
      unknownRoutes: 'the code of `gatsby-node` decides which pages there are',
    },
  };
}

/** The folders that `gatsby-source-filesystem` reads, the innermost first. */
function sourcesOf(files: SiteFiles, config: unknown): PresetCollection[] {
  const plugins = valueAt(config, 'plugins');
  if (!Array.isArray(plugins)) return [];
  const folders = plugins.flatMap((plugin: unknown) => {
    const folder = stringAt(plugin, 'resolve') === 'gatsby-source-filesystem' ? folderAt(plugin, 'options', 'path') : undefined;
    return folder === undefined || !hasMarkdown(files, folder) ? [] : [{ folder, name: stringAt(plugin, 'options', 'name') ?? folder }];
  });
  return folders
    .sort((a, b) => b.folder.length - a.folder.length)
    .map(({ folder, name }) => ({ name, include: [files.at(`${folder}/${FILES}`)] }));
}

/** What Prism is taught by the options of its plugin, and the names that stand for others. */
function languagesOf(config: unknown): Languages {
  const plugins = everyPlugin(valueAt(config, 'plugins'), 'gatsby-remark-prismjs');
  const options = plugins.map((plugin) => valueAt(plugin, 'options'));
  const taught = options.flatMap((option) => [valueAt(option, 'languageExtensions')].flat());
  const names = taught.flatMap((extension: unknown) => stringAt(extension, 'language') ?? []);
  const aliases = options.flatMap((option) => keysAt(option, 'aliases'));
  return { names: [...names, ...aliases], areKnown: true };
}

/** Plugins stand in lists, those of a transformer in its options. */
function everyPlugin(list: unknown, name: string): unknown[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((plugin: unknown) => [
    ...(stringAt(plugin, 'resolve') === name ? [plugin] : []),
    ...everyPlugin(valueAt(plugin, 'options', 'plugins') ?? valueAt(plugin, 'options', 'gatsbyRemarkPlugins'), name),
  ]);
}
