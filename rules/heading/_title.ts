import type { Document } from '../../src/model/document.ts';
import { entryOf } from '../../src/model/frontmatter.ts';

/** The front matter title, which the page shows as its h1; undefined without one. */
export function titleOf({ frontmatter }: Document): string | undefined {
  const value = frontmatter?.root && entryOf(frontmatter.root, 'title')?.value;
  if (value?.kind !== 'scalar' || value.value === null) return undefined;
  return String(value.value).trim() || undefined;
}
