import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskHost } from '../src/host/disk.ts';
import { HostError } from '../src/model/errors.ts';
import { folderWith, found, json, stet } from './support/cli.ts';
import { check } from './support/world.ts';

const GOOD = '---\ntitle: Good\n---\n\n```\ncode\n```\n';
const WARNED = 'posts/good.md:5 code/missing-language';
const canLink = process.platform !== 'win32';
const isRoot = process.getuid?.() === 0;

/** Aliases that would expand to 9 ** 9 values. */
const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`),
].join('\n');

it.each([
  ['invalid UTF-8', Buffer.from('---\ntitle: \xff\n---\n', 'latin1'), 'Line 2 is not valid UTF-8; save the file as UTF-8'],
  ['UTF-16', Buffer.from('\ufeff# Title', 'utf16le'), 'The file is UTF-16; save it as UTF-8'],
  ['a NUL byte', '---\ntitle: x\n---\n\nA\0B\n', 'Line 5 holds a NUL byte; remove it, or exclude the file if it is no text'],
])('a file with %s is a failure, and the others are judged', (_, content, message) => {
  const folder = folderWith({ 'posts/bad.md': content, 'posts/good.md': GOOD });
  const report = json(folder);
  expect(report.failures).toEqual([{ path: 'posts/bad.md', message }]);
  expect(found(report.diagnostics)).toEqual([WARNED]);
  const { code, stderr } = stet(folder, []);
  expect(code).toBe(2);
  expect(stderr).not.toContain('internal error');
});

it.each([
  ['aliases without bound', `---\ntitle: x\n${bomb}\n---\n`, ['posts/bad.md:7 frontmatter/syntax']],
  ['brackets 5,000 deep', `---\ntitle: ${'['.repeat(5000)}\n---\n`, ['posts/bad.md:2 frontmatter/syntax']],
  ['an alias without an anchor', '---\ntitle: *nobody\n---\n', ['posts/bad.md:2 frontmatter/syntax']],
  ['nothing at all', '', []],
  ['only a byte order mark', '\ufeff', []],
  ['quotations 20,000 deep', `${'>'.repeat(20_000)} x\n`, []],
  ['lists 5,000 deep', `${'- '.repeat(5000)} x\n`, []],
  ['emphasis 20,000 deep', `## ${'*a _'.repeat(20_000)} x\n`, []],
  ['a late front matter of deep lines that never ends', `\n---\ntitle: x\n${`${' '.repeat(30)}x\n`.repeat(200)}End\n`, []],
  ['a lone surrogate', Buffer.from('## A \ud800 B\n\n#### C\n', 'utf8'), ['posts/bad.md:3 heading/skipped-level']],
])('a post with %s is judged, and so are the others', async (_, content, expected) => {
  const { diagnostics, failures } = await check({ files: { 'posts/bad.md': content, 'posts/good.md': GOOD } });
  expect(found(diagnostics)).toEqual([...expected, WARNED]);
  expect(failures).toEqual([]);
});

it.each([
  ['quotations 20,000 deep', `${'>'.repeat(20_000)} x\n`],
  ['an attribute that never ends', `<A${' {...{'.repeat(3000)}\n`],
  ['tags and braces that never end', '{<b>\n'.repeat(60)],
  ['braces that end late', `${'{<b c={\n'.repeat(40)}${'}'.repeat(80)}\n`],
])('an MDX post with %s is judged, and so are the others', async (_, content) => {
  const { diagnostics } = await check({ files: { 'posts/bad.mdx': content, 'posts/good.md': GOOD } });
  expect(found(diagnostics)).toContain(WARNED);
});

it('a post of 20 MB is judged to its end', async () => {
  const paragraph = 'Some *text* with [a link](https://example.com) and `code`, and some more text to fill the line.\n\n';
  const { diagnostics } = await check({
    files: { 'posts/big.md': `## A\n\n${paragraph.repeat(Math.ceil(20e6 / paragraph.length))}#### Z\n` },
  });
  expect(diagnostics.map(({ rule }) => rule)).toEqual(['heading/skipped-level']);
});

it.skipIf(!canLink)('links that lead nowhere, or around, and folders named as posts are failures', () => {
  const folder = folderWith({ 'posts/good.md': GOOD, 'posts/folder.md/inner.md': GOOD });
  symlinkSync('nowhere.md', join(folder, 'posts/dangling.md'));
  symlinkSync('loop.md', join(folder, 'posts/loop.md'));
  symlinkSync('..', join(folder, 'posts/up'));
  symlinkSync('good.md', join(folder, 'posts/linked.md'));
  const { diagnostics, failures } = json(folder);
  expect(found(diagnostics)).toEqual([
    'posts/folder.md/inner.md:5 code/missing-language',
    WARNED,
    'posts/linked.md:5 code/missing-language',
  ]);
  expect(failures).toEqual([
    { path: 'posts/dangling.md', message: 'It is a symbolic link that leads nowhere' },
    { path: 'posts/folder.md', message: 'It is a folder with the name of a post; rename it, or exclude it' },
    { path: 'posts/loop.md', message: 'It is a symbolic link that leads nowhere' },
    { path: 'posts/up/posts', message: 'It is a symbolic link that leads back to a folder above it' },
  ]);
  expect(stet(folder, []).code).toBe(2);
});

it.skipIf(!canLink || isRoot)('a file and a folder that may not be read are failures', () => {
  const folder = folderWith({ 'posts/good.md': GOOD, 'posts/secret.md': GOOD });
  mkdirSync(join(folder, 'posts/closed'));
  chmodSync(join(folder, 'posts/secret.md'), 0);
  chmodSync(join(folder, 'posts/closed'), 0);
  const { diagnostics, failures } = json(folder);
  chmodSync(join(folder, 'posts/closed'), 0o700);
  expect(found(diagnostics)).toEqual([WARNED]);
  expect(failures).toEqual([
    { path: 'posts/closed', message: 'No permission to read it' },
    { path: 'posts/secret.md', message: 'No permission to read it' },
  ]);
});

it('what the disk refuses is a HostError with a sentence', () => {
  const host = diskHost(folderWith({ 'a.md': GOOD }));
  expect(() => host.read('nope.md')).toThrow(new HostError('The file does not exist'));
  expect(() => host.read('')).toThrow(new HostError('It is a folder, not a file'));
  expect(host.list('nope')).toBeUndefined();
  expect(host.list('a.md')).toBeUndefined();
});

it.skipIf(!canLink)('folders of images and pages are walked once, however their links loop', () => {
  const folder = folderWith({ 'next.config.js': 'module.exports = {}', 'app/page.js': '', 'public/used.svg': '', 'posts/good.md': GOOD });
  for (const name of ['a', 'b', 'c']) {
    symlinkSync('..', join(folder, 'app', name));
    symlinkSync('..', join(folder, 'public', name));
  }
  const { diagnostics } = json(folder, ['--rule', 'image/unused=warn', '--rule', 'code/missing-language=off']);
  expect(found(diagnostics)).toContain('public/used.svg:1 image/unused');
});
