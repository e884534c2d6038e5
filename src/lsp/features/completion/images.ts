import { candidatesOf } from '../../../engine/resolve-image.ts';
import type { Post } from '../../../model/corpus.ts';
import type { Host } from '../../../model/host.ts';
import type { ImageReference } from '../../../model/image.ts';
import { dirOf } from '../../../model/path.ts';
import { percent } from '../spell.ts';
import type { Suggestion } from './item.ts';

const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|jxl|heic)$/i;

/** The image files, and the folders, that a reference which begins with `typed` may lead to. */
export function imagePaths(typed: string, kind: ImageReference['kind'], post: Post, host: Host): Suggestion[] {
  const start = typed.slice(0, typed.lastIndexOf('/') + 1);
  const places = candidatesOf({ url: `${start}name.png`, kind }, post);
  if (typeof places === 'string') return [];
  const found = new Map<string, Suggestion>();
  for (const folder of new Set(places.flatMap((path) => (path === undefined ? [] : dirOf(path))))) {
    for (const [name, entry] of host.list(folder) ?? []) {
      const isFolder = entry === 'directory';
      const text = start + (kind === 'frontmatter' || kind === 'import' ? name : encoded(name)) + (isFolder ? '/' : '');
      // What the first place has, hides what is of the same name in others.
      if (found.has(name) || name.startsWith('.') || name === 'node_modules' || !(isFolder || (entry === 'file' && IMAGE.test(name))))
        continue;
      found.set(name, { label: text, kind: isFolder ? 'folder' : 'file', detail: `${folder}/${name}`, rank: isFolder ? 1 : 0 });
    }
  }
  return [...found.values()];
}

/** As it may stand in a destination of Markdown. */
export function encoded(name: string): string {
  return encodeURI(name).replace(/[()#?]/g, percent);
}
