import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, entriesOf, fromEntries, without } from '../src/engine/baseline/baseline.ts';
import { readBaseline, writeBaseline } from '../src/engine/baseline/file.ts';
import { folderWith, found, json, stet } from './support/cli.ts';

const FENCE = '```\nnpm start\n```\n';
const POST = `---\ntitle: A\n---\n\n![a](gone.png)\n\n${FENCE}`;

function accepted(files: Record<string, string> = { 'posts/a.md': POST }, ...args: string[]): string {
  const folder = folderWith(files);
  expect(stet(folder, ['baseline', ...args]).code).toBe(0);
  return folder;
}

const fileOf = (folder: string) => readFileSync(join(folder, 'stet-baseline.json'), 'utf8');
const put = (folder: string, text: string, path = 'posts/a.md') => writeFileSync(join(folder, path), text);
const reported = (folder: string, ...args: string[]) => found(json(folder, args).diagnostics);

describe('what was found when the baseline was written', () => {
  it('is accepted, and counted', () => {
    const folder = accepted();
    const { summary, diagnostics } = json(folder);
    expect([diagnostics, summary.errors, summary.warnings, summary.baselined]).toEqual([[], 0, 0, 2]);
    expect(stet(folder, []).stdout).toBe('1 file checked, nothing found, 2 in the baseline\n');
    expect(stet(folder, []).code).toBe(0);
    expect(reported(folder, '--no-baseline')).toEqual(['posts/a.md:5 image/missing', 'posts/a.md:7 code/missing-language']);
  });

  it('is accepted wherever it moves, and however it is spaced', () => {
    const folder = accepted();
    put(folder, `---\ntitle: Another\n---\n\n## New\n\n> ${FENCE.trim().replaceAll('\n', '\n> ')}\n\nA new text. ![a](gone.png)\n`);
    expect(reported(folder)).toEqual([]);
  });

  it('is new when the offending text is another, when there is one more of it, and in another post', () => {
    const folder = accepted();
    put(folder, `${POST.replace('gone.png', 'lost.png')}\n\`\`\`\nnpm stop\n\`\`\`\n`);
    expect(reported(folder)).toEqual(['posts/a.md:5 image/missing', 'posts/a.md:11 code/missing-language']);
    put(folder, `${POST}\n![a](gone.png)\n`);
    expect(reported(folder)).toEqual(['posts/a.md:11 image/missing']);
    put(folder, POST, 'posts/b.md');
    expect(reported(folder, 'posts/b.md')).toHaveLength(2);
  });

  it('is new when the post is renamed, until that is accepted', () => {
    const folder = accepted({ 'posts/a.md': POST, 'posts/z.md': FENCE });
    renameSync(join(folder, 'posts/a.md'), join(folder, 'posts/b.md'));
    expect(reported(folder)).toHaveLength(2);
    stet(folder, ['baseline', 'posts/b.md']);
    expect(reported(folder)).toEqual([]);
    stet(folder, ['baseline', '--prune']);
    expect(Object.keys(JSON.parse(fileOf(folder)).findings)).toEqual(['posts/b.md', 'posts/z.md']);
  });

  it('tells missing keys apart', () => {
    const schema = { type: 'object', required: ['title', 'date'] };
    const config = JSON.stringify({ collections: { posts: { include: ['posts/*.md'], schema } } });
    const folder = accepted({ 'stet.config.json': config, 'posts/a.md': '---\ntitle: A\n---\n' });
    put(folder, '---\nlang: en\n---\n');
    expect(json(folder).diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining('`title`')]);
  });

  it('is accepted on standard input as well', () => {
    const folder = accepted();
    expect(json(folder, ['--stdin-filename', 'posts/a.md'], { input: `text\n\n${POST.slice(POST.indexOf('!'))}` }).diagnostics).toEqual([]);
  });
});

describe('what has been mended', () => {
  it('is told, with the command that drops it', () => {
    const folder = accepted();
    put(folder, `---\ntitle: A\n---\n\n${FENCE}`);
    const { code, stderr } = stet(folder, ['--format', 'json']);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('1 finding of stet-baseline.json is gone: `stet baseline --prune` drops it'),
    ]);
    expect(stet(folder, ['--statistics']).stdout).toContain('gone, and still in the baseline:\n1  image/missing\n');
    put(folder, `---\ntitle: A\n---\n\n${FENCE}\n![b](new.png)\n`);
    expect(stet(folder, ['baseline', '--prune']).stderr).toContain('accepts 1 finding in 1 file, 1 dropped');
    expect(reported(folder)).toEqual(['posts/a.md:9 image/missing']);
  });

  it('is nothing that this run did not judge', () => {
    const folder = accepted({ 'posts/a.md': POST, 'posts/b.md': FENCE });
    for (const args of [['posts/b.md'], ['--rule', 'image/missing=off'], ['--rule', 'all=off']]) {
      expect(stet(folder, args).stderr).not.toContain('gone');
      stet(folder, ['baseline', '--prune', ...args]);
    }
    expect(reported(folder)).toEqual([]);
  });

  it('takes the file away when nothing is left', () => {
    const folder = accepted();
    put(folder, '# A\n');
    expect(stet(folder, ['baseline', '--prune']).stderr).toContain('there is no stet-baseline.json');
    expect(() => fileOf(folder)).toThrow();
  });

  it('is what --fix has repaired', () => {
    const folder = accepted({ 'posts/a.md': '#Sourdough\n' });
    expect(stet(folder, ['--fix']).stderr).toContain('1 finding of stet-baseline.json is gone');
  });
});

describe('the file', () => {
  it('is the same for the same findings, one to a line, in order', () => {
    const folder = accepted({ 'posts/b.md': FENCE, 'posts/a.md': POST });
    const text = fileOf(folder);
    stet(folder, ['baseline']);
    expect(fileOf(folder)).toBe(text);
    expect(text).toMatch(
      /^\{\n {2}"version": 1,\n {2}"findings": \{\n {4}"posts\/a.md": \{\n {6}"code\/missing-language": \{\n {8}"[\w-]{10}": 1\n/,
    );
    expect(text.indexOf('posts/a.md')).toBeLessThan(text.indexOf('posts/b.md'));
  });

  it.each([
    ['{', 'is no JSON'],
    ['[]', 'has no `"version": 1`'],
    ['{"version":1}', 'has no `findings`'],
    ['{"version":1,"findings":{"a.md":{"x/y":{"f":0}}}}', '`a.md`: `x/y` must be fingerprints with a count'],
  ])('that is wrong is an error: %s', (text, message) => {
    const { code, stderr } = stet(folderWith({ 'posts/a.md': 'a\n', 'stet-baseline.json': text }), []);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`stet-baseline.json`)]);
    expect(stderr).toContain(message);
  });

  it('comes back as it was written, and pruning what it holds leaves nothing', () => {
    const entry: fc.Arbitrary<Entry> = fc.record({
      path: fc.constantFrom('a.md', 'b/c.md', 'é"\n.md'),
      rule: fc.constantFrom('x/y', 'x/z'),
      fingerprint: fc.string({ minLength: 1, maxLength: 3 }).filter((text) => text !== '__proto__'),
      count: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const baseline = fromEntries(entries);
        const sum = (all: readonly Entry[]) => all.reduce((total, { count }) => total + count, 0);
        expect(writeBaseline(readBaseline(writeBaseline(baseline)))).toBe(writeBaseline(baseline));
        expect(sum(entriesOf(baseline))).toBe(sum(entries));
        expect(entriesOf(without(baseline, entriesOf(baseline)))).toEqual([]);
        expect(writeBaseline(without(baseline, []))).toBe(writeBaseline(baseline));
      }),
    );
  });
});
