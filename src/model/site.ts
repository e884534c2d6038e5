import type { FileFacts } from './corpus.ts';
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

/** The entries of a collection of the site's own config, as its framework counts and names them. */
export interface EntrySource {
  /** What the site's config calls the collection. */
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The ids of the entries in a file; undefined where they can't be known. */
  idsOf(path: string, facts: FileFacts): readonly string[] | undefined;
}

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
  /** Where the entries lie that the schemas of its config refer to, as far as that is known. */
  readonly entries: readonly EntrySource[];
  /** Why its addresses can't be known, as the end of "not judged: …"; undefined when they are known. */
  readonly unknownRoutes: string | undefined;
}
