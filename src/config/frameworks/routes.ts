import type { SiteFiles } from './files.ts';

export const MARKDOWN = /\.(?:md|mdx|markdown)$/i;

/** The address that a file of a routes folder makes, and whether code decides what lies below it. */
export interface FileRoute {
  readonly address: string;
  readonly isOpen: boolean;
}

/**
 * Reads `path`, relative to the folder of routes and without its extension, as file-based routers do: `index` is the
 * folder's own page, `(group)` and `@slot` are left out, `[slug]` and `[...slug]` stand for anything.
 */
export function fileRoute(path: string): FileRoute {
  const parts = path.split('/').filter((part) => part !== '' && !/^\(.*\)$|^@/.test(part));
  if (parts.at(-1) === 'index') parts.pop();
  const isOpen = parts.some((part) => part.includes('['));
  return { address: `/${parts.map((part) => (/\[\[?\.\.\./.test(part) ? '**' : part.includes('[') ? '*' : part)).join('/')}`, isOpen };
}

/** Exact addresses, and globs below which code makes pages. */
export function partitioned(routes: readonly FileRoute[]): { routes: string[]; openRoutes: string[] } {
  return {
    routes: routes.filter(({ isOpen }) => !isOpen).map(({ address }) => address),
    openRoutes: routes.filter(({ isOpen }) => isOpen).map(({ address }) => address),
  };
}

/** `path` below `folder`, without its extension. */
export function pathBelow(path: string, folder: string): string {
  return path.slice(folder === '' ? 0 : folder.length + 1).replace(/\.[^./]+$/, '');
}

/** The page of a file as most generators make it: its path, without `index`. */
export function plainAddress(path: string, isIndex: RegExp = /^index$/): string {
  const parts = path.split('/');
  if (isIndex.test(parts.at(-1) ?? '')) parts.pop();
  return `/${parts.join('/')}`;
}

/** Whether a file is a part of others only: its name, or that of a folder around it, begins with an underscore. */
export function isPartial(path: string): boolean {
  return /(?:^|\/)_/.test(path);
}

export function hasMarkdown(files: SiteFiles, folder: string): boolean {
  return files.below(folder).some((path) => MARKDOWN.test(path));
}

/** The folders right below one of them that hold Markdown. */
export function contentFolders(files: SiteFiles, folder: string): string[] {
  return [...files.list(folder)].flatMap(([name, kind]) =>
    kind === 'directory' && !/^[._]/.test(name) && hasMarkdown(files, `${folder}/${name}`) ? [name] : [],
  );
}
