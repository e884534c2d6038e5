import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { fixAll } from '../src/engine/fix/fix.ts';
import { readText } from '../src/engine/read.ts';
import { diskHost } from '../src/host/disk.ts';
import { overlayHost } from '../src/host/memory.ts';
import type { Diagnostic } from '../src/model/report.ts';
import { type Files, projectOf } from './support/world.ts';

/** Real content beside the checkout; these tests are skipped, visibly, where it is not. */
const shared = ['../../../shared/corpora/', '../../shared/corpora/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((folder) => existsSync(folder));

const CORPORA = {
  'github+opensource.guide': '_articles/**/*.md',
  'rust-lang+blog.rust-lang.org': 'content/**/*.md',
  'timlrx+tailwind-nextjs-starter-blog': 'data/blog/**/*.mdx',
  'withastro+docs': 'src/content/docs/**/*.mdx',
};

/** The larger ones take a while: with STET_CORPORA=all. */
const NAMES = (Object.keys(CORPORA) as (keyof typeof CORPORA)[]).filter(
  (name) => process.env['STET_CORPORA'] === 'all' || /^(?:rust|timlrx)/.test(name),
);

/** After these fixes a page is the same; after others, it shows what was meant. */
const UNSEEN = new Set([
  'link/unused-definition',
  'link/duplicate-definition',
  'link/bare-url',
  'frontmatter/key-order',
  'frontmatter/ambiguous-value',
  'code/unknown-language',
]);

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml', 'toml'])
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeStringify);

/** MDX is rendered as Markdown would be: all of its text is compared, whatever its elements do. */
async function pageOf(text: string): Promise<string> {
  return String(await processor.process(text)).replace(/ class="language-[^"]*"/g, '');
}

async function fixedIn(name: keyof typeof CORPORA, files: Files) {
  const disk = diskHost(`${shared}${name}`);
  const made: Diagnostic[] = [];
  const config = { collections: { posts: { include: [CORPORA[name]] } } };
  // Every rule, also those that are off.
  const project = await projectOf({ files, config, below: disk, flags: [{ id: 'all', level: 'warn' }] });
  const host = overlayHost(new Map(Object.entries(files)), disk);
  const fixed = await fixAll({
    project,
    textOf: (path) => readText(host, path).text,
    readingOf: (path) => ({ dialect: path.endsWith('.mdx') ? 'mdx' : 'markdown', anchors: 'github' }),
    wanted(diagnostic) {
      made.push(diagnostic);
      return true;
    },
  });
  return { ...fixed, rulesOf: (path: string) => new Set(made.filter((one) => one.path === path).map(({ rule }) => rule)), made };
}

describe.skipIf(shared === undefined)('all fixes of all rules', () => {
  it.each(NAMES)('leave %s as it was, but for what they mean', { timeout: 120_000 }, async (name) => {
    const { texts, rulesOf, made, isUnfinished, dropped } = await fixedIn(name, {});
    expect(isUnfinished).toBe(false);
    for (const [path, { before, after }] of texts) {
      // No more is changed than the fixes say.
      const edits = made.filter((one) => one.path === path).flatMap(({ fix }) => fix?.edits ?? []);
      const most = edits.reduce((sum, { range, text }) => sum + range.end.offset - range.start.offset + text.length, 0);
      expect(Math.abs(after.length - before.length), path).toBeLessThanOrEqual(most);
      if ([...rulesOf(path)].every((rule) => UNSEEN.has(rule))) expect(await pageOf(after), path).toBe(await pageOf(before));
      else expect(await pageOf(after), path).not.toBe(await pageOf(before));
    }
    const again = await fixedIn(name, Object.fromEntries([...texts].map(([path, { after }]) => [path, after])));
    expect([again.texts.size, again.dropped.length]).toEqual([0, dropped.length]);
  });
});
