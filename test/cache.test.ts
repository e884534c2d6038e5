import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserConfig } from '../src/config/user-config.ts';
import { emptyMemory } from '../src/host/memory-cache.ts';
import type { Report } from '../src/model/report.ts';
import { stopwatch } from '../src/model/stopwatch.ts';
import { temporaryFolder } from './support/folders.ts';
import { PNG } from './support/images.ts';
import { checkOnDisk } from './support/on-disk.ts';

const CONFIG: UserConfig = {
  collections: {
    posts: {
      include: ['posts/**/*.md'],
      url: '/posts/{slug}',
      unique: ['title'],
      schema: {
        type: 'object',
        required: ['title'],
        properties: { title: { type: 'string' }, image: { type: 'string', format: 'image' } },
      },
    },
  },
};

interface Outcome {
  readonly report: Report;
  /** How often each kind of work was done. */
  readonly counts: Readonly<Record<string, number>>;
}

async function run(root: string, { config = CONFIG, ...options }: Partial<Parameters<typeof checkOnDisk>[1]> = {}): Promise<Outcome> {
  const timing = { stages: stopwatch(() => 0), files: stopwatch(() => 0) };
  const report = await checkOnDisk(root, { config, timing, ...options });
  return { report, counts: Object.fromEntries([...timing.files.laps].map(([name, { count }]) => [name, count])) };
}

function write(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function blog(posts = 3): string {
  const root = temporaryFolder('stet-cache-');
  for (let i = 0; i < posts; i++) {
    write(root, `posts/${i}.md`, `---\ntitle: Post ${i}\nimage: ${i}.png\n---\n\n## One\n\n[Next](/posts/${(i + 1) % posts}#one)\n`);
    write(root, `posts/${i}.png`, PNG);
  }
  return root;
}

const parsed = ({ counts }: Outcome) => counts['parse'] ?? 0;

describe('the cache', () => {
  it('parses nothing where nothing has changed', async () => {
    const root = blog();
    const cold = await run(root);
    const warm = await run(root);
    expect(parsed(cold)).toBe(3);
    expect(parsed(warm)).toBe(0);
    expect(warm.report).toEqual(cold.report);
  });

  it('parses the one post that has changed, and judges the others by what it says now', async () => {
    const root = blog();
    expect((await run(root)).report.diagnostics).toEqual([]);
    write(root, 'posts/1.md', '---\ntitle: Post 1\n---\n\n## Other\n');
    const warm = await run(root);
    expect(parsed(warm)).toBe(1);
    expect(warm.report.diagnostics.map(({ path, rule }) => `${path} ${rule}`)).toEqual(['posts/0.md link/broken-anchor']);
  });

  it('knows files by their bytes when all their times are new, as after a checkout', async () => {
    const root = blog();
    await run(root);
    for (const name of readdirSync(join(root, 'posts'))) utimesSync(join(root, 'posts', name), 1, 1);
    expect(parsed(await run(root))).toBe(0);
  });

  it('does not trust a time that is as young as the run itself', async () => {
    const root = blog();
    await run(root, { now: Date.now() });
    const { mtimeMs } = await import('node:fs').then(({ statSync }) => statSync(join(root, 'posts/0.md')));
    write(root, 'posts/0.md', readFileSync(join(root, 'posts/0.md'), 'utf8').replace('## One', '## Two'));
    utimesSync(join(root, 'posts/0.md'), mtimeMs / 1000, mtimeMs / 1000);
    const warm = await run(root);
    expect(parsed(warm)).toBe(1);
    expect(warm.report.diagnostics.map(({ path, rule }) => `${path} ${rule}`)).toEqual(['posts/2.md link/broken-anchor']);
  });

  it('finds an image that is gone, and one that is damaged', async () => {
    const root = blog();
    await run(root);
    rmSync(join(root, 'posts/0.png'));
    write(root, 'posts/1.png', PNG.subarray(0, 30));
    const { report } = await run(root);
    expect(report.diagnostics.map(({ path, rule }) => `${path} ${rule}`)).toEqual(['posts/0.md image/missing', 'posts/1.md image/corrupt']);
  });

  it('begins anew with another rule set, other options, another collection or another version', async () => {
    const root = blog();
    await run(root);
    const off: UserConfig = { ...CONFIG, rules: { 'heading/empty': 'off' } };
    expect(parsed(await run(root, { config: off }))).toBe(3);
    expect(parsed(await run(root, { config: off }))).toBe(0);
    const options: UserConfig = { ...CONFIG, rules: { 'heading/too-long': ['warn', { maxCharacters: 9 }] } };
    expect(parsed(await run(root, { config: options }))).toBe(3);
    const { posts } = CONFIG.collections as Required<UserConfig>['collections'];
    const anchors: UserConfig = { collections: { posts: { ...posts, include: ['posts/**/*.md'], anchors: 'zola' } } };
    expect(parsed(await run(root, { config: anchors }))).toBe(3);
    expect(parsed(await run(root, { config: anchors, key: '2' }))).toBe(3);
  });

  it('changes a severity without judging anew', async () => {
    const root = blog();
    write(root, 'posts/0.md', '---\ntitle: x\n---\n\n##\n');
    expect((await run(root)).report.summary).toMatchObject({ errors: expect.any(Number) });
    const warn: UserConfig = { ...CONFIG, rules: { 'heading/empty': 'warn' } };
    const warm = await run(root, { config: warn });
    expect(parsed(warm)).toBe(0);
    expect(warm.report.diagnostics.find(({ rule }) => rule === 'heading/empty')?.severity).toBe('warning');
  });

  it('forgets files that are gone', async () => {
    const root = blog();
    await run(root);
    const before = readFileSync(join(root, '.cache/results')).length;
    rmSync(join(root, 'posts/2.md'));
    write(root, 'posts/0.md', '---\ntitle: x\n---\n');
    await run(root);
    expect(readFileSync(join(root, '.cache/results')).length).toBeLessThan(before);
    expect(readFileSync(join(root, '.cache/results'), 'utf8')).not.toContain('posts/2.md');
  });

  it('tells a failure again, as it is not kept', async () => {
    const root = blog();
    write(root, 'posts/0.md', Buffer.from('---\ntitle: x\n---\n\n\0\n'));
    const cold = await run(root);
    expect(cold.report.failures).toHaveLength(1);
    expect((await run(root)).report).toEqual(cold.report);
  });

  it('takes a file that is cut off, damaged or not ours for none', async () => {
    const root = blog();
    const { report } = await run(root);
    const path = join(root, '.cache/results');
    const whole = readFileSync(path);
    const damaged = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        return bytes;
      }),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        writeFileSync(path, bytes);
        expect((await run(root)).report).toEqual(report);
      }),
      { numRuns: 40 },
    );
  });

  it('goes without a folder that can not be written', async () => {
    const root = blog();
    write(root, '.cache', 'a file');
    const cold = await run(root);
    expect(cold.report.summary.files).toBe(3);
    expect((await run(root)).report).toEqual(cold.report);
  });
});

describe('runs of one process', () => {
  it('read the cache once, also where posts are referred to that were judged before', async () => {
    const root = blog();
    write(root, 'posts/0.md', '---\ntitle: Post 0\n---\n\n## One\n\n[Next](/posts/1#two)\n');
    await run(root);
    const memory = emptyMemory();
    let opened = 0;
    const shared = { memory, onOpen: () => opened++ };
    const all = await run(root, shared);
    const one = await run(root, { ...shared, paths: ['posts/0.md'] });
    expect([parsed(all), parsed(one), opened]).toEqual([0, 0, 1]);
    expect(one.report.diagnostics).toEqual(all.report.diagnostics);
    expect(one.report.diagnostics.map(({ rule }) => rule)).toEqual(['link/broken-anchor']);
  });

  it('ask it for posts that are judged now, and were only referred to', async () => {
    const root = blog();
    write(root, 'posts/1.md', '---\ntitle: Post 1\n---\n\n## One\n\n#### Too deep\n');
    await run(root, { config: { ...CONFIG, rules: { 'heading/skipped-level': 'off' } } });
    const memory = emptyMemory();
    expect((await run(root, { memory, paths: ['posts/0.md'] })).report.diagnostics).toEqual([]);
    expect((await run(root, { memory })).report.diagnostics.map(({ rule }) => rule)).toEqual(['heading/skipped-level']);
  });
});

describe('a run over what changed', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const post = fc.record({
    title: fc.constantFrom('One', 'Two', ''),
    image: fc.option(name),
    link: fc.tuple(name, fc.constantFrom('#one', '#two', '')),
    heading: fc.constantFrom('## One', '## Two', '### Deep', '##'),
  });
  const step = fc.oneof(
    fc.record({ do: fc.constant('post' as const), name, post }),
    fc.record({ do: fc.constant('image' as const), name, isWhole: fc.boolean() }),
    fc.record({ do: fc.constant('rename' as const), name, to: name, kind: fc.constantFrom('md', 'png') }),
    fc.record({ do: fc.constant('delete' as const), name, kind: fc.constantFrom('md', 'png') }),
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function take(root: string, change: Step): void {
    const at = (base: string, kind: string) => join(root, 'posts', `${base}.${kind}`);
    const exists = (path: string) => readdirSync(dirname(path)).includes(path.slice(dirname(path).length + 1));
    if (change.do === 'post') {
      const { title, image, link, heading } = change.post;
      write(
        root,
        `posts/${change.name}.md`,
        `---\ntitle: ${title}\n${image === null ? '' : `image: ${image}.png\n`}---\n\n${heading}\n\n[x](./${link[0]}.md${link[1]}) ![y](${link[0]}.png)\n`,
      );
    } else if (change.do === 'image') write(root, `posts/${change.name}.png`, change.isWhole ? PNG : 'no image');
    else if (change.do === 'rename' && exists(at(change.name, change.kind)))
      renameSync(at(change.name, change.kind), at(change.to, change.kind));
    else rmSync(at(change.name, change.do === 'delete' ? change.kind : 'none'), { force: true });
  }

  it('reports the same, whatever earlier runs have kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), async (rounds) => {
        const root = blog(1);
        for (const changes of rounds) {
          for (const change of changes) take(root, change);
          const warm = await run(root, { now: Date.now() });
          const cold = await run(root, { cached: false });
          expect(JSON.stringify(warm.report)).toBe(JSON.stringify(cold.report));
        }
      }),
      { numRuns: 60 },
    );
  });
});
