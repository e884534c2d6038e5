import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import { baseOf, dirOf, stemOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset } from './framework.ts';
import { basePath, joined, MARKDOWN_FILES } from './pages.ts';
import { keysAt, stringAt, stringsAt, valueAt } from './values.ts';

const CONFIG_FILES = ['zola.toml', 'config.toml'];
const FEEDS = ['atom.xml', 'rss.xml', 'feed.xml'];

export const zola: Framework = {
  name: 'zola',
  configFiles: CONFIG_FILES,
  packages: [],
  async recognise(files, byName) {
    if (byName === undefined || !(files.has('content') || files.has('templates'))) return undefined;
    // Hugo's file of the same name has `baseURL`, and many other tools have a `config.toml`.
    return stringAt(await files.toml(byName), 'base_url') === undefined ? undefined : byName;
  },
  preset: presetOf,
};

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await files.toml(CONFIG_FILES.find(files.has) ?? '');
  const languages = keysAt(config, 'languages').filter((name) => name !== stringAt(config, 'default_language'));
  const inEachLanguage = (address: string) => [address, ...languages.map((name) => `/${name}${address}`)];
  const address = addressing(config, languages);
  const content = files.at('content');
  const feeds = stringsAt(config, 'feed_filenames');
  return {
    defaults: {
      publicDirs: [files.at('static'), ...themesOf(files).map((theme) => files.at(`${theme}/static`)), content],
      images: ['{dir}/{ref}', `${files.at('static')}/{ref}`],
      alias: { '@/': content },
      anchors: 'zola',
      opaque: ['tera'],
      yaml: 'yaml-1.2',
    },
    collections: [
      {
        name: 'content',
        include: [`${content}/**/${MARKDOWN_FILES}`],
        exclude: stringsAt(config, 'ignored_content').map((glob) => `${content}/${glob}`),
        addressesOf: (path, root) => addressesOf(path.slice(content.length + 1), root, address),
      },
    ],
    site: {
      base: basePath(stringAt(config, 'base_url')),
      routes: [
        ...['/', '/page/*', '/**/page/*'].flatMap(inEachLanguage),
        ...[...FEEDS, ...feeds].flatMap((feed) => [`/${feed}`, `/**/${feed}`]),
        ...['/404', '/sitemap.xml', '/robots.txt', '/search_index.*.js'],
      ],
      openRoutes: [...taxonomiesOf(config), ...languages.flatMap((name) => taxonomiesOf(valueAt(config, 'languages', name)))].flatMap(
        (name) => inEachLanguage(`/${name}/**`),
      ),
    },
  };
}

function themesOf(files: SiteFiles): string[] {
  return [...files.list('themes').keys()].map((name) => `themes/${name}`);
}

function taxonomiesOf(config: unknown): string[] {
  const list = valueAt(config, 'taxonomies');
  return Array.isArray(list) ? list.flatMap((taxonomy: unknown) => stringAt(taxonomy, 'slug') ?? stringAt(taxonomy, 'name') ?? []) : [];
}

interface ZolaAddressing {
  readonly languages: readonly string[];
  readonly keepsDates: boolean;
  slug(text: string): string | undefined;
}

function addressing(config: unknown, languages: readonly string[]): ZolaAddressing {
  const strategy = stringAt(config, 'slugify', 'paths') ?? 'on';
  return {
    languages,
    keepsDates: valueAt(config, 'slugify', 'paths_keep_dates') === true,
    slug:
      strategy === 'on'
        ? slugified
        : strategy === 'safe'
          ? (text) => text.replace(/[ .]+$/, '').replace(/[<>:"/\\|?*]/g, '')
          : (text) => text,
  };
}

/** The slug crate; undefined where the tables of its transliteration would be needed. */
function slugified(text: string): string | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
  return /[^\0-\x7f]/.test(plain)
    ? undefined
    : plain
        .toLowerCase()
        .replace(/[^a-z\d]+/g, '-')
        .replace(/^-|-$/g, '');
}

/** A date, perhaps with a time, before the name of a file or folder. */
const DATED = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?\s?[_-](.+)$/;

/** `path` is relative to the folder of the content. */
function addressesOf(path: string, root: MapNode | undefined, { languages, keepsDates, slug }: ZolaAddressing): string[] | undefined {
  const stem = stemOf(path);
  const language = languages.find((name) => stem.endsWith(`.${name}`));
  const prefix = language === undefined ? '' : `/${language}`;
  const name = language === undefined ? stem : stem.slice(0, -language.length - 1);
  const folder = dirOf(path);
  const aliases = stringsOf(root, 'aliases').map((alias) => `/${alias.replace(/^\//, '')}`);
  if (name === '_index') return [`${prefix}/${folder}`, ...aliases];
  const [stated] = stringsOf(root, 'path');
  if (stated !== undefined) return [`/${stated.trim().replace(/^\//, '')}`, ...aliases];
  if (name === 'index' && folder === '') return [`${prefix}/`, ...aliases];
  const [parent, own] = name === 'index' ? [dirOf(folder), baseOf(folder)] : [folder, name];
  const written = stringsOf(root, 'slug')[0] ?? (keepsDates ? own : (DATED.exec(own)?.[1] ?? own));
  const last = slug(written);
  return last === undefined ? undefined : [`${prefix}/${joined(parent, last)}`, ...aliases];
}
