import type { Level } from './rule.ts';

export const FRAMEWORKS = [
  'next',
  'astro',
  'starlight',
  'docusaurus',
  'hugo',
  'jekyll',
  'eleventy',
  'vitepress',
  'gatsby',
  'nuxt',
  'zola',
  'hexo',
  'remix',
  'mdsvex',
  'mkdocs',
] as const;
export type FrameworkName = (typeof FRAMEWORKS)[number];

/** What is known of a site that is built from the content: by its framework's conventions, and its config files. */
export interface Site {
  readonly framework: FrameworkName | 'none';
  /** The folder that it is built from; `''` is the root. */
  readonly root: string;
  /** What it was recognised by, such as `astro.config.ts`; undefined when nothing was. */
  readonly evidence: string | undefined;
  /** What stands before each of its addresses, such as `/docs`; empty at the top of a domain. */
  readonly base: string;
  /** Addresses of pages that no post makes: exact, or globs such as `/tags/**`. Without `base`. */
  readonly routes: readonly string[];
  /** Globs of addresses below which code makes pages, such as `/blog/**` for `blog/[...slug].astro`: nothing there is judged. */
  readonly openRoutes: readonly string[];
  /** Addresses that lead on to others, written likewise. */
  readonly redirects: readonly string[];
  /** Locale prefixes; an address may stand with or without one. */
  readonly locales: readonly string[];
  /** Settings of rules that its config implies; the user's own win. */
  readonly rules: Readonly<Record<string, readonly [level: Level, options: Readonly<Record<string, unknown>>]>>;
  /** Why its addresses can't be known, as the end of "not judged: …"; undefined when they are known. */
  readonly unknownRoutes: string | undefined;
}
