import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
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

describe('what is let stand', () => {
  const MARKED = '---\ntitle: A\n---\n\n<!-- stet image/missing --  drawn\n at build time -->\n\n![A cat](cat.png)\n\n![A dog](dog.png)\n';
  const folderOfBoth = () => {
    const folder = folderWith({ ...FILES, 'posts/a.md': MARKED });
    stet(folder, ['baseline', '--rule', 'code/missing-language=off']);
    return folder;
  };
  const results = (stdout: string) =>
    JSON.parse(stdout).runs[0].results.map(
      ({ ruleId, suppressions }: { ruleId: string; suppressions: readonly { kind: string; justification?: string }[] }) =>
        [ruleId, ...suppressions.map(({ kind, justification }) => [kind, justification].join(' ').trim())].join(': '),
    );

  it('is in the SARIF report, as suppressed, and changes nothing else', () => {
    const folder = folderOfBoth();
    const { code, stdout } = stet(folder, ['-f', 'sarif']);
    expect(results(stdout)).toEqual(['code/missing-language', 'image/missing: inSource drawn at build time', 'image/missing: external']);
    expect(code).toBe(0);
    const { summary, diagnostics, ...rest } = JSON.parse(stet(folder, ['-f', 'json']).stdout);
    expect(summary).toMatchObject({ errors: 0, warnings: 1, suppressed: 1, baselined: 1 });
    expect([diagnostics.length, Object.keys(rest)]).toEqual([1, ['version', 'tool', 'failures']]);
    expect(stet(folder, ['-f', 'concise']).stdout.split('\n')).toHaveLength(2);
  });

  it('is left out with what is not told, and where nothing is accepted', () => {
    const folder = folderOfBoth();
    expect(results(stet(folder, ['-f', 'sarif', '--quiet']).stdout)).toEqual([
      'image/missing: inSource drawn at build time',
      'image/missing: external',
    ]);
    expect(results(stet(folder, ['-f', 'sarif', '--quiet', '--rule', 'image/missing=warn']).stdout)).toEqual([]);
    expect(results(stet(folder, ['-f', 'sarif', '--no-baseline']).stdout)).toEqual([
      'image/missing',
      'code/missing-language',
      'image/missing: inSource drawn at build time',
    ]);
  });

  it('is left out in files that a change does not touch', () => {
    const folder = folderOfBoth();
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qm', 'x'],
    ])
      execFileSync('git', args, { cwd: folder });
    writeFileSync(join(folder, 'posts/b.md'), `${FILES['posts/b.md']}\nMore.\n`);
    expect(results(stet(folder, ['-f', 'sarif', '--since', 'HEAD']).stdout)).toEqual(['code/missing-language']);
    writeFileSync(join(folder, 'posts/a.md'), `${MARKED}\nMore.\n`);
    expect(results(stet(folder, ['-f', 'sarif', '--since', 'HEAD']).stdout)).toHaveLength(3);
  });

  it('is left out in GitHub Actions: code scanning would open alerts for it', () => {
    expect(results(stet(folderOfBoth(), ['-f', 'sarif'], { env: { GITHUB_ACTIONS: 'true' } }).stdout)).toEqual(['code/missing-language']);
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
