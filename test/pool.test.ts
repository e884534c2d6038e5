import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MapJob } from '../src/engine/project.ts';
import { threadPool } from '../src/host/pool.ts';
import type { MappedJson } from '../src/model/result.ts';
import { stet } from './support/cli.ts';
import { temporaryFolder } from './support/folders.ts';

let root: string;
beforeAll(() => {
  root = temporaryFolder('stet-pool-');
  mkdirSync(join(root, 'posts'));
  for (let i = 0; i < 450; i++)
    writeFileSync(
      join(root, `posts/${i}.md`),
      `---\ntitle: Post ${i}\n---\n\n### Too deep\n\n[Next](${i + 1}.md#too-deep)\n\n\`\`\`\n${i}\n\`\`\`\n`,
    );
  writeFileSync(join(root, 'posts/13.md'), Buffer.from([0x23, 0x20, 0xff]));
});

describe('threads', () => {
  it('don’t change what is reported', () => {
    const [one, two, four] = ['1', '2', '4'].map((threads) => stet(root, ['--no-cache', '--threads', threads, '--format', 'json']));
    expect(one?.code).toBe(2);
    expect(JSON.parse(one?.stdout ?? '').summary.files).toBe(449);
    expect(two).toEqual(one);
    expect(four).toEqual(one);
  });

  it('fill one cache, from which all are answered', () => {
    const cache = join(root, 'cache');
    const [cold, warm] = ['4', '1'].map((threads) => stet(root, ['--cache-dir', cache, '--threads', threads, '--format', 'json']));
    expect(warm).toEqual(cold);
    expect(readdirSync(cache)).toHaveLength(1);
    const { stderr } = stet(root, ['--cache-dir', cache, '--timing']);
    expect(stderr).toMatch(/ \d+ × {2}link\/broken-anchor\n/);
    expect(stderr).not.toMatch(/ parse\n/);
  });

  it('must be one at least', () => {
    expect(stet(root, ['--threads', '0'])).toMatchObject({ code: 2, stderr: 'stet: `--threads` needs at least 1\n' });
    expect(stet(root, ['--threads', 'two']).stderr).toContain('needs a whole number, not `two`');
  });
});

describe('a thread that breaks off', () => {
  const settings = { reading: { dialect: 'markdown' as const }, rules: [], hasGuests: false };
  const jobs = Array.from({ length: 300 }, (_, i): MapJob => ({ path: `${i}.md`, settings, stamp: { key: '', size: 0, time: 0 } }));
  const mapped: MappedJson = { json: undefined, failures: [] };

  it.each([
    ['before it began', 'throw new Error("no");'],
    [
      'with jobs in its hands',
      'const { workerData: { cursor } } = require("worker_threads"); Atomics.add(cursor, 0, 20); process.exit(1);',
    ],
    ['with nothing to say', 'process.exit(0);'],
  ])('%s leaves its jobs to the others', async (name, code) => {
    const script = join(root, `${name.replaceAll(' ', '-')}.cjs`);
    writeFileSync(script, code);
    const pool = threadPool({ root, script: () => script, threads: 3, hashed: false });
    const taken: string[] = [];
    await pool(
      jobs,
      async () => mapped,
      ({ path }) => taken.push(path),
      undefined,
    );
    expect(taken.sort()).toEqual(jobs.map(({ path }) => path).sort());
  });
});
