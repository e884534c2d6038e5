import { dirOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset } from './framework.ts';
import { highlightingRules } from './highlighting.ts';
import { habitualContent, routed } from './next-content.ts';
import { opaqueOf, slugsHeadings } from './plugins.ts';
import { type FileRoute, fileRoute, partitioned, pathBelow } from './routes.ts';
import { folderAt, keysAt, stringAt } from './values.ts';

const CONFIG_FILES = ['js', 'ts', 'mjs', 'cjs'].map((extension) => `svelte.config.${extension}`);
const ROUTES = 'src/routes';

export const mdsvex: Framework = {
  name: 'mdsvex',
  configFiles: CONFIG_FILES,
  packages: ['mdsvex'],
  async recognise(files, byName) {
    if (byName === undefined) return undefined;
    return (await files.dependencies()).has('mdsvex') || files.text(byName)?.includes('mdsvex') ? byName : undefined;
  },
  preset: presetOf,
};

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await files.exported(CONFIG_FILES.find(files.has) ?? '');
  const dependencies = await files.dependencies();
  // mdsvex has Prism where the site states no highlighter of its own.
  const isOwn = ['mdsvex.config', 'svelte.config'].some((stem) =>
    ['js', 'ts', 'mjs', 'cjs'].some((extension) => files.text(`${stem}.${extension}`)?.includes('highlight')),
  );
  const made = partitioned(routesOf(files));
  const content = habitualContent(files, []);
  const routes = files.at(ROUTES);
  return {
    defaults: {
      publicDirs: [files.at(folderAt(config, 'kit', 'files', 'assets') ?? 'static')],
      // A bare name is left to the browser, which counts it from the address of the page.
      images: ['{dir}/{ref}', ...['{ref}', '{collection}/{ref}', '{collection}/{slug}/{ref}'].map((path) => files.at(`static/${path}`))],
      alias: aliasOf(files, config),
      anchors: slugsHeadings(dependencies) ? 'github' : undefined,
      opaque: opaqueOf(dependencies, 'svelte'),
      yaml: 'js-yaml-3',
    },
    collections: [
      {
        name: 'pages',
        include: [`${routes}/**/+page.{md,svx}`, `${routes}/**/+page@*.{md,svx}`],
        addressesOf(path) {
          const { address, isOpen } = fileRoute(dirOf(pathBelow(path, routes)));
          return isOpen ? undefined : [address];
        },
      },
      ...content.map((collection) => ({
        ...routed(collection, content.length - 1, made.openRoutes),
        include: collection.include.map((glob) => glob.replace('{md,', '{md,svx,')),
      })),
      { name: 'src', include: [files.at('src/**/*.{md,svx}')] },
    ],
    site: {
      base: stringAt(config, 'kit', 'paths', 'base') ?? '',
      rules: highlightingRules({ highlighter: isOwn ? undefined : 'prism' }),
      ...made,
      ...(!files.has(ROUTES) && { unknownRoutes: 'there is no folder `src/routes` that would say which pages there are' }),
    },
  };
}

function routesOf(files: SiteFiles): FileRoute[] {
  return files.below(ROUTES).flatMap((path) => {
    const file = path.slice(path.lastIndexOf('/') + 1);
    return /^\+(?:page(?:@[^.]*)?\.svelte|server\.[jt]s)$/.test(file) ? [fileRoute(dirOf(path).slice(ROUTES.length))] : [];
  });
}

function aliasOf(files: SiteFiles, config: unknown): Record<string, string> {
  const stated = keysAt(config, 'kit', 'alias').flatMap((name) => {
    const folder = folderAt(config, 'kit', 'alias', name)?.replace(/\/?\*$/, '');
    return folder === undefined ? [] : [[`${name.replace(/\/?\*$/, '')}/`, files.at(folder)]];
  });
  return { '$lib/': files.at('src/lib'), ...Object.fromEntries(stated) };
}
