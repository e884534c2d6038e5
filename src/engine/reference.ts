import picomatch from 'picomatch';
import type { Collection } from '../model/config.ts';
import { decodePercent, foldName } from '../model/path.ts';

/** A scheme of two letters or more (`c:` is a drive), or a protocol-relative URL. */
export const REMOTE = /^(?:[a-z][a-z\d+.-]+:|\/\/)/i;
/** Written by Liquid, Nunjucks, Tera, Vue, EJS, JSX or a template literal when the site is built. */
const TEMPLATED = /^\{|\{\{|\{%|\$\{|<%|%[A-Z_]+%/;

export function isTemplated(url: string): boolean {
  return TEMPLATED.test(url);
}

export function isExternal(url: string, collection: Collection | undefined): boolean {
  return collection !== undefined && collection.external.length > 0 && picomatch.isMatch(url, [...collection.external], { dot: true });
}

/** The path that a reference with one of the collection's prefixes stands for; of several, the longest counts. */
export function aliasOf(ref: string, collection: Collection | undefined): string | undefined {
  const alias = collection?.alias ?? {};
  const [prefix] = Object.keys(alias)
    .filter((name) => ref.startsWith(name))
    .sort((a, b) => b.length - a.length);
  return prefix === undefined ? undefined : `${alias[prefix]}/${ref.slice(prefix.length)}`;
}

/** The reference with as many of its last segments replaced as the real path has otherwise. */
export function respell(url: string, ref: string, path: string): string {
  const wanted = ref.split('/');
  const real = path.split('/').slice(-wanted.length);
  const parts = wanted.map((part, index) => {
    const name = real[index - wanted.length + real.length];
    const same = name === undefined || part === '.' || part === '..' || foldName(decodePercent(part)) !== foldName(name);
    return same ? part : part === decodePercent(part) ? name : encodeURIComponent(name);
  });
  return parts.join('/') + url.slice(ref.length);
}
