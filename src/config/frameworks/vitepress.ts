import { stringsOf } from '../../model/frontmatter.ts';
import type { AnchorStyle } from '../../model/link.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset } from './framework.ts';
import { highlightingRules, shikiLanguages } from './highlighting.ts';
import { opaqueOf } from './plugins.ts';
import { fileRoute, pathBelow, plainAddress } from './routes.ts';
import { folderAt, keysAt, stringAt, stringsAt, valueAt } from './values.ts';

const ENDINGS = [
  'config.ts',
  'config.mts',
  'config.js',
  'config.mjs',
  'config.cts',
  'config.cjs',
  'config/index.ts',
  'config/index.mts',
  'config/index.js',
  'config/index.mjs',
];
/** VuePress came before it and has the same layout: only its dot folder and the files that stand for a folder are others. */
const DOT_FOLDERS = ['.vitepress', '.vuepress'];
const CONFIG_FILES = DOT_FOLDERS.flatMap((folder) => ENDINGS.map((ending) => `${folder}/${ending}`));

export const vitepress: Framework = { name: 'vitepress', configFiles: CONFIG_FILES, packages: ['vitepress', 'vuepress'], preset: presetOf };

async function presetOf(files: SiteFiles): Promise<Preset> {
  const file = CONFIG_FILES.find(files.has) ?? '';
  const config = await files.exported(file);
  const isVuePress = file.startsWith('.vuepress/');
  const srcDir = folderAt(config, 'srcDir') ?? '';
  const source = files.at(srcDir);
  const at = (path: string) => [source, path].filter((part) => part !== '').join('/');
  const rewrite = rewriter(valueAt(config, 'rewrites'));
  const dynamic = files.below(srcDir).filter((path) => path.endsWith('.md') && path.includes('['));
  const publicDir = isVuePress ? '.vuepress/public' : 'public';
  return {
    defaults: {
      // Vite takes a path from the root for a file of the sources, too.
      publicDirs: [at(publicDir), source],
      images: ['{dir}/{ref}'],
      anchors: anchorsOf(config),
      opaque: opaqueOf(
        await files.dependencies(),
        'vue',
        'snippets',
        'directives',
        ...(valueAt(config, 'markdown', 'math') ? (['math'] as const) : []),
      ),
      yaml: 'js-yaml-3',
    },
    collections: [
      {
        name: 'pages',
        include: [at('**/*.md')],
        exclude: stringsAt(config, 'srcExclude').map(at),
        ...(rewrite && {
          addressesOf(path, root) {
            const own = pathBelow(path, source);
            const [permalink] = stringsOf(root, 'permalink');
            const address = plainAddress(rewrite(`${own}.md`).replace(/\.md$/, ''), isVuePress ? /^(?:index|readme)$/i : /^index$/);
            return own.includes('[') ? [] : [...(permalink?.startsWith('/') ? [permalink] : []), address];
          },
        }),
      },
    ],
    site: {
      base: stringAt(config, 'base') ?? '',
      // VuePress has Prism in one version, and the choice in another.
      rules: highlightingRules({
        highlighter: isVuePress ? undefined : 'shiki',
        gluedRange: true,
        languages: shikiLanguages(valueAt(config, 'markdown', 'languages'), valueAt(config, 'markdown', 'languageAlias')),
      }),
      openRoutes: dynamic.map((path) => fileRoute(pathBelow(path, srcDir)).address),
      locales: keysAt(config, 'locales').flatMap((name) => (name === 'root' || name === '/' ? [] : name.replace(/^\/|\/$/g, ''))),
    },
  };
}

/** Unknown where the site has a function for it. */
function anchorsOf(config: unknown): AnchorStyle | undefined {
  const isOwn = valueAt(config, 'markdown', 'slugify') !== undefined || valueAt(config, 'markdown', 'anchor', 'slugify') !== undefined;
  return isOwn ? undefined : 'vitepress';
}

/** `packages/:pkg/src/(.*)` to `:pkg/(.*)`, and exact paths. Undefined where a function rewrites paths. */
function rewriter(rewrites: unknown): ((path: string) => string) | undefined {
  if (rewrites === undefined) return (path) => path;
  const rules = keysAt(rewrites).map((from) => ruleOf(from, stringAt(rewrites, from)));
  if (typeof rewrites !== 'object' || rules.includes(undefined)) return undefined;
  return (path) => rules.map((rule) => rule?.(path)).find((target) => target !== undefined) ?? path;
}

/** A name, or the text that any path may stand in for. */
const PARAMETER = /:(\w+)(\(\.\*\)|[*+])?|\(\.\*\)/g;

function ruleOf(from: string, to: string | undefined): ((path: string) => string | undefined) | undefined {
  if (to === undefined || /[()[\]*+?]/.test(from.replace(PARAMETER, ''))) return undefined;
  const names = namesOf(from);
  const pattern = new RegExp(`^${from.split(PARAMETER_PARTS).map(partOf).join('')}$`);
  return (path) => {
    const values = pattern.exec(path)?.slice(1);
    const wanted = namesOf(to);
    return values && to.replace(PARAMETER, (whole) => values[names.indexOf(wanted.shift() ?? '')] ?? whole);
  };
}

/** The names of the parameters; a number for each that has none. */
function namesOf(pattern: string): string[] {
  let nameless = 0;
  return [...pattern.matchAll(PARAMETER)].map(([, name]) => name ?? String(nameless++));
}

const PARAMETER_PARTS = /(:\w+(?:\(\.\*\)|[*+])?|\(\.\*\))/;

function partOf(part: string): string {
  if (/^:\w+$/.test(part)) return '([^/]+?)';
  return /^(?::\w+(?:\(\.\*\)|[*+])|\(\.\*\))$/.test(part) ? '(.*)' : part.replace(/[.\\^$|{}]/g, '\\$&');
}
