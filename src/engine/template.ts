import type { Collection } from '../model/config.ts';
import { dirOf, stemOf } from '../model/path.ts';

/** Fills `{placeholders}`; one that is not known stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));
}

/** The placeholders of a post: `{name}`, `{dir}`, `{path}`, `{collection}`, and `{slug}` by the collection's own template. */
export function placeholdersOf(path: string, collection: Collection | undefined): Record<string, string> {
  const values = { name: stemOf(path), dir: dirOf(path), path: path.replace(/\.[^./]+$/, ''), collection: collection?.name ?? '' };
  return { ...values, slug: fill(collection?.slug ?? '{name}', values) };
}
