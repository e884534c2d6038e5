/** The address that a file of a routes folder makes, and whether code decides what lies below it. */
export interface FileRoute {
  readonly address: string;
  readonly isOpen: boolean;
}

/**
 * Reads `path`, relative to the folder of routes and without its extension, as file-based routers do: `index` is the
 * folder's own page, `(group)` is left out, `[slug]` and `[...slug]` stand for anything.
 */
export function fileRoute(path: string): FileRoute {
  const parts = path.split('/').filter((part) => !/^\(.*\)$/.test(part));
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
