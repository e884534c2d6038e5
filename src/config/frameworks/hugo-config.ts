import { baseOf, stemOf } from '../../model/path.ts';
import { isRecord } from '../../model/record.ts';
import type { SiteFiles } from './files.ts';
import { isCall } from './values.ts';

const EXTENSIONS = ['toml', 'yaml', 'yml', 'json'];

export const HUGO_CONFIG_FILES = EXTENSIONS.map((extension) => `hugo.${extension}`);
/** Names that Hugo shares with other tools. */
export const THEMED_CONFIG_FILES = EXTENSIONS.map((extension) => `config.${extension}`);

/** The config with all keys in lower case, as Hugo reads them; that of a folder put together from its files. */
export async function hugoConfig(files: SiteFiles): Promise<unknown> {
  const path = [...HUGO_CONFIG_FILES, ...THEMED_CONFIG_FILES].find(files.has);
  const folder = 'config/_default';
  const parts = [...files.list(folder).keys()].filter((name) => EXTENSIONS.some((extension) => name.endsWith(`.${extension}`))).sort();
  const config = path === undefined ? {} : await read(files, path);
  const partial = await Promise.all(parts.map(async (name) => placed(stemOf(baseOf(name)), await read(files, `${folder}/${name}`))));
  return partial.reduce<unknown>(merged, lowered(config));
}

async function read(files: SiteFiles, path: string): Promise<unknown> {
  return path.endsWith('.toml') ? files.toml(path) : path.endsWith('.json') ? files.json(path) : files.yaml(path);
}

/** `permalinks.toml` holds what stands below `permalinks`; `menus.en.toml` belongs to a language. */
function placed(name: string, value: unknown): unknown {
  if (name === 'hugo' || name === 'config') return lowered(value);
  const [key = '', language] = name.toLowerCase().split('.');
  const own = { [key]: lowered(value) };
  return language === undefined ? own : { languages: { [language]: own } };
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowered(inner)]));
}

function merged(a: unknown, b: unknown): unknown {
  if (!isObject(a) || !isObject(b)) return b ?? a;
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, merged(a[key], b[key])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !isCall(value) && !(value instanceof Date);
}
