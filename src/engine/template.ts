import type { Collection } from '../model/config.ts';
import { type MapNode, stringsOf } from '../model/frontmatter.ts';
import { dirOf, stemOf } from '../model/path.ts';

/** The value of a placeholder; undefined where it is not known. */
export type Placeholders = (name: string) => string | undefined;

/** Fills `{placeholders}`; one that is not known stays as it is. */
export function fill(template: string, placeholder: Placeholders): string {
  return template.replace(/\{([\w.-]+)\}/g, (whole, name: string) => placeholder(name) ?? whole);
}

const FRONT_MATTER = 'frontmatter.';

/**
 * The placeholders of a post: `{name}`, `{dir}`, `{path}`, `{collection}`, the `{slug}` that its collection gives it, and
 * `{frontmatter.key}` for each text of its front matter. Each is made when it is asked for.
 */
export function placeholdersOf(path: string, collection: Collection | undefined, root: MapNode | undefined): Placeholders {
  const ofPath = (name: string): string | undefined => {
    if (name === 'name') return stemOf(path);
    if (name === 'dir') return dirOf(path);
    if (name === 'path') return path.replace(/\.[^./]+$/, '');
    return name === 'collection' ? (collection?.name ?? '') : undefined;
  };
  return (name) => {
    if (name === 'slug') return collection?.slugOf?.(path, root) ?? fill(collection?.slug ?? '{name}', ofPath);
    return name.startsWith(FRONT_MATTER) ? stringsOf(root, name.slice(FRONT_MATTER.length))[0] : ofPath(name);
  };
}
