import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskHost } from '../src/host/disk.ts';
import { found, json } from './support/cli.ts';
import { PNG } from './support/images.ts';
import { type Repository, repositoryWith } from './support/repository.ts';
import { check } from './support/world.ts';

const post = (title: string, body: string) => `---\ntitle: ${title}\n---\n\n${body}\n`;
const CONFIG = JSON.stringify({
  collections: { posts: { include: ['posts/**/*.md'], unique: ['title'], images: ['{dir}/{ref}'] } },
  rules: { 'image/unused': 'error' },
});
const BROKEN = post('Broken', '![A cat](nowhere.png)');
const A = post('A', 'See [two](b.md#two) and [three](b.md#three).\n\n![A](a.png)');

const BASE = repositoryWith({
  'stet.config.json': CONFIG,
  '.gitignore': '*.ignored.png\n',
  'posts/a.md': A,
  'posts/b.md': post('B', '## Two\n\n## Three'),
  'posts/old.md': post('Old', '![Gone](gone.png)\n\n```\nno language\n```'),
  'posts/a.png': PNG,
});

interface Case {
  readonly name: string;
  readonly change: (repository: Repository) => void;
  readonly expected: readonly string[];
  /** Set where a fresh clone says something else, and why. */
  readonly cloneDiffers?: string;
}

const MISSING_A = 'posts/a.md:7 image/missing';
const WITH_IMAGE = post('New', '![New](new.png)');

const CASES: readonly Case[] = [
  { name: 'nothing is staged', change: () => {}, expected: [] },
  { name: 'a broken post is not tracked', change: (r) => r.write({ 'posts/new.md': BROKEN }), expected: [] },
  { name: 'a broken post is staged', change: (r) => r.stage({ 'posts/new.md': BROKEN }), expected: ['posts/new.md:5 image/missing'] },
  {
    name: 'a broken post is staged, and mended on the disk only',
    change(r) {
      r.stage({ 'posts/new.md': BROKEN });
      r.write({ 'posts/new.md': post('Broken', 'No cat.') });
    },
    expected: ['posts/new.md:5 image/missing'],
  },
  {
    name: 'a sound post is staged, and broken on the disk only',
    change(r) {
      r.stage({ 'posts/new.md': post('New', 'No cat.') });
      r.write({ 'posts/new.md': BROKEN });
    },
    expected: [],
  },
  {
    name: 'a broken post is staged, and deleted on the disk',
    change(r) {
      r.stage({ 'posts/new.md': BROKEN });
      r.remove('posts/new.md');
    },
    expected: ['posts/new.md:5 image/missing'],
  },
  {
    name: 'a broken post is added in intent only',
    change: (r) => {
      r.write({ 'posts/new.md': BROKEN });
      r.git('add', '-N', '.');
    },
    expected: [],
  },
  { name: 'an image that a post uses is deleted', change: (r) => r.git('rm', '-q', 'posts/a.png'), expected: [MISSING_A] },
  { name: 'an image is deleted on the disk only', change: (r) => r.remove('posts/a.png'), expected: [] },
  { name: 'an image is deleted in the index only', change: (r) => r.git('rm', '-q', '--cached', 'posts/a.png'), expected: [MISSING_A] },
  {
    name: 'a post is staged with its image',
    change: (r) => r.stage({ 'posts/new.md': WITH_IMAGE, 'posts/new.png': PNG }),
    expected: [],
  },
  {
    name: 'a post is staged without its image',
    change(r) {
      r.stage({ 'posts/new.md': WITH_IMAGE });
      r.write({ 'posts/new.png': PNG });
    },
    expected: ['posts/new.md:5 image/missing'],
  },
  {
    name: 'a post is staged, its image in intent only',
    change(r) {
      r.stage({ 'posts/new.md': WITH_IMAGE });
      r.write({ 'posts/new.png': PNG });
      r.git('add', '-N', 'posts/new.png');
    },
    expected: ['posts/new.md:5 image/missing'],
  },
  {
    name: 'a post is staged, and git ignores its image',
    change(r) {
      r.stage({ 'posts/new.md': post('New', '![New](new.ignored.png)') });
      r.write({ 'posts/new.ignored.png': PNG });
    },
    expected: ['posts/new.md:5 image/missing'],
  },
  {
    name: 'an image is renamed',
    change: (r) => r.git('mv', 'posts/a.png', 'posts/z.png'),
    expected: [MISSING_A],
  },
  {
    name: 'an image is renamed, and its post follows',
    change(r) {
      r.git('mv', 'posts/a.png', 'posts/z.png');
      r.stage({ 'posts/a.md': A.replace('a.png', 'z.png') });
    },
    expected: [],
  },
  {
    name: 'an image is renamed, and its post follows on the disk only',
    change(r) {
      r.git('mv', 'posts/a.png', 'posts/z.png');
      r.write({ 'posts/a.md': A.replace('a.png', 'z.png') });
    },
    expected: [MISSING_A],
  },
  {
    name: 'an image gets another letter case',
    change(r) {
      r.git('mv', 'posts/a.png', 'posts/x.png');
      r.git('mv', 'posts/x.png', 'posts/A.png');
    },
    expected: ['posts/a.md:7 image/wrong-case'],
  },
  {
    name: 'an image is replaced by something else',
    change: (r) => r.stage({ 'posts/a.png': '<html>not found</html>' }),
    expected: ['posts/a.md:7 image/corrupt'],
  },
  { name: 'an image is damaged on the disk only', change: (r) => r.write({ 'posts/a.png': 'x' }), expected: [] },
  {
    name: 'the last post that uses an image is deleted',
    change: (r) => r.git('rm', '-q', 'posts/a.md', 'posts/old.md'),
    expected: ['posts/a.png:1 image/unused'],
  },
  {
    name: 'a post that another one links to is renamed',
    change: (r) => r.git('mv', 'posts/b.md', 'posts/c.md'),
    expected: ['posts/a.md:5 link/missing-file', 'posts/a.md:5 link/missing-file'],
  },
  {
    name: 'a post that another one links to is deleted in the index only',
    change: (r) => r.git('rm', '-q', '--cached', 'posts/b.md'),
    expected: ['posts/a.md:5 link/missing-file', 'posts/a.md:5 link/missing-file'],
  },
  {
    name: 'a heading is renamed',
    change: (r) => r.stage({ 'posts/b.md': post('B', '## Second\n\n## Three') }),
    expected: ['posts/a.md:5 link/broken-anchor'],
  },
  {
    name: 'a heading is renamed on the disk only, and another post is staged',
    change(r) {
      r.write({ 'posts/b.md': post('B', '## Second') });
      r.stage({ 'posts/new.md': post('New', 'Text.') });
    },
    expected: [],
  },
  {
    name: 'a heading is renamed, and has its name back on the disk',
    change(r) {
      r.stage({ 'posts/b.md': post('B', '## Second\n\n## Three') });
      r.write({ 'posts/b.md': post('B', '## Two\n\n## Three') });
    },
    expected: ['posts/a.md:5 link/broken-anchor'],
  },
  {
    name: 'a title is taken from another post',
    change: (r) => r.stage({ 'posts/0.md': post('B', 'Text.') }),
    expected: ['posts/0.md:2 frontmatter/duplicate-value', 'posts/b.md:2 frontmatter/duplicate-value'],
  },
  {
    name: 'a post with old defects gets a line more',
    change: (r) => r.stage({ 'posts/old.md': `${readFileSync(join(r.folder, 'posts/old.md'))}\nMore.\n` }),
    expected: ['posts/old.md:5 image/missing', 'posts/old.md:7 code/missing-language'],
  },
  {
    name: 'a change that other posts can not see',
    change: (r) => r.stage({ 'posts/b.md': post('B', 'More.\n\n## Two\n\nMore.\n\n## Three') }),
    expected: [],
  },
  {
    name: 'an old defect is mended',
    change: (r) => r.stage({ 'posts/gone.png': PNG }),
    expected: [],
  },
  {
    name: 'the config is part of the commit',
    change: (r) => r.stage({ 'stet.config.json': CONFIG.replace('posts/**', 'posts') }),
    expected: ['posts/old.md:5 image/missing', 'posts/old.md:7 code/missing-language'],
    cloneDiffers: 'it judges both commits by one config',
  },
  {
    name: 'names hold spaces, quotes, line breaks and other scripts',
    change: (r) =>
      r.stage({
        'posts/a "b" \'c\'\te/\ngröße 日本.md': BROKEN,
        'posts/-x.md': post('X', '![Y](<ü %20y.png>)'),
        'posts/ü  y.png': PNG,
      }),
    expected: ['posts/a "b" \'c\'\te/\ngröße 日本.md:5 image/missing'],
  },
  {
    name: 'a link leads to a post that is staged',
    change(r) {
      r.stage({ 'shared/s.md': BROKEN });
      symlinkSync('../shared', join(r.folder, 'posts/linked'));
      symlinkSync('a.png', join(r.folder, 'posts/same.png'));
      r.git('add', 'posts/linked', 'posts/same.png');
    },
    expected: ['posts/linked/s.md:5 image/missing'],
  },
  {
    name: 'a link leads to an image that is not staged',
    change(r) {
      r.write({ 'assets/new.png': PNG });
      symlinkSync('../assets/new.png', join(r.folder, 'posts/new.png'));
      r.git('add', 'posts/new.png');
      r.stage({ 'posts/new.md': WITH_IMAGE });
    },
    expected: ['posts/new.md:5 image/missing'],
  },
  {
    name: 'an image becomes a link to itself',
    change(r) {
      r.remove('posts/a.png');
      symlinkSync('a.png', join(r.folder, 'posts/a.png'));
      r.git('add', 'posts/a.png');
    },
    expected: [MISSING_A],
  },
  {
    name: 'a file becomes a folder',
    change(r) {
      r.git('rm', '-q', 'posts/a.png');
      r.stage({ 'posts/a.png/new.md': post('New', 'Text.') });
    },
    expected: [MISSING_A],
  },
  {
    name: 'only the mode of a file changes',
    change(r) {
      chmodSync(join(r.folder, 'posts/b.md'), 0o755);
      r.git('add', 'posts/b.md');
    },
    expected: [],
  },
  {
    name: 'git is told not to look at a file',
    change(r) {
      r.git('update-index', '--assume-unchanged', 'posts/a.md');
      r.git('update-index', '--skip-worktree', 'posts/b.md');
      r.write({ 'posts/a.md': BROKEN, 'posts/new.md': post('New', '![A](a.png)') });
      r.remove('posts/b.md');
      r.git('add', 'posts/new.md');
    },
    expected: [],
  },
  {
    name: 'git converts the line ends of a post',
    change(r) {
      r.git('config', 'core.autocrlf', 'true');
      r.stage({ 'posts/new.md': BROKEN.replaceAll('\n', '\r\n') });
    },
    expected: ['posts/new.md:5 image/missing'],
  },
  {
    name: 'git converts the line ends of an image, and breaks it',
    change(r) {
      r.write({ '.gitattributes': '*.png text\n' });
      r.stage({ '.gitattributes': '*.png text\n', 'posts/new.md': WITH_IMAGE, 'posts/new.png': PNG });
    },
    expected: ['posts/new.md:5 image/corrupt'],
  },
];

/** The files of a folder, judged by themselves: what the gate must agree with. */
async function judged(folder: string): Promise<string[]> {
  const report = await check({
    files: {},
    config: JSON.parse(readFileSync(join(folder, 'stet.config.json'), 'utf8')),
    below: diskHost(folder),
  });
  return report.diagnostics.map(({ path, rule, range, message }) => `${path}:${range.start.offset}-${range.end.offset} ${rule} ${message}`);
}

const BEFORE = judged(BASE.checkout('HEAD'));

describe('what is staged', () => {
  it.each(CASES)('is judged as the commit will be: $name', async ({ change, expected, cloneDiffers }) => {
    const repository = BASE.copy();
    change(repository);
    const { diagnostics } = json(repository.folder, ['--staged']);
    expect(found(diagnostics)).toEqual(expected);
    if (cloneDiffers !== undefined) return;

    repository.commit();
    const before = new Set(await BEFORE);
    const changed = new Set(repository.git('diff', '--name-only', '-z', '--no-renames', 'HEAD~', 'HEAD').split('\0'));
    const after = await judged(repository.checkout('HEAD'));
    const isOfChange = (line: string) => [...changed].some((path) => line.startsWith(`${path}:`)) || !before.has(line);
    expect(
      diagnostics.map(({ path, rule, range, message }) => `${path}:${range.start.offset}-${range.end.offset} ${rule} ${message}`),
    ).toEqual(after.filter(isOfChange));
  });
});
