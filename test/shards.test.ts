import { appendFileSync, cpSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shardFlag } from '../src/cli/shard-flag.ts';
import { folderWith, stet } from './support/cli.ts';
import { PNG } from './support/images.ts';

const post = (title: string, body: string) => `---\ntitle: ${title}\n---\n\n${body}\n`;

/** Posts that refer to each other, and every third of them has something wrong that only another file tells. */
function manyPosts(): string {
  const posts = Array.from({ length: 40 }, (_, i) => {
    const other = (i * 7 + 3) % 40;
    const wrong = ['![A](/nowhere.png)', `[Next](p${other}.md#nowhere)`, '```\nno language\n```'][i % 3];
    return [
      `posts/p${i}.md`,
      post(i % 9 === 0 ? 'Same title' : `Post ${i}`, `## Part ${i}\n\n[Next](p${other}.md#part-${other})\n\n![A](/a.png)\n\n${wrong}`),
    ];
  });
  return folderWith({
    ...Object.fromEntries(posts),
    'posts/latin.md': Buffer.from('---\ntitle: \xe9\n---\n', 'latin1'),
    'public/a.png': PNG,
    'public/unused.png': PNG,
    'stet.config.json': JSON.stringify({
      collections: { posts: { include: ['posts/*.md'], unique: ['title'] } },
      rules: { 'image/unused': 'warn', 'image/duplicate': 'warn' },
    }),
  });
}

function reportsOf(folder: string, total: number, ...args: string[]): string[] {
  return Array.from({ length: total }, (_, at) => {
    const name = `shard-${at + 1}`;
    const { code, stdout } = stet(folder, ['--shard', `${at + 1}/${total}`, '--output-file', name, ...args]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    return name;
  });
}

describe('the merged report', () => {
  const folder = manyPosts();
  const whole = stet(folder, ['--format', 'json', '--no-cache']);

  it.each([1, 2, 5])('is the one of a run that was not divided, byte for byte: %d shards', (total) => {
    expect(JSON.parse(whole.stdout).diagnostics.length).toBeGreaterThan(30);
    const reports = reportsOf(folder, total).reverse();
    const merged = stet(folder, ['merge', '--format', 'json', ...reports]);
    expect(merged.stdout).toBe(whole.stdout);
    expect(merged.code).toBe(whole.code);
    expect(merged.stderr).toBe(whole.stderr);
  });

  it('heeds marks as it is told itself', () => {
    const marked = folderWith({
      'posts/a.md': post('A', '<!-- stet image/missing -->\n\n![A](/no.png)'),
      'posts/b.md': post('B', 'Text.'),
      'public/a.png': PNG,
    });
    const reports = reportsOf(marked, 2);
    for (const flags of [[], ['--no-marks']]) {
      const merged = stet(marked, ['merge', ...reports, '--format', 'json', ...flags]);
      expect(merged).toEqual(stet(marked, ['--format', 'json', ...flags]));
      expect(merged.code).toBe(flags.length);
    }
  });

  it('tells the same with other flags, whether the shards have a cache or not', () => {
    const flags = ['--rule', 'code/missing-language=error', '--quiet'];
    const reports = reportsOf(folder, 2, '--no-cache', ...flags.slice(0, 2));
    for (const format of ['text', 'concise', 'jsonl'])
      expect(stet(folder, ['merge', ...reports, ...flags, '--format', format])).toEqual(stet(folder, [...flags, '--format', format]));
  });

  it('is made from what the shards found out, in another checkout, and from the files where they differ', () => {
    const reports = reportsOf(folder, 3);
    const copy = folderWith({});
    cpSync(folder, copy, { recursive: true });
    // Of the same size: taken for the same.
    const path = join(copy, 'posts/p1.md');
    writeFileSync(path, readFileSync(path, 'utf8').replace('nowhere', 'nowhare'));
    expect(stet(copy, ['merge', ...reports, '--format', 'json']).stdout).toBe(whole.stdout);
    appendFileSync(path, '\n![](b.png)\n');
    expect(stet(copy, ['merge', ...reports, '--format', 'json']).stdout).toBe(stet(copy, ['--format', 'json']).stdout);
  });
});

describe('a merge', () => {
  const folder = manyPosts();
  reportsOf(folder, 3);
  stet(folder, ['--shard', '1/2', '-o', 'half']);
  cpSync(join(folder, 'shard-1'), join(folder, 'cut-off'));
  truncateSync(join(folder, 'cut-off'), statSync(join(folder, 'cut-off')).size - 1);
  writeFileSync(
    join(folder, 'older'),
    readFileSync(join(folder, 'shard-1'), 'latin1').replace(/^(stet shard \S+ \S+) .*/, '$1 0.0.1 x'),
    'latin1',
  );

  it.each([
    [[], '`stet merge` needs the reports that the shards have written'],
    [['shard-1', 'shard-3'], 'missing: shard 2/3'],
    [['shard-1'], 'missing: shard 2/3, shard 3/3'],
    [['shard-1', 'shard-2', 'shard-1'], '`shard-1` and `shard-1` are both shard 1/3'],
    [['shard-1', 'half'], '`half` is one of 2 shards, and `shard-1` one of 3'],
    [['shard-1', 'posts/p1.md'], '`posts/p1.md` is no report of `--shard`'],
    [['cut-off'], '`cut-off` is damaged, or cut off'],
    [['older'], '`older` was written by another version of stet: run all shards and `stet merge` with one'],
  ])('of %j is refused', (reports, message) => {
    const { code, stdout, stderr } = stet(folder, ['merge', ...reports]);
    expect({ code, stdout, stderr: stderr.trim() }).toEqual({ code: 2, stdout: '', stderr: `stet: ${message}` });
  });
});

describe('--shard', () => {
  it.each([
    [
      { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '4' },
      { index: 2, total: 4 },
    ],
    [
      { CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '4' },
      { index: 1, total: 4 },
    ],
    [
      { BUILDKITE_PARALLEL_JOB: '3', BUILDKITE_PARALLEL_JOB_COUNT: '4' },
      { index: 4, total: 4 },
    ],
    [
      { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '16' },
      { index: 1, total: 16 },
    ],
  ])('auto is, with %j, %j', (env, shard) => {
    expect(shardFlag('auto', env)).toEqual(shard);
  });

  it.each([
    ['0/4', {}, '`--shard 0/4`: there is no such shard; they go from 1/n to n/n'],
    ['5/4', {}, '`--shard 5/4`: there is no such shard; they go from 1/n to n/n'],
    ['two', {}, '`--shard` needs a number and a total such as `2/16`, or `auto`; not `two`'],
    [
      'auto',
      { JOB_COMPLETION_INDEX: '1' },
      '`--shard auto`: `JOB_COMPLETION_INDEX` is set, but `JOB_COMPLETIONS` is not: set it to the number of jobs',
    ],
    [
      'auto',
      { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '4' },
      '`CI_NODE_INDEX=0` with `CI_NODE_TOTAL=4`: there is no such shard; they go from 1/n to n/n',
    ],
    ['auto', {}, /^`--shard auto`: none of `CI_NODE_INDEX`, .* is set; write `--shard 1\/4` instead$/],
  ])('%s is refused with %j', (text, env, message) => {
    expect(() => shardFlag(text, env)).toThrow(message);
  });

  it.each([
    [['--shard', '1/2'], '`--shard` needs `--output-file`: the file that `stet merge` will read'],
    [['--shard', '1/2', '-o', 'x', 'posts'], '`--shard` takes no paths: the shards share all files of the collections'],
    [['--shard', '1/2', '-o', 'x', '--staged'], '`--staged` and `--shard` exclude each other'],
    [['--shard', '1/2', '-o', 'nowhere/x'], /^the report can't be written to `.*nowhere\/x`: /],
  ])('%j says what was meant', (args, message) => {
    const { code, stderr } = stet(folderWith({ 'posts/a.md': post('A', 'Text.') }), args);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n').at(-1)?.replace('stet: ', '')).toMatch(message);
  });
});
