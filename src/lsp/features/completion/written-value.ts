import type { Document } from '../../../model/document.ts';
import type { FrontMatterFormat } from '../../../model/frontmatter.ts';
import type { Cursor } from './cursor.ts';
import type { Spot } from './spot.ts';
import { tomlSpot } from './toml-spot.ts';
import { yamlSpot } from './yaml-spot.ts';

/** A key or value that is being written. */
export interface WrittenValue {
  readonly spot: Spot;
  readonly format: FrontMatterFormat;
}

/** Front matter that has no end as yet, up to the cursor. */
const BEGUN = /^\uFEFF?---[ \t]*\r?\n(?:[^\r\n]+\r?\n)*[^\r\n]*$/;

/** What is written at the cursor; `none` where it is neither key nor value of the front matter, undefined outside of that. */
export function writtenValue({ text, offset }: Cursor, { frontmatter }: Document): WrittenValue | 'none' | undefined {
  const isBegun = frontmatter === undefined && BEGUN.test(text.slice(0, offset)) && !/^---[ \t]*$/m.test(text.slice(4));
  const { format, content } = frontmatter ?? { format: 'yaml', content: isBegun ? [text.indexOf('\n') + 1, text.length] : undefined };
  if (content === undefined || offset < content[0] || (offset >= content[1] && content[1] < text.length)) return undefined;
  if (format === 'json') return 'none';
  const before = text.slice(content[0], offset).split('\n');
  const after = isBegun ? [] : text.slice(offset, content[1]).split('\n').slice(1);
  const spot = format === 'toml' ? tomlSpot(before, after) : yamlSpot(before, after);
  return spot === undefined ? 'none' : { spot, format };
}
