import type { Collection } from '../model/config.ts';
import { type MapNode, stringsOf } from '../model/frontmatter.ts';
import { dirOf, stemOf } from '../model/path.ts';

/** Fills `{placeholders}`; one that is not known stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([\w.-]+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));
}

/**
 * The placeholders of a post: `{name}`, `{dir}`, `{path}`, `{collection}`, the `{slug}` that its collection gives it, and
 * `{frontmatter.key}` for each text of its front matter.
 */
export function placeholdersOf(path: string, collection: Collection | undefined, root: MapNode | undefined): Record<string, string> {
  const values = { name: stemOf(path), dir: dirOf(path), path: path.replace(/\.[^./]+$/, ''), collection: collection?.name ?? '' };
  const slug = collection?.slugOf?.(path, root) ?? fill(collection?.slug ?? '{name}', values);
  const texts = (root?.entries ?? []).flatMap(({ key }) =>
    stringsOf(root, key)
      .slice(0, 1)
      .map((text) => [`frontmatter.${key}`, text]),
  );
  return { ...Object.fromEntries(texts), ...values, slug };
}
