import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { collectionsOf } from '../src/config/collections.ts';
import { resolveConfig } from '../src/config/resolve.ts';
import { createProject } from '../src/engine/project.ts';
import { diskHost } from '../src/host/disk.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import type { Host } from '../src/model/host.ts';
import { stopwatch } from '../src/model/stopwatch.ts';
import { folderWith } from './support/cli.ts';
import { PNG } from './support/images.ts';

/** Work is counted, as seconds depend on the machine: what is done twice costs twice everywhere. */
async function work(posts: number): Promise<{ reads: Map<string, number>; laps: (name: string) => number }> {
  const files = new Map<string, string | Uint8Array>([['posts/shared.png', PNG]]);
  for (let i = 0; i < posts; i++)
    files.set(`posts/${i}.md`, `---\ntitle: Post ${i}\n---\n\n## One\n\n![A dot](shared.png) [Next](${(i + 1) % posts}.md#one)\n`);
  const { host, reads } = counting(overlayHost(files, emptyHost));
  const { collections } = await collectionsOf({ file: undefined, config: {} }, host);
  const config = resolveConfig({}, collections, rules, []);
  const timing = { stages: stopwatch(() => 0), files: stopwatch(() => 0) };
  reads.clear();
  const paths = [...files.keys()].filter((path) => path.endsWith('.md'));
  const { diagnostics } = await createProject({ host, config, rules, ruleUrl: (id) => id, paths, timing }).check();
  expect(diagnostics).toEqual([]);
  return { reads, laps: (name) => timing.files.laps.get(name)?.count ?? 0 };
}

function counting(host: Host): { host: Host; reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const count = (path: string) => reads.set(path, (reads.get(path) ?? 0) + 1);
  return {
    reads,
    host: {
      ...host,
      read(path) {
        count(path);
        return host.read(path);
      },
      readHead(path, length) {
        count(path);
        return host.readHead(path, length);
      },
      list(folder) {
        count(`${folder}/`);
        return host.list(folder);
      },
    },
  };
}

/** What is read again when one of some posts on the disk has changed. */
async function workAgain(posts: number): Promise<readonly string[]> {
  const paths = Array.from({ length: posts }, (_, index) => `posts/${index}.md`);
  const body = (path: string) => `## One\n\n[Here](${path.slice(6)}#one)\n`;
  const folder = folderWith(Object.fromEntries(paths.map((path) => [path, body(path)])));
  const { host, reads } = counting(diskHost(folder));
  const { collections } = await collectionsOf({ file: undefined, config: {} }, host);
  const config = resolveConfig({}, collections, rules, []);
  const project = createProject({ host, config, rules, ruleUrl: (id) => id, paths });
  expect((await project.check()).diagnostics).toEqual([]);
  reads.clear();
  writeFileSync(`${folder}/posts/1.md`, '[more]()\n');
  project.update('posts/1.md', undefined);
  await project.refresh(paths);
  expect((await project.check()).diagnostics).toHaveLength(1);
  return [...reads].flatMap(([path, count]) => (path.endsWith('/') ? [] : [`${path} ${count}`]));
}

describe('a check of what was checked before', () => {
  it.each([5, 50])('reads the one of %i posts that has changed', async (posts) => {
    // Once to judge it, and once to find the lines of what is told.
    expect(await workAgain(posts)).toEqual(['posts/1.md 2']);
  });
});

describe('a run', () => {
  it.each([5, 50])('reads, parses and judges each of %i posts once', async (posts) => {
    const { reads, laps } = await work(posts);
    expect(laps('read')).toBe(posts);
    expect(laps('parse')).toBe(posts);
    expect(laps('heading/skipped-level')).toBe(posts);
    expect(laps('link/broken-anchor')).toBe(posts);
    const counts = [...reads].filter(([path]) => path.endsWith('.md')).map(([, count]) => count);
    expect(counts).toEqual(Array.from({ length: posts }, () => 1));
  });

  it('reads an image once, however many posts show it', async () => {
    expect((await work(50)).reads.get('posts/shared.png')).toBe(1);
  });

  it('lists each folder as often for many posts as for few', async () => {
    const listings = ({ reads }: Awaited<ReturnType<typeof work>>) => [...reads].filter(([path]) => path.endsWith('/'));
    expect(listings(await work(50))).toEqual(listings(await work(5)));
  });
});
