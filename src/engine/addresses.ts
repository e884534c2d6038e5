import type { Collection } from '../model/config.ts';
import type { Post } from '../model/corpus.ts';
import { dataFormatOf, stringsOf } from '../model/frontmatter.ts';
import { fill, placeholdersOf } from './template.ts';

/** Front matter keys under which pages list addresses that lead to them. */
const ALIAS_KEYS = ['aliases', 'redirect_from'];

/** Addresses of the post's page with the site's base, its own first, then aliases; undefined where they can't be known. */
export function addressesOf({ path, collection, facts }: Post): readonly string[] | undefined {
  if (collection === undefined) return undefined;
  if (dataFormatOf(path) !== undefined) return [];
  const root = facts.frontmatter?.root;
  const own =
    collection.addressesOf === undefined ? templated(path, collection, facts.frontmatter?.root) : collection.addressesOf(path, root);
  if (own === undefined) return undefined;
  const aliases = ALIAS_KEYS.flatMap((key) => stringsOf(root, key)).filter((alias) => alias.startsWith('/'));
  return [...new Set([...own, ...aliases].map((address) => normaliseAddress(collection.site.base + address)))];
}

function templated(path: string, collection: Collection, root: Parameters<typeof placeholdersOf>[2]): string[] | undefined {
  return collection.url === undefined ? undefined : [fill(collection.url, placeholdersOf(path, collection, root))];
}

/** One spelling for addresses that lead to one page: no query, no `index.html`, no slash at the end, percent signs decoded. */
export function normaliseAddress(address: string): string {
  const path = decode(address.replace(/[?#].*$/s, ''))
    .replace(/\/{2,}/g, '/')
    .replace(/(?:\/index)?\.html?$/, '')
    .replace(/\/index$/, '');
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed === '' ? '/' : trimmed;
}

function decode(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
