import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, stet } from './support/cli.ts';
import { editorIn, PUSHED } from './support/editor.ts';
import { PNG } from './support/images.ts';

const FILES = {
  'posts/one.md': '---\ntitle: One\n---\n\n# One\n\n### Deep\n\n![here](one.png) ![there](lost.png) [two](two.md#two)\n',
  'posts/two.md': '---\ntitle: Two\n---\n\n## Two\n',
  'posts/one.png': PNG,
  'other/two.md': '---\ntitle: Other\n---\n\n## Two\n\n#### Deep\n',
  'package.json': '{}',
};

/** What may change between two runs, and must be seen by the second. */
const CHANGES: Readonly<Record<string, (root: string) => void>> = {
  'a post is edited': (root) => writeFileSync(join(root, 'posts/one.md'), FILES['posts/one.md'].replace('###', '##')),
  'a post is edited to the same size': (root) =>
    writeFileSync(join(root, 'posts/two.md'), FILES['posts/two.md'].replace('## Two', '## Owt')),
  'a post is added': (root) => writeFileSync(join(root, 'posts/three.md'), '[one](ones.md)\n'),
  'a post is deleted': (root) => unlinkSync(join(root, 'posts/two.md')),
  'an image is added': (root) => writeFileSync(join(root, 'posts/lost.png'), PNG),
  'an image is deleted': (root) => unlinkSync(join(root, 'posts/one.png')),
  'an image is cut off': (root) => writeFileSync(join(root, 'posts/one.png'), PNG.subarray(0, 40)),
  'an image gets another case': (root) => renameSync(join(root, 'posts/one.png'), join(root, 'posts/One.png')),
  'a folder is renamed': (root) => renameSync(join(root, 'posts'), join(root, 'post')),
  'a config is added': (root) => writeFileSync(join(root, 'stet.config.json'), '{ "rules": { "heading/skipped-level": "off" } }'),
  'a framework is added': (root) => writeFileSync(join(root, 'package.json'), '{ "dependencies": { "astro": "5" } }'),
  'findings are accepted': (root) => void stet(root, ['baseline']),
  'remark gets a config': (root) => writeFileSync(join(root, '.remarkrc.json'), '{ "plugins": ["./nothing.mjs"] }'),
  'remark gets a config in a folder': (root) => writeFileSync(join(root, 'posts/.remarkrc.json'), '{ "plugins": ["./nothing.mjs"] }'),
  'a link leads elsewhere': (root) => {
    const link = join(root, 'posts/linked.md');
    unlinkSync(link);
    symlinkSync('../other/two.md', link);
  },
  'what a link leads to is edited': (root) => appendFileSync(join(root, 'other/one.md'), '\n###### Deeper\n'),
};

const CACHE = ['--cache-dir', '.cache'];
const kept = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('report-'));
const report = (root: string, ...args: string[]) => {
  const { code, stdout, stderr } = stet(root, ['--format', 'json', ...args]);
  return { code, stdout, stderr };
};

const roots = new Map<string, string>();

/** Files that have just been written may change without a trace: a run of them is not kept. */
beforeAll(async () => {
  for (const name of ['nothing', 'flags', 'damage', 'code', 'fresh', 'editor', 'folders', ...Object.keys(CHANGES)]) {
    const root = folderWith({ ...FILES, 'other/one.md': '---\ntitle: Linked\n---\n\n## A\n' });
    symlinkSync('../other/one.md', join(root, 'posts/linked.md'));
    mkdirSync(join(root, '.cache'));
    if (name === 'editor') mkdirSync(join(root, 'node_modules'));
    roots.set(name, root);
  }
  await setTimeout(2100);
});

/** Where a run has been kept. */
function ran(name: string): string {
  const root = roots.get(name) ?? '';
  report(root, ...CACHE);
  expect(kept(join(root, '.cache'))).toHaveLength(1);
  return root;
}

/** Puts something else in the place of a word of the report that is kept, sealed as if a run had written it. */
function forge(root: string, word: string, other: string, { seal = true, folder = join(root, '.cache') } = {}): void {
  const path = join(folder, kept(folder)[0] ?? '');
  const [head = '', ...rest] = readFileSync(path, 'utf8').split('\n');
  const body = rest.join('\n').replaceAll(word, other);
  const hash = createHash('sha1').update(body).digest('base64url');
  writeFileSync(path, `${seal ? head.replace(/\S+$/, hash) : head}\n${body}`);
}

describe('the report of a run that sees what an earlier one saw', () => {
  it('is the one that was kept', () => {
    const root = ran('nothing');
    const before = report(root, ...CACHE);
    expect(before).toEqual(report(root, '--no-cache'));
    forge(root, 'heading/skipped-level', 'heading/as-it-was-kept');
    expect(report(root, ...CACHE).stdout).toContain('heading/as-it-was-kept');
    expect(stet(root, CACHE).stdout).toContain('heading/as-it-was-kept');
    expect(report(root, '--no-cache')).toEqual(before);
    for (const args of [['--timing'], ['--deep'], ['posts'], ['--untrusted'], ['--rule', 'heading/skipped-level=warn']])
      expect(report(root, ...CACHE, ...args).stdout, args.join(' ')).not.toContain('as-it-was-kept');
  });

  it.each(Object.entries(CHANGES))('is made anew when %s', (name, change) => {
    const root = ran(name);
    const before = report(root, ...CACHE);
    forge(root, 'heading/skipped-level', 'heading/as-it-was-kept');
    change(root);
    const after = report(root, ...CACHE);
    expect(after).toEqual(report(root, '--no-cache'));
    expect(after).not.toEqual(before);
  });

  it('is kept of folders that are named, and not of files', () => {
    const root = ran('folders');
    report(root, ...CACHE, 'posts');
    expect(kept(join(root, '.cache'))).toHaveLength(2);
    const before = report(root, ...CACHE, 'posts');
    expect(before).toEqual(report(root, '--no-cache', 'posts'));
    writeFileSync(join(root, 'posts/new.md'), '[one](ones.md)\n');
    const after = report(root, ...CACHE, 'posts');
    expect(after).toEqual(report(root, '--no-cache', 'posts'));
    expect(after).not.toEqual(before);
    report(root, ...CACHE, 'posts/two.md');
    expect(kept(join(root, '.cache'))).toHaveLength(2);
  });

  it('is told with the flags of the run that tells it', () => {
    const root = ran('flags');
    const { stdout, code } = report(root, ...CACHE, '--quiet', '--exit-zero');
    expect([JSON.parse(stdout).summary.warnings, code]).toEqual([0, 0]);
    expect(stet(root, [...CACHE, '--max-warnings', '0', '--quiet']).code).toBe(1);
    forge(root, 'heading/skipped-level', 'heading/as-it-was-kept');
    for (const other of ['--no-marks', '--no-baseline', '--no-remark'])
      expect(report(root, ...CACHE, other)).toEqual(report(root, '--no-cache', other));
  });

  it('is made anew where what was kept is damaged', () => {
    const root = ran('damage');
    forge(root, 'heading/skipped-level', 'heading/as-it-was-kept', { seal: false });
    expect(report(root, ...CACHE)).toEqual(report(root, '--no-cache'));
    writeFileSync(join(root, '.cache', kept(join(root, '.cache'))[0] ?? ''), 'stet report 1');
    expect(report(root, ...CACHE)).toEqual(report(root, '--no-cache'));
  });

  it('is told to an editor at once, before all is judged anew', async () => {
    const root = roots.get('editor') ?? '';
    report(root);
    const folder = join(root, 'node_modules/.cache/stet');
    forge(root, 'heading/skipped-level', 'heading/as-it-was-kept', { folder });
    const edited = FILES['posts/two.md'].replace('## Two', '### Two');
    const editor = await editorIn(root, { capabilities: PUSHED });
    await editor.open('posts/two.md', edited);
    const codes = () => [...editor.pushed].map(([path, found]) => `${path} ${found.map(({ code }) => code).join(' ')}`).sort();
    const one = 'posts/one.md heading/multiple-h1 heading/skipped-level image/missing';
    const found = await editor.eventually(codes, (all) => all.includes(one) && all.includes('posts/two.md heading/skipped-level'));
    expect(found).toEqual([one, 'posts/two.md heading/skipped-level']);
    const [first] = editor.history.filter(({ uri }) => editor.pathOf(uri) === 'posts/one.md');
    expect(first?.diagnostics.map(({ code }) => code)).toContain('heading/as-it-was-kept');
  });

  it('is not kept of code, nor of files that are too new', () => {
    const root = roots.get('code') ?? '';
    writeFileSync(join(root, 'stet.config.mjs'), 'export default {};\n');
    report(root, ...CACHE);
    expect(kept(join(root, '.cache'))).toEqual([]);
    const fresh = roots.get('fresh') ?? '';
    rmSync(join(fresh, 'posts/two.md'));
    report(fresh, ...CACHE);
    expect(kept(join(fresh, '.cache'))).toEqual([]);
  });
});
