import type { SiteFiles } from './files.ts';
import type { Framework, Preset } from './framework.ts';
import { habitualContent, routed } from './next-content.ts';
import { opaqueOf } from './plugins.ts';
import { type FileRoute, hasMarkdown, partitioned, pathBelow } from './routes.ts';
import { tsconfigAlias } from './tsconfig.ts';
import { stringAt } from './values.ts';

const CONFIG_FILES = ['remix.config.js', 'remix.config.mjs', 'react-router.config.ts', 'react-router.config.js'];
const PACKAGES = ['@remix-run/react', '@remix-run/dev', '@react-router/dev'];
const ROUTES = 'app/routes';
const APP_FOLDERS = ['app/content', 'app/posts', 'app/blog'];

export const remix: Framework = { name: 'remix', configFiles: CONFIG_FILES, packages: PACKAGES, preset: presetOf };

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await files.exported(CONFIG_FILES.find(files.has) ?? '');
  const stated = files.text('app/routes.ts') ?? files.text('app/routes.js');
  const isKnown = files.has(ROUTES) && (stated === undefined || /\bflatRoutes\b/.test(stated));
  const made = partitioned(
    files
      .below(ROUTES)
      .filter((path) => /\.(?:[jt]sx?)$/.test(path))
      .map((path) => flatRoute(pathBelow(path, ROUTES))),
  );
  const own = APP_FOLDERS.filter((folder) => hasMarkdown(files, folder)).map((folder) => ({
    name: folder.replace(/^app\//, ''),
    include: [files.at(`${folder}/**/*.{md,mdx,markdown}`)],
  }));
  const content = [...own, ...habitualContent(files, own)];
  const routes = files.at(ROUTES);
  return {
    defaults: {
      publicDirs: [files.at('public')],
      alias: await tsconfigAlias(files),
      opaque: opaqueOf(await files.dependencies()),
    },
    collections: [
      {
        name: 'pages',
        include: [`${routes}/**/*.{md,mdx}`],
        addressesOf(path) {
          const { address, isOpen } = flatRoute(pathBelow(path, routes));
          return isOpen ? undefined : [address];
        },
      },
      ...content.map((collection) => routed(collection, content.length - 1, made.openRoutes)),
    ],
    site: {
      base: stringAt(config, 'basename') ?? stringAt(config, 'publicPath') ?? '',
      ...made,
      ...(!isKnown && { unknownRoutes: 'its routes are stated in code, not by the files of `app/routes`' }),
    },
  };
}

/**
 * `blog.$slug` is `/blog/*`: dots and slashes part segments, `$` takes anything, `_layout` and `_index` add nothing, a
 * segment in parentheses may be left out, and brackets keep a dot.
 */
function flatRoute(path: string): FileRoute {
  const parts = path
    .replace(/\[([^\]]*)\]/g, (_, kept: string) => kept.replace(/\./g, '\0'))
    .split(/[./]/)
    .filter((part) => !/^(?:_.*|index|route)$/.test(part))
    .map((part) => part.replace(/_$/, '').replaceAll('\0', '.'))
    .map((part) => (part === '$' || /^\(.*\)$/.test(part) ? '**' : part.startsWith('$') ? '*' : part));
  return { address: `/${parts.join('/')}`, isOpen: parts.some((part) => part.includes('*')) };
}
