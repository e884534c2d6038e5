import { stringsOf } from '../../model/frontmatter.ts';
import { basesOf } from '../../model/glob.ts';
import { baseOf, dirOf, stemOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { PresetCollection } from './framework.ts';
import { contentFolders, hasMarkdown, isPartial, MARKDOWN, pathBelow, plainAddress } from './routes.ts';

/** Folders that hold posts of one kind; and those that hold a folder of each kind. */
const FOLDERS = ['posts', '_posts', 'blog', 'articles', 'docs', 'src/posts', 'src/blog', 'markdown'];
const CONTAINERS = ['content', '_content', 'data', 'src/content', 'src/data', 'contents'];
const FILES = '*.{md,mdx,markdown}';

/** Where sites keep content that their own code reads, beside what is stated: nothing but habit tells of it. */
export function habitualContent(files: SiteFiles, stated: readonly PresetCollection[]): PresetCollection[] {
  const bases = stated.flatMap(({ include }) => basesOf(include));
  const isStated = (folder: string) => bases.some((base) => folder === base || folder.startsWith(`${base}/`));
  const folders = [
    ...FOLDERS.filter((folder) => hasMarkdown(files, folder)),
    ...CONTAINERS.flatMap((container) => contentFolders(files, container).map((name) => `${container}/${name}`)),
    ...CONTAINERS.filter((container) => [...files.list(container)].some(([name, kind]) => kind === 'file' && MARKDOWN.test(name))),
  ];
  return folders
    .filter((folder) => !isStated(files.at(folder)))
    .map((folder) => ({ name: baseOf(folder).replace(/^_/, ''), include: [`${files.at(folder)}/**/${FILES}`], slugOf }));
}

/** The name of the file; of its folder, where each post has one. */
export function slugOf(path: string): string {
  return /^(?:index|readme)$/i.test(stemOf(path)) ? baseOf(dirOf(path)) : stemOf(path);
}

/** With addresses where a dynamic route of the site can be for none but this collection. */
export function routed(collection: PresetCollection, others: number, openRoutes: readonly string[]): PresetCollection {
  const [base] = basesOf(collection.include);
  const route = dynamicRoute(collection.name, others, openRoutes);
  if (collection.addressesOf !== undefined || route === undefined || base === undefined) return collection;
  const prefix = route.replace(/\/\*+$/, '');
  return {
    ...collection,
    addressesOf: (path, root) => {
      const below = pathBelow(path, base);
      if (isPartial(below)) return [];
      const stated = stringsOf(root, 'slug').map((slug) => `${prefix}/${slug.replace(/^\//, '')}`);
      return [...stated, prefix + (route.endsWith('/**') ? plainAddress(below) : `/${slugOf(path)}`)];
    },
  };
}

/** The one dynamic route below a folder with the name of the collection; any, where there is only one of both. */
function dynamicRoute(name: string, others: number, openRoutes: readonly string[]): string | undefined {
  const dynamic = openRoutes.filter((route) => /^(?:\/[^*]+)\/\*\*?$/.test(route) && !route.startsWith('/api/'));
  const named = dynamic.filter((route) => baseOf(dirOf(route)).replace(/s$/, '') === name.replace(/s$/, ''));
  const [route, ...more] = named.length > 0 ? named : others === 0 ? dynamic : [];
  return more.length === 0 ? route : undefined;
}
