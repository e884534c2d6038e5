import { parseFrontMatter } from '../../document/frontmatter/parse.ts';
import { splitFrontMatter } from '../../document/frontmatter/split.ts';
import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import { normalise } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import { stringAt } from './values.ts';

/** Files of a site that are read as posts; others that make pages are routes. */
export const MARKDOWN = /\.(?:md|mdx|markdown)$/i;
export const MARKDOWN_FILES = '*.{md,mdx,markdown}';

/** A calendar day as it was written: in no time zone. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day at the beginning of a text such as `2024-01-05 10:00`. */
export function dayOf(text: string | undefined): Day | undefined {
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/.exec(text ?? '');
  return parts === null ? undefined : { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) };
}

export function statedDay(root: MapNode | undefined, key = 'date'): Day | undefined {
  return dayOf(stringsOf(root, key)[0]);
}

/** How dates are written in the addresses of most frameworks. */
export function dateParts(day: Day | undefined): Map<string, string> {
  if (day === undefined) return new Map();
  const two = (number: number) => String(number).padStart(2, '0');
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day));
  const inWords = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(date);
  return new Map([
    ['year', String(day.year)],
    ['short_year', two(day.year % 100)],
    ['month', two(day.month)],
    ['i_month', String(day.month)],
    ['long_month', inWords({ month: 'long' })],
    ['short_month', inWords({ month: 'short' })],
    ['day', two(day.day)],
    ['i_day', String(day.day)],
    ['long_day', inWords({ weekday: 'long' })],
    ['short_day', inWords({ weekday: 'short' })],
    ['weekday', String(date.getUTCDay())],
    ['yearday', String((date.getTime() - Date.UTC(day.year, 0, 1)) / 86_400_000 + 1)],
  ]);
}

/** `/:year/:title` with the values filled in; undefined where one of them is not known. */
export function filled(pattern: string, values: ReadonlyMap<string, string>): string | undefined {
  let isKnown = true;
  const address = pattern.replace(/:([a-z]\w*)/g, (_, name: string) => {
    const value = values.get(name);
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown ? address : undefined;
}

/** What of a pattern stands before its first placeholder: pages that it makes lie below. */
export function openBelow(pattern: string): string {
  const fixed = pattern.replace(/[:{].*$/s, '').replace(/[^/]*$/, '');
  return `/${normalise(fixed) ?? ''}/**`.replace('//', '/');
}

/** A folder that a config names: without `./` and slashes at its ends; empty for the site's own. */
export function folderAt(config: unknown, key: string): string | undefined {
  const stated = stringAt(config, key);
  return stated === undefined ? undefined : normalise(stated);
}

export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/** The path of an address such as `https://example.org/blog/`, without a slash at its end. */
export function basePath(url: string | undefined): string {
  return (url ?? '').replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*/i, '').replace(/\/+$/, '');
}

/** The front matter of a file that is no post, such as an HTML page. */
export async function frontMatterOf(files: SiteFiles, path: string, split = splitFrontMatter): Promise<MapNode | undefined> {
  const text = files.text(path);
  const block = text === undefined ? undefined : split(text).block;
  return block === undefined || text === undefined ? undefined : (await parseFrontMatter(text, block)).frontmatter.root;
}

/** Each with its parent folders: `a/b` of `a/b/c.md`, and `a`. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
  }
  return folders;
}

const OF_THE_REPOSITORY =
  /^(?:readme|license|licence|contributing|code[-_]of[-_]conduct|change-?log|history|security|support|authors|pull_request_template)\b/i;

/** Files of the repository that lie where pages do. */
export function repositoryFiles(files: SiteFiles, folder: string): string[] {
  return [...files.list(folder).keys()].filter((name) => OF_THE_REPOSITORY.test(name)).map((name) => files.at(joined(folder, name)));
}
