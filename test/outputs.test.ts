import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, stet } from './support/cli.ts';

const FILES = { 'posts/a.md': '---\ntitle: A\n---\n\n![A cat](cat.png)\n', 'posts/b.md': '---\ntitle: B\n---\n\n```\nx\n```\n' };
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

describe('--format', () => {
  it('may repeat, each with a file of its own', () => {
    const folder = folderWith(FILES);
    const args = ['-f', 'text', '--format', 'sarif=out/report.sarif', '--format=junit=out/junit.xml', '--format', 'html=page.html'];
    const { code, stdout } = stet(folder, args);
    expect(code).toBe(1);
    expect(stdout).toContain('1 error and 1 warning in 2 files');
    expect(JSON.parse(read(folder, 'out/report.sarif')).runs[0].results).toHaveLength(2);
    expect(read(folder, 'out/junit.xml')).toMatch(/^<\?xml/);
    expect(read(folder, 'page.html')).toMatch(/^<!doctype html>/);
  });

  it('with files alone leaves stdout empty', () => {
    const { stdout } = stet(folderWith(FILES), ['--format', 'concise=report.txt']);
    expect(stdout).toBe('');
  });

  it('takes `--output-file` for the one that names none', () => {
    const folder = folderWith(FILES);
    expect(stet(folder, ['-f', 'concise', '-f', 'gitlab=gl.json', '-o', 'report.txt']).stdout).toBe('');
    expect(read(folder, 'report.txt').split('\n')).toHaveLength(3);
    expect(JSON.parse(read(folder, 'gl.json'))).toHaveLength(2);
  });

  it.each([
    [['-f', 'text', '-f', 'json'], "`text` and `json` can't share one output; name a file, such as `--format json=report.txt`"],
    [['-f', 'json='], '`--format json=` names no file behind its `=`'],
    [['-f', 'sarf=x.sarif'], 'unknown format `sarf`; did you mean `sarif`?'],
  ])('%j says what was meant', (args, message) => {
    const { code, stdout, stderr } = stet(folderWith(FILES), args);
    expect({ code, stdout, last: stderr.trim().split('\n').at(-1) }).toEqual({ code: 2, stdout: '', last: `stet: ${message}` });
  });

  it('tells a file that it cannot write', () => {
    const folder = folderWith({ ...FILES, taken: '' });
    const { code, stderr } = stet(folder, ['-f', 'json=taken/report.json']);
    expect(code).toBe(2);
    expect(stderr).toContain("the report can't be written to `taken/report.json`");
  });
});

describe('in GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true' };

  it('annotations follow the text, and the job gets a summary', () => {
    const folder = folderWith({ ...FILES, 'summary.md': '# Earlier\n' });
    const { stdout } = stet(folder, [], { env: { ...env, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') } });
    expect(stdout).toMatch(
      /1 error and 1 warning in 2 files\n::error file=posts\/a\.md,line=5,.*\n::warning file=posts\/b\.md,line=5,.*\n$/,
    );
    expect(read(folder, 'summary.md')).toMatch(/^# Earlier\n### stet\n\n1 error and 1 warning in 2 files\n/);
  });

  it('a format that is asked for is all that there is', () => {
    const folder = folderWith({ ...FILES, 'summary.md': '' });
    const { stdout } = stet(folder, ['--format', 'json'], { env: { ...env, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') } });
    expect(JSON.parse(stdout).diagnostics).toHaveLength(2);
    expect(read(folder, 'summary.md')).toBe('');
    expect(stet(folder, ['-o', 'report.txt'], { env }).stdout).toBe('');
  });
});

describe('paths', () => {
  const repository = folderWith({
    'site/stet.config.json': '{ "collections": { "posts": { "include": ["posts/*.md"] } } }',
    'site/posts/a.md': FILES['posts/a.md'],
  });
  execFileSync('git', ['init', '-q'], { cwd: repository });

  it.each([
    ['gitlab', '"path": "site/posts/a.md"'],
    ['github', 'file=site/posts/a.md,'],
    ['sarif', '"uri": "site/posts/a.md"'],
  ])('of %s start at the root of the repository', (format, expected) => {
    expect(stet(join(repository, 'site'), ['--format', format]).stdout).toContain(expected);
  });

  it.each([
    ['checkstyle', 'name="a.md"'],
    ['rdjson', '"path": "a.md"'],
  ])('of %s start where stet was run', (format, expected) => {
    expect(stet(join(repository, 'site/posts'), ['--format', format]).stdout).toContain(expected);
  });
});

it('sarif holds the page of the rule', () => {
  const [{ tool }] = JSON.parse(stet(folderWith(FILES), ['--format', 'sarif']).stdout).runs;
  const missing = tool.driver.rules.find(({ id }: { id: string }) => id === 'image/missing');
  expect(missing.help.markdown).toBe(readFileSync(new URL('../rules/image/missing.md', import.meta.url), 'utf8'));
  expect(missing.shortDescription.text).toBe('An image file that a post refers to does not exist.');
});
