import type { SiteFiles } from './files.ts';
import type { Framework, Preset, PresetCollection } from './framework.ts';
import { opaqueOf, slugsHeadings } from './plugins.ts';
import { hasMarkdown } from './routes.ts';
import { folderAt, stringAt, valueAt } from './values.ts';

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
