import type { Dialect } from '../../model/document.ts';
import { lazily } from '../../model/lazily.ts';
import { arenaTree, isArena } from './arena.ts';
import { type Binding, binding } from './binding.ts';
import type { ParseResult, Tree } from './tree.ts';

/** Tables, footnotes, strikethrough, task lists and the rest of GFM; front matter is cut off before. */
const GFM = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4) | (1 << 11);

const MATH = 1 << 10;

/** satteri takes a tag for text where a value without quotes holds a slash. */
const UNQUOTED_SLASH = /<[A-Za-z][\w-]*\s(?:[^<>]*\s)?[\w:-]+=[^\s"'<>=`]*\/[^\s"'<>=`]/;

/** satteri reads tags and braces that open in each other and never close in time that doubles with each; posts have eight. */
const MOST_OPEN_BRACES = 9;

const loadRemark = lazily(() => import('./remark.ts'));

/**
 * Parses a body whose front matter is blanked out, by satteri where it runs, else by remark-parse.
 *
 * Math is a dialect of MDX that nothing in the file announces: braces of a formula are no JavaScript. A text that is
 * valid MDX only with math on is taken for one. What satteri refuses is put to the reference before it is an error.
 */
export async function parse(text: string, dialect: Dialect): Promise<ParseResult> {
  const isBeyond = dialect === 'markdown' ? UNQUOTED_SLASH.test(text) : openBraces(text) > MOST_OPEN_BRACES;
  const native = isBeyond ? undefined : binding();
  const tree = native && parseWithSatteri(native, text, dialect);
  if (tree !== undefined) return { ok: true, tree };
  const { parseWithRemark } = await loadRemark();
  return parseWithRemark(text, dialect);
}

/** How many braces are open at once, wherever they stand. */
function openBraces(text: string): number {
  let open = 0;
  let most = 0;
  for (const [brace] of text.matchAll(/[{}]/g)) {
    open = brace === '{' ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}

/** Undefined when satteri refuses the text, or answers in a layout that is not the pinned one. */
export function parseWithSatteri(native: Binding, text: string, dialect: Dialect): Tree | undefined {
  const source = text.toWellFormed().replaceAll('\0', '\uFFFD');
  if (dialect === 'markdown') return treeOf(native, source, () => native.createMdastHandle(source, GFM, true));
  const parseMdx = (options: number) => treeOf(native, source, () => native.createMdxMdastHandle(source, options, true));
  const tree = parseMdx(GFM) ?? parseMdx(GFM | MATH);
  return tree?.all('mdxjsEsm').every(({ value }) => isModule(native.parseEsm(value))) ? tree : undefined;
}

/** MDX allows imports and exports in such a block, and no other statement. */
function isModule(estree: string | null): boolean {
  if (estree === null) return false;
  const { body } = JSON.parse(estree) as { readonly body: readonly { readonly type: string }[] };
  return body.every(({ type }) => /^(?:Import|Export)/.test(type));
}

function treeOf(native: Binding, source: string, create: () => unknown): Tree | undefined {
  let handle: unknown;
  try {
    handle = create();
  } catch {
    return undefined;
  }
  try {
    const bytes = native.serializeHandle(handle);
    return isArena(bytes) ? arenaTree(bytes, source) : undefined;
  } finally {
    native.dropHandle(handle);
  }
}
