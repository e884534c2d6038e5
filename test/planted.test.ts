import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { UserConfig } from '../src/config/user-config.ts';
import { readText } from '../src/engine/read.ts';
import { discover } from '../src/host/discover.ts';
import { diskHost } from '../src/host/disk.ts';
import { basesOf } from '../src/model/glob.ts';
import type { Diagnostic } from '../src/model/report.ts';
import { groundOf, PLANTERS, type Planted, randomOf } from './support/plant.ts';
import { DAMAGES } from './support/plant-there.ts';
import { siteOf } from './support/site.ts';
import { check, fixtureHost } from './support/world.ts';

/** Real content beside the checkout; skipped, visibly, where it is not. */
const shared = fileURLToPath(new URL('../../shared/corpora/', import.meta.url));

const titled = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };
const collection = (...include: string[]): UserConfig => ({ collections: { posts: { include, schema: titled } } });

const GROUNDS: Readonly<Record<string, UserConfig>> = {
  'github+opensource.guide': collection('_articles/**/*.md'),
  'rust-lang+blog.rust-lang.org': collection('content/**/*.md'),
  'timlrx+tailwind-nextjs-starter-blog': collection('data/blog/**/*.mdx'),
  'withastro+docs': collection('src/content/docs/en/**/*.mdx'),
};

/** More sites to plant in, as they are found without a config: `SITES=folder npx vitest run test/planted.test.ts`. */
const SITES = process.env['SITES'];
const more = SITES === undefined ? [] : readdirSync(SITES).map((name) => join(SITES, name));
/** What only a schema asks for. */
const BY_SCHEMA = new Set(['frontmatter/missing', 'frontmatter/schema']);

/** Another seed plants elsewhere: `SEED=7 npx vitest run test/planted.test.ts`. */
const SEED = Number(process.env['SEED'] ?? 20261124);

const key = ({ path, rule, range }: Diagnostic) => `${path}:${range.start.line} ${rule}`;

/** Plants each defect in a post of its own, as long as there are posts, and tells what was found and what was not. */
async function plantIn(below: ReturnType<typeof diskHost>, config: UserConfig) {
  const random = randomOf(SEED);
  const before = await check({ files: {}, config, below });
  const site = await siteOf({}, below, config);
  const wanted = (path: string) => /\.mdx?$/.test(path) && site.collectionOf(path) !== undefined;
  const paths = discover(below, basesOf(site.collections.flatMap(({ include }) => include)), wanted).files.toSorted();
  const posts = paths.map((path) => ({ path, at: random() })).sort((a, b) => a.at - b.at);
  const files: Record<string, string | Uint8Array> = {};
  const planted: { path: string; defect: string; is: Planted }[] = [];
  const defects = Object.entries({ ...PLANTERS, ...DAMAGES }).map(([defect, plant]) => ({ defect, plant, at: random(), times: 0 }));
  for (const { path } of posts) {
    const { text } = readText(below, path);
    if (text === undefined) continue;
    const ground = await groundOf(site, path, text, random);
    // What was planted least comes first: few posts have a place for some defects.
    for (const one of defects.sort((a, b) => a.times - b.times || a.at - b.at)) {
      const is = one.plant(ground);
      if (is === undefined || (config.collections === undefined && BY_SCHEMA.has(is.rule))) continue;
      files[path] = is.text;
      Object.assign(files, is.files);
      planted.push({ path, defect: one.defect, is });
      one.times++;
      break;
    }
    if (planted.length === 3 * defects.length) break;
  }
  const after = await check({ files, config, below });
  return { before, after, planted };
}

describe.each([
  ['the sample blog', () => fixtureHost('blog'), collection('posts/**/*.{md,mdx}'), true] as const,
  ...Object.entries(GROUNDS).map(([name, config]) => [name, () => diskHost(shared + name), config, existsSync(shared)] as const),
  ...more.map((folder) => [folder, () => diskHost(folder), {}, true] as const),
])('defects planted in %s', (_, host, config, isThere) => {
  it.skipIf(!isThere)('are all found, at their line, by their rule, and nothing else is', { timeout: 60_000 }, async () => {
    const { before, after, planted } = await plantIn(host(), config);
    const found = new Set(after.diagnostics.map(key));
    const missed = planted
      .filter(({ path, is }) => !found.has(`${path}:${is.line} ${is.rule}`))
      .map(({ path, defect, is }) => `${defect}: ${path}:${is.line} ${is.rule}`);
    expect(missed).toEqual([]);

    // In a post that was left alone, nothing may be new; in another, only what was planted.
    const count = (diagnostics: readonly Diagnostic[], path: string, rule: string) =>
      diagnostics.filter((one) => one.path === path && one.rule === rule).length;
    const changed = new Map(planted.map(({ path, is }) => [path, is]));
    const isOpen = (path: string) => changed.get(path)?.rule === 'code/unclosed';
    const extra = after.diagnostics.filter(({ path, rule, message }) => {
      const is = changed.get(path);
      // A fence without an end swallows headings, which links name.
      if (rule === 'link/broken-anchor' && (isOpen(path) || isOpen(/^`([^`]+)`/.exec(message)?.[1] ?? ''))) return false;
      return rule !== is?.rule && count(after.diagnostics, path, rule) > count(before.diagnostics, path, rule);
    });
    expect(extra.map((one) => `${key(one)} ${one.message} (planted: ${changed.get(one.path)?.rule})`)).toEqual([]);
  });
});
