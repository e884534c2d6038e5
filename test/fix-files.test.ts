import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskWriter } from '../src/host/write.ts';
import { folderWith, json, stet } from './support/cli.ts';
import { killAfter, posts, stateOf } from './support/kill.ts';

const BAD = '#Sourdough\n\n![a](a.png)\n';
const GOOD = '# Sourdough\n\n![a](a.png)\n';
const read = (folder: string, path = 'posts/a.md') => readFileSync(join(folder, path), 'utf8');

describe('--fix', () => {
  it('writes what is fixed, reports what remains, and exits by that', () => {
    const folder = folderWith({ 'posts/a.md': BAD, 'posts/b.md': '#Bread\n' });
    const { code, stdout, stderr } = stet(folder, ['--fix', '--format', 'json']);
    const { diagnostics } = JSON.parse(stdout);
    expect([code, diagnostics.map(({ rule }: { rule: string }) => rule)]).toEqual([1, ['image/missing']]);
    expect(diagnostics[0].range.start).toEqual({ line: 3, column: 6, offset: 18 });
    expect(stderr).toContain('2 files fixed');
    expect([read(folder), read(folder, 'posts/b.md')]).toEqual([GOOD, '# Bread\n']);
    expect(stet(folder, ['--fix', 'posts/b.md']).code).toBe(0);
    expect(readdirSync(join(folder, 'posts'))).toEqual(['a.md', 'b.md']);
  });

  it('shows source lines of the new text', () => {
    expect(stet(folderWith({ 'posts/a.md': `${BAD}\n##Two\n` }), ['--fix']).stdout).toContain('3 │ ![a](a.png)');
  });

  it('makes unsafe fixes only when it is told to', () => {
    const folder = folderWith({ 'posts/a.md': '** bold** text\n' });
    expect(stet(folder, ['--fix']).stdout).toContain('1 that --unsafe-fixes repairs');
    expect(read(folder)).toBe('** bold** text\n');
    stet(folder, ['--unsafe-fixes']);
    expect(read(folder)).toBe('**bold** text\n');
  });

  it('may stand beside --unsafe-fixes, which it is a part of', () => {
    const folder = folderWith({ 'posts/a.md': '** bold** text\n' });
    expect(stet(folder, ['--fix', '--unsafe-fixes', '--diff'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('+**bold** text'),
    });
    expect(stet(folder, ['--fix', '--unsafe-fixes']).code).toBe(0);
    expect(read(folder)).toBe('**bold** text\n');
  });

  it('leaves alone what it does not report', () => {
    const files = { 'posts/a.md': `<!-- stet heading/not-a-heading -->\n${BAD}`, 'posts/b.md': BAD };
    const folder = folderWith(files);
    stet(folder, ['--fix', '--quiet']);
    stet(folder, ['--fix', '--rule', 'heading/not-a-heading=off']);
    stet(folder, ['--fix', 'posts/a.md']);
    expect([read(folder), read(folder, 'posts/b.md')]).toEqual([files['posts/a.md'], files['posts/b.md']]);
  });

  it('keeps the mode, and links as links', () => {
    const folder = folderWith({ 'store/a.txt': BAD, 'posts/b.md': BAD });
    chmodSync(join(folder, 'posts/b.md'), 0o640);
    chmodSync(join(folder, 'store/a.txt'), 0o755);
    symlinkSync('../store/a.txt', join(folder, 'posts/a.md'));
    stet(folder, ['--fix']);
    expect([read(folder, 'store/a.txt'), read(folder, 'posts/b.md')]).toEqual([GOOD, GOOD]);
    expect(lstatSync(join(folder, 'posts/a.md')).isSymbolicLink()).toBe(true);
    expect(realpathSync(join(folder, 'posts/a.md'))).toBe(realpathSync(join(folder, 'store/a.txt')));
    expect([statSync(join(folder, 'posts/b.md')).mode & 0o777, statSync(join(folder, 'store/a.txt')).mode & 0o777]).toEqual([0o640, 0o755]);
  });

  it('leaves files with several names alone, says so, and reports them as they are', () => {
    const folder = folderWith({ 'posts/a.md': BAD, 'posts/b.md': BAD });
    linkSync(join(folder, 'posts/a.md'), join(folder, 'other'));
    const { code, stderr, stdout } = stet(folder, ['--fix', '--format', 'concise']);
    expect([code, read(folder), read(folder, 'other'), read(folder, 'posts/b.md')]).toEqual([2, BAD, BAD, GOOD]);
    expect(stderr).toContain('posts/a.md: It has 2 names');
    expect(stdout).toContain('posts/a.md:1:1 warning heading/not-a-heading');
  });

  it('leaves alone what is no UTF-8, byte by byte', () => {
    const bytes = Buffer.from('#Sourdough caf\xe9\n', 'latin1');
    const folder = folderWith({ 'posts/a.md': bytes });
    expect(stet(folder, ['--fix']).code).toBe(2);
    expect(readFileSync(join(folder, 'posts/a.md')).equals(bytes)).toBe(true);
  });
});

describe('--diff', () => {
  it('shows a patch that git takes, writes nothing, and exits with 1', () => {
    const files = { 'posts/a b.md': `#One\r\n\r\n${'text\r\n\r\n'.repeat(9)}##Two`, 'posts/é.md': BAD };
    const folder = folderWith(files);
    const { code, stdout } = stet(folder, ['--diff']);
    expect([code, read(folder, 'posts/a b.md')]).toEqual([1, files['posts/a b.md']]);
    expect(stdout).toContain('--- a/posts/é.md\n+++ b/posts/é.md\n@@ -1,3 +1,3 @@\n-#Sourdough\n+# Sourdough\n');
    expect(spawnSync('git', ['apply', '-'], { cwd: folder, input: stdout }).stderr.toString()).toBe('');
    expect(read(folder, 'posts/a b.md')).toBe(files['posts/a b.md'].replace('#One', '# One').replace('##Two', '## Two'));
    expect(read(folder, 'posts/é.md')).toBe(GOOD);
  });

  it('says nothing where there is nothing to change, whatever else is found', () => {
    expect(stet(folderWith({ 'posts/a.md': GOOD }), ['--diff'])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('on standard input', () => {
  it('the new text goes to stdout, the report to stderr', () => {
    const folder = folderWith({ 'posts/a.md': 'on the disk\n' });
    const { code, stdout, stderr } = stet(folder, ['--fix', '--stdin-filename', 'posts/a.md'], { input: `\uFEFF${BAD}` });
    expect([code, stdout]).toEqual([1, `\uFEFF${GOOD}`]);
    expect(stderr).toContain('image/missing');
    expect(read(folder)).toBe('on the disk\n');
  });

  it('a text without fixes comes back as it was', () => {
    expect(stet(folderWith({}), ['--fix', '--stdin'], { input: 'fine  \r\n' })).toMatchObject({ code: 0, stdout: 'fine  \r\n' });
  });

  it('a patch can be had instead', () => {
    const { code, stdout } = stet(folderWith({}), ['--diff', '--stdin'], { input: BAD });
    expect([code, stdout.split('\n')[0]]).toEqual([1, '--- a/stdin.md']);
  });
});

describe('a file that is replaced', () => {
  const [old, next] = [Buffer.from('old'), Buffer.from('new')];

  it('is left alone when it was changed meanwhile, or is gone', () => {
    const folder = folderWith({ 'a.md': 'changed' });
    expect(() => diskWriter(folder).replace('a.md', old, next)).toThrow('It was changed while it was checked');
    expect(() => diskWriter(folder).replace('b.md', old, next)).toThrow('It is not there any more');
    expect([read(folder, 'a.md'), readdirSync(folder)]).toEqual(['changed', ['a.md']]);
  });

  it('loses the drafts of runs that were killed, and no others', () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const folder = folderWith({
      'a.md': 'old',
      [`.a.md.stet-${gone}`]: 'dr',
      [`.a.md.stet-${process.ppid}`]: 'dr',
      [`.b.md.stet-${gone}`]: 'dr',
    });
    diskWriter(folder).replace('a.md', old, next);
    expect(readdirSync(folder).sort()).toEqual([`.a.md.stet-${process.ppid}`, `.b.md.stet-${gone}`, 'a.md'].sort());
  });
});

it('a run that is killed leaves old files and new ones, and the next run finishes its work', { timeout: 60_000 }, async () => {
  const folder = posts(16);
  for (const [written, later] of [
    [1, 0],
    [8, 3],
    [20, 1],
  ] as const) {
    const { torn, old, fixed } = await killAfter(folder, written, later);
    expect({ torn, all: old + fixed }).toEqual({ torn: [], all: 16 });
  }
  stet(folder, ['--fix']);
  expect(stateOf(folder)).toMatchObject({ old: 0, fixed: 16, torn: [] });
  expect(json(folder).diagnostics).toEqual([]);
  rmSync(folder, { recursive: true });
});

it('a file that is changed during the run is not written over', () => {
  const folder = folderWith({ 'posts/a.md': BAD });
  // The rule runs when the file was read, and before it is written.
  writeFileSync(
    join(folder, 'stet.config.mjs'),
    `import { appendFileSync } from 'node:fs';
     const rule = { kind: 'file', meta: { summary: 's', level: 'warn' }, *check({ path, text }) {
       if (text.startsWith('# ')) appendFileSync(new URL(path, import.meta.url), 'mine');
     } };
     export default { collections: { posts: { include: ['posts/*.md'] } }, plugins: [{ name: 'own', rules: { rule } }] };`,
  );
  const { code, stderr } = stet(folder, ['--fix']);
  expect([code, read(folder)]).toEqual([2, `${BAD}mine`]);
  expect(stderr).toContain('It was changed while it was checked');
});
