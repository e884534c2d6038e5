import type { Collection } from '../model/config.ts';
import type { MapNode } from '../model/frontmatter.ts';
import { dirOf, stemOf } from '../model/path.ts';

/** Fills `{placeholders}`; one that is not known stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));
}

/** The placeholders of a post: `{name}`, `{dir}`, `{path}`, `{collection}`, and the `{slug}` that its collection gives it. */
export function placeholdersOf(path: string, collection: Collection | undefined, root: MapNode | undefined): Record<string, string> {
  const values = { name: stemOf(path), dir: dirOf(path), path: path.replace(/\.[^./]+$/, ''), collection: collection?.name ?? '' };
  const slug = collection?.slugOf?.(path, root) ?? fill(collection?.slug ?? '{name}', values);
  return { ...values, slug };
}
