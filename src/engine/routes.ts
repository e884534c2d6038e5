import picomatch from 'picomatch';
import { nearest } from '../model/nearest.ts';
import { foldName } from '../model/path.ts';
import type { Site } from '../model/site.ts';
import { normaliseAddress } from './addresses.ts';

/** What an address of a site leads to. */
export type RouteLookup =
  | { readonly status: 'post'; readonly path: string }
  | { readonly status: 'found' }
  | { readonly status: 'wrong-case'; readonly path: string; readonly address: string }
  /** Made by code: there may be a page. */
  | { readonly status: 'open' }
  | { readonly status: 'none' };

/** The addresses of a site. All are normalised, with the site's base. */
export interface Routes {
  find(address: string): RouteLookup;
  /** Whether any page is known right below the same folder as this address. */
  hasNeighbours(address: string): boolean;
  nearest(address: string): string | undefined;
}

export function createRoutes(site: Site, posts: ReadonlyMap<string, string>): Routes {
  const withBase = (address: string) => normaliseAddress(site.base + address);
  const isGlob = (address: string) => /[*{]/.test(address);
  const made = [...site.routes, ...site.redirects].map(withBase);
  const exact = new Set(made.filter((address) => !isGlob(address)));
  const matches = (globs: readonly string[]) => (globs.length === 0 ? () => false : picomatch([...globs], { dot: true }));
  const isMade = matches(made.filter(isGlob));
  const isOpen = matches(site.openRoutes.map(withBase));
  let folded: ReadonlyMap<string, string> | undefined;
  const otherCase = (address: string) => {
    folded ??= new Map([...posts.keys()].map((known) => [foldName(known), known]));
    return folded.get(foldName(address));
  };
  const folders = new Set([...posts.keys(), ...exact].filter((address) => address !== '/').map(folderOf));
  const locales = ['', ...site.locales.map((locale) => `/${locale}`)];

  /** The same address without a locale, and with each: pages that are not translated are shown in another language. */
  function spellings(address: string): string[] {
    const rest = address.slice(site.base.length) || '/';
    const bare = locales.find((locale) => locale !== '' && (rest === locale || rest.startsWith(`${locale}/`))) ?? '';
    const page = rest.slice(bare.length) === '/' ? '' : rest.slice(bare.length);
    return [address, ...locales.map((locale) => site.base + locale + page || '/')];
  }

  return {
    find(address) {
      const all = site.locales.length === 0 ? [address] : spellings(address);
      for (const spelling of all) {
        const path = posts.get(spelling);
        if (path !== undefined) return { status: 'post', path };
        if (exact.has(spelling) || isMade(spelling)) return { status: 'found' };
      }
      if (all.some((spelling) => isOpen(spelling))) return { status: 'open' };
      const other = all.map(otherCase).find((spelling) => spelling !== undefined);
      return other === undefined ? { status: 'none' } : { status: 'wrong-case', path: posts.get(other) ?? '', address: other };
    },
    hasNeighbours: (address) => folders.has(folderOf(address)),
    nearest: (address) => nearest(address, posts.keys()),
  };
}

export function folderOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/'));
}
