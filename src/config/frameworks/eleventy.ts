import { entryOf, type MapNode } from '../../model/frontmatter.ts';
import { baseOf, dirOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset } from './framework.ts';
import { highlighterOf, highlightingRules } from './highlighting.ts';
import { frontMatterOf, joined, MARKDOWN, MARKDOWN_FILES, openBelow, repositoryFiles } from './pages.ts';
import { valueAt } from './values.ts';

const CONFIG_FILES = ['.eleventy.js', ...['js', 'cjs', 'mjs', 'ts', 'mts'].map((extension) => `eleventy.config.${extension}`)];
/** Templates other than Markdown that make pages. */
const TEMPLATE = /\.(?:njk|liquid|html|hbs|ejs|haml|pug|mustache|webc|vto|11ty\.(?:[cm]?js|tsx?|jsx))$/i;

export const eleventy: Framework = { name: 'eleventy', configFiles: CONFIG_FILES, packages: ['@11ty/eleventy'], preset: presetOf };

/** What stands in the data of a folder for the addresses of its pages; `unknown` where only code tells. */
type Permalink = { readonly template: string } | 'unknown' | 'none';

interface EleventySite {
  readonly input: string;
  /** Relative to the root of the site, as all paths here. */
  permalinkOf(path: string): Permalink | undefined;
}

async function presetOf(files: SiteFiles): Promise<Preset> {
  const source = files.text(CONFIG_FILES.find(files.has) ?? '') ?? '';
  const input = inputOf(source, files);
  const includes = literalOf(source, 'includes') ?? '_includes';
  const folders = [
    includes,
    literalOf(source, 'layouts') ?? includes,
    literalOf(source, 'data') ?? '_data',
    literalOf(source, 'output') ?? '_site',
  ];
  const left = [...folders.flatMap((name) => [joined(input, name), name]), 'node_modules'].map((name) => name.replace(/^\.\//, ''));
  const isLeft = (path: string) => left.some((folder) => path.startsWith(`${folder}/`));
  const paths = files.below(input).filter((path) => !isLeft(path));
  const site: EleventySite = { input, permalinkOf: await folderPermalinks(files, paths, input) };
  const copied = copiesOf(source, input);
  const others = await otherPages(files, paths, site);
  // What plugins write, such as a feed.
  const feeds = [...source.matchAll(/\boutputPath\s*:\s*["'`]\/?([^"'`\n]+)["'`]/g)].map(([, path]) => `/${path}`);
  const pathPrefix = /\bpathPrefix\s*:\s*["'`]\/?([\w-][\w/-]*?)\/?["'`]/.exec(source)?.[1];
  const content = files.at(input);
  const own = (path: string) => (files.root === '' ? path : path.slice(files.root.length + 1));
  return {
    defaults: {
      publicDirs: [...new Set([...copied.folders, 'public', 'static', input, ''])]
        .filter((folder) => folder === '' || files.has(folder))
        .map((folder) => files.at(folder) || '.'),
      images: ['{dir}/{ref}', joined(content, '{ref}')],
      external: copied.moved,
      // Made by a plugin, if at all, and by the slugs of its own settings.
      anchors: undefined,
      opaque: ['liquid', 'nunjucks'],
      yaml: 'js-yaml-3',
    },
    collections: [
      {
        name: 'content',
        include: [joined(content, `**/${MARKDOWN_FILES}`)],
        exclude: [...left.map((folder) => files.at(`${folder}/**`)), ...repositoryFiles(files, input)],
        addressesOf: (path, root) => addressesOf(own(path), root, site),
      },
    ],
    site: {
      rules: highlightingRules({ highlighter: highlighterOf(await files.dependencies()) }),
      routes: ['/', '/404', '/feed.xml', '/sitemap.xml', '/robots.txt', ...others.routes, ...undatedRoutes(paths, site), ...feeds],
      // A plugin puts the prefix before all links; one that is written counts as right.
      openRoutes: [...others.openRoutes, ...(pathPrefix === undefined ? [] : [`/${pathPrefix}/**`])],
      unknownRoutes:
        /addGlobalData\(\s*["'`](?:permalink|eleventyComputed)\b/.test(source) || /addTemplate\(|addUrlTransform\(/.test(source)
          ? 'code of the site makes its addresses'
          : undefined,
    },
  };
}

function literalOf(source: string, key: string): string | undefined {
  return new RegExp(`\\bdir\\s*[:=]\\s*\\{[^}]*?\\b${key}\\s*:\\s*["'\`]([^"'\`]*)["'\`]`).exec(source)?.[1];
}

function inputOf(source: string, files: SiteFiles): string {
  const stated = literalOf(source, 'input') ?? /setInputDirectory\(\s*["'`]([^"'`]+)["'`]/.exec(source)?.[1];
  const script = /eleventy\b[^"]*--input[= ]([\w./-]+)/.exec(files.text('package.json') ?? '')?.[1];
  return joined(...(stated ?? script ?? '').split('/'));
}

/** Folders that are served, and globs of references to those that are served by another name. */
function copiesOf(source: string, input: string): { folders: string[]; moved: string[] } {
  const folders: string[] = [];
  const moved: string[] = [];
  const maps = [...source.matchAll(/addPassthroughCopy\(\s*\{([^{}]*)\}/g)].map(([, map = '']) => map).join(',');
  for (const [, quoted, bare, to = ''] of maps.matchAll(/(?:["'`]([^"'`\n]+)["'`]|([\w$]+))\s*:\s*["'`]([^"'`\n]*)["'`]/g)) {
    const from = quoted ?? bare ?? '';
    const [path, target] = [from, to].map((part) => joined(...part.split('/'))) as [string, string];
    if (target === '') folders.push(path);
    else if (path.endsWith(`/${target}`)) folders.push(path.slice(0, -target.length - 1));
    else if (path !== target && path !== joined(input, target)) moved.push(`/${target}/**`);
  }
  return { folders: folders.filter((folder) => !/[*{]/.test(folder)), moved };
}

/** Reads `posts/posts.json`, `posts/posts.11tydata.js` and the like: they speak for all files below their folder. */
async function folderPermalinks(files: SiteFiles, paths: readonly string[], input: string): Promise<EleventySite['permalinkOf']> {
  const known = new Map<string, Permalink>();
  const pages = new Set(paths.filter((path) => !path.endsWith('.json')).map((path) => joined(dirOf(path), nameOf(path))));
  for (const path of paths) {
    const name = /^(.+?)(?:\.11tydata\.(?:[cm]?js|json)|\.json)$/.exec(baseOf(path))?.[1];
    const folder = dirOf(path);
    if (name === undefined || !(path.includes('.11tydata.') || name === baseOf(folder) || pages.has(joined(folder, name)))) continue;
    const permalink = await permalinkIn(files, path);
    // A folder's own data is named for it; other data is that of one file.
    if (permalink !== undefined) known.set(name === (baseOf(folder) || baseOf(input)) ? `${folder}/` : joined(folder, name), permalink);
  }
  return (path) => {
    const own = known.get(path.replace(/\.\w+$/, ''));
    if (own !== undefined || known.size === 0) return own;
    for (let folder = dirOf(path); ; folder = dirOf(folder)) {
      const found = known.get(`${folder}/`);
      if (found !== undefined || folder === '') return found;
    }
  };
}

async function permalinkIn(files: SiteFiles, path: string): Promise<Permalink | undefined> {
  if (path.endsWith('.json')) {
    const data = await files.json(path);
    const stated = valueAt(data, 'permalink');
    if (valueAt(data, 'eleventyComputed', 'permalink') !== undefined) return 'unknown';
    return stated === undefined ? undefined : stated === false ? 'none' : { template: String(stated) };
  }
  const source = files.text(path) ?? '';
  if (!/\bpermalink\b/.test(source)) return undefined;
  const literals = [...source.matchAll(/\bpermalink\b["'`]?\s*[:=(]\s*(["'`])([^"'`\n]+)\1/g)];
  const isComputed = /eleventyComputed/.test(source) || (source.match(/\bpermalink\b/g) ?? []).length > 1;
  return isComputed || literals.length !== 1 ? 'unknown' : { template: literals[0]?.[2] ?? '' };
}

function addressesOf(path: string, root: MapNode | undefined, site: EleventySite): string[] | undefined {
  const permalink = statedPermalink(root) ?? site.permalinkOf(path);
  if (permalink === 'none') return [];
  if (permalink === 'unknown') return undefined;
  if (permalink === undefined) return [defaultAddress(path, nameOf(path), site)];
  const address = written(permalink.template, path, site);
  return address === undefined ? undefined : [address];
}

function statedPermalink(root: MapNode | undefined): Permalink | undefined {
  if (root === undefined) return undefined;
  const computed = entryOf(root, 'eleventyComputed')?.value;
  if (computed?.kind === 'map' && entryOf(computed, 'permalink') !== undefined) return 'unknown';
  const stated = entryOf(root, 'permalink')?.value;
  if (stated === undefined) return undefined;
  if (stated.kind !== 'scalar') return 'unknown';
  return stated.value === false ? 'none' : { template: String(stated.value) };
}

/** A file is shown where it lies; one that is named `index`, or like its folder, is the folder's own page. */
function defaultAddress(path: string, name: string, { input }: EleventySite): string {
  const folder = folderIn(path, input);
  return `/${name === 'index' || name === baseOf(folder) ? folder : joined(folder, name)}`;
}

/** Many sites leave out the date of a file's name by code that we don't see. */
function undatedRoutes(paths: readonly string[], site: EleventySite): string[] {
  return paths.flatMap((path) => {
    const name = nameOf(path);
    return MARKDOWN.test(path) && undated(name) !== name ? [defaultAddress(path, undated(name), site)] : [];
  });
}

/** A template filled with what the path tells; undefined where it asks for more. */
function written(template: string, path: string, { input }: EleventySite): string | undefined {
  const stem = undated(nameOf(path));
  const folder = folderIn(path, input);
  const values = new Map([
    ['page.fileSlug', stem === 'index' ? undated(baseOf(folder)) : stem],
    ['page.filePathStem', `/${joined(folder, stem)}`],
    ['page.outputFileExtension', 'html'],
  ]);
  const address = template.replace(/\{\{-?\s*([\w.]+)\s*-?\}\}/g, (whole, name: string) => values.get(name) ?? whole);
  return address.includes('{') ? undefined : `/${address.replace(/^\/+/, '')}`;
}

function nameOf(path: string): string {
  return baseOf(path).replace(TEMPLATE, '').replace(MARKDOWN, '');
}

function folderIn(path: string, input: string): string {
  return dirOf(input === '' ? path : path.slice(input.length + 1));
}

function undated(name: string): string {
  return name.replace(/^\d{4}-\d{2}-\d{2}-(?=.)/, '');
}

/** The addresses of what is no Markdown. Pagination makes many pages of one file: all below what its address begins with. */
async function otherPages(
  files: SiteFiles,
  paths: readonly string[],
  site: EleventySite,
): Promise<{ routes: string[]; openRoutes: string[] }> {
  const routes: string[] = [];
  const openRoutes: string[] = [];
  for (const path of paths.filter((file) => TEMPLATE.test(file) || MARKDOWN.test(file))) {
    const isMarkdown = MARKDOWN.test(path);
    if (isMarkdown && files.text(path)?.includes('pagination:') !== true) continue;
    const root = await frontMatterOf(files, path);
    const isPaged = root !== undefined && entryOf(root, 'pagination') !== undefined;
    if (isMarkdown && !isPaged) continue;
    const inCode = root === undefined && !isMarkdown ? await permalinkIn(files, path) : undefined;
    const permalink = inCode ?? statedPermalink(root) ?? site.permalinkOf(path);
    const addresses = inCode === undefined ? addressesOf(path, root, site) : undefined;
    if (permalink === 'unknown') openRoutes.push('/**');
    else if (isPaged || addresses === undefined)
      openRoutes.push(
        permalink === undefined || permalink === 'none' ? `${defaultAddress(path, nameOf(path), site)}/**` : openBelow(permalink.template),
      );
    if (addresses !== undefined) routes.push(...addresses);
    else if (typeof permalink === 'object' && !permalink.template.includes('{')) routes.push(`/${permalink.template.replace(/^\/+/, '')}`);
  }
  return { routes, openRoutes: [...new Set(openRoutes)] };
}
