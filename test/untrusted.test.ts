import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskHost } from '../src/host/disk.ts';
import { guardedHost } from '../src/host/guarded.ts';
import { folderWith, found, json, stet } from './support/cli.ts';
import type { Files } from './support/world.ts';

const POST = '---\ntitle: Hello\n---\n\n## A section\n';
const BROKEN = '---\ntitle: Hello\n---\n\n![A cat](cat.png)\n';
const CONFIG = '{ "collections": { "posts": { "include": ["posts/*.md"] } } }';
/** Code that leaves a trace where it is run. */
const TRACE = "require('node:fs').writeFileSync('ran', '');";

function repository(files: Files): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q', '-b', 'main');
  commit(folder);
  return folder;
}

function git(folder: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
}

function commit(folder: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'x');
}

const lastLine = (text: string) => text.trim().split('\n').at(-1);

describe('--untrusted runs no code', () => {
  it('of a config, and says what to do', () => {
    const folder = folderWith({ 'stet.config.js': `${TRACE} module.exports = {};`, 'posts/a.md': POST });
    const { code, stdout, stderr } = stet(folder, ['--untrusted']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(lastLine(stderr)).toBe(
      'stet: stet.config.js is code, which `--untrusted` does not run; name the branch whose config is to be trusted, such as with `--config-from origin/main`',
    );
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('of plugins that a JSON config names', () => {
    const folder = folderWith({ 'stet.config.json': '{ "plugins": ["./p.cjs"] }', 'p.cjs': TRACE, 'posts/a.md': POST });
    expect(lastLine(stet(folder, ['--untrusted']).stderr)).toContain('`plugins` are code');
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('of a remark config, or of a sharp in the tree', () => {
    const folder = folderWith({
      'stet.config.json': CONFIG,
      '.remarkrc.cjs': TRACE,
      'node_modules/sharp/index.js': TRACE,
      'node_modules/sharp/package.json': '{"name":"sharp","main":"index.js"}',
      'posts/a.md': POST,
    });
    expect(stet(folder, ['--untrusted', '--deep']).code).toBe(0);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('takes nothing from a cache that lies in the tree', () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/a.md': BROKEN, 'node_modules/x.txt': '' });
    stet(folder, []);
    expect(existsSync(join(folder, 'node_modules/.cache/stet'))).toBe(true);
    expect(stet(folder, ['--untrusted', '--timing', '--cache']).stderr).not.toContain('from the cache');
    expect(found(json(folder, ['--untrusted']).diagnostics)).toEqual(['posts/a.md:5 image/missing']);
  });

  it('obeys no baseline of the tree', () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/a.md': BROKEN });
    stet(folder, ['baseline']);
    expect(existsSync(join(folder, 'stet-baseline.json'))).toBe(true);
    expect(json(folder).diagnostics).toEqual([]);
    expect(found(json(folder, ['--untrusted']).diagnostics)).toEqual(['posts/a.md:5 image/missing']);
  });

  it('heeds marks unless it must not, also against what a change causes elsewhere', () => {
    const marked = (path: string) => `---\ntitle: Hello\n---\n\n<!-- stet-file image/missing -->\n\n![A cat](${path})\n`;
    const folder = repository({
      'stet.config.json': CONFIG,
      'posts/a.md': marked('cat.png'),
      'posts/b.md': marked('b.svg'),
      'posts/b.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    git(folder, 'checkout', '-qb', 'pull');
    writeFileSync(join(folder, 'posts/c.md'), marked('dog.png'));
    git(folder, 'rm', '-q', 'posts/b.svg');
    commit(folder);
    const gate = ['--untrusted', '--since', 'main'];
    expect(found(json(folder, gate).diagnostics)).toEqual([]);
    const { diagnostics, summary } = json(folder, [...gate, '--no-marks']);
    expect(found(diagnostics)).toEqual(['posts/b.md:7 image/missing', 'posts/c.md:7 image/missing']);
    expect(summary.suppressed).toBe(0);
  });

  it('runs a config that lies elsewhere, since the one who starts it names it', () => {
    const own = folderWith({ 'stet.config.mjs': "export default { rules: { 'image/missing': 'off' } };" });
    const folder = folderWith({ 'posts/a.md': BROKEN });
    expect(json(folder, ['--untrusted', '--root', '.', '--config', join(own, 'stet.config.mjs')]).diagnostics).toEqual([]);
  });
});

describe('--config-from', () => {
  const BASE = {
    'stet.config.ts':
      "import { rules } from './lint/rules.ts';\nimport { defineConfig } from 'stet';\nexport default defineConfig({ rules });\n",
    'lint/rules.ts': "export const rules = { 'image/missing': 'warn' } as const;\n",
    'posts/a.md': POST,
  };

  it('takes config and what it imports from the commit, whatever the tree has', () => {
    const folder = repository(BASE);
    git(folder, 'checkout', '-qb', 'pull');
    writeFileSync(join(folder, 'posts/a.md'), BROKEN);
    writeFileSync(join(folder, 'stet.config.ts'), `${TRACE}\nexport default { rules: { 'image/missing': 'off' } };`);
    writeFileSync(join(folder, 'lint/rules.ts'), `${TRACE}\nexport const rules = {};`);
    commit(folder);
    const { diagnostics } = json(folder, ['--untrusted', '--config-from', 'main']);
    expect(diagnostics.map(({ path, severity }) => [path, severity])).toEqual([['posts/a.md', 'warning']]);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('finds the nearest upwards, as without it', () => {
    const folder = repository({ 'site/stet.config.json': CONFIG, 'site/posts/a.md': BROKEN });
    writeFileSync(join(folder, 'site/stet.config.json'), '{ "rules": { "all": "nonsense" } }');
    expect(found(json(join(folder, 'site/posts'), ['--config-from', 'main']).diagnostics)).toEqual(['posts/a.md:5 image/missing']);
  });

  it('does without a config where the commit has none', () => {
    const folder = repository({ 'posts/a.md': BROKEN });
    writeFileSync(join(folder, 'stet.config.json'), '{ "rules": { "image/missing": "off" } }');
    expect(found(json(folder, ['--untrusted', '--config-from', 'HEAD']).diagnostics)).toEqual(['posts/a.md:5 image/missing']);
  });

  it.each([
    [
      ['--config-from', 'nope'],
      '`--config-from nope`: git knows no commit of this name; fetch it first, such as with `git fetch origin main`',
    ],
    [['--config-from', 'main', '--config', 'x.json'], '`--config-from main`: that commit has no `x.json`'],
    [['--config-from', '--output=x'], '`--config-from --output=x`: git knows no commit of this name'],
    [['--deadline', '3'], '`--deadline` goes with `--untrusted`'],
  ])('%j says what was meant', (args, message) => {
    const { code, stderr } = stet(repository({ 'posts/a.md': POST }), args);
    expect({ code, last: lastLine(stderr)?.startsWith(`stet: ${message}`) }).toEqual({ code: 2, last: true });
  });
});

describe('--untrusted stays inside', () => {
  const secret = folderWith({ 'secret.md': '---\ntitle: Secret\n---\n\n![](secret.png)\n', 'config.json': '{ "token": 1 }' });

  it('follows no link out of the root, and none into the folder of git', () => {
    const folder = repository({ 'stet.config.json': CONFIG, 'posts/a.md': BROKEN });
    symlinkSync(join(secret, 'secret.md'), join(folder, 'posts/b.md'));
    symlinkSync('../.git/config', join(folder, 'posts/c.md'));
    symlinkSync(secret, join(folder, 'posts/d'));
    const { code, stdout, stderr } = stet(folder, ['--untrusted', '--format', 'html']);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toMatch(/Secret|secret\.png|repositoryformatversion/);
    expect(stderr).toContain('posts/b.md: It is a symbolic link that leads nowhere');
    expect(stderr).toContain('posts/c.md: It is a symbolic link that leads nowhere');
  });

  it('follows links that stay inside', () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'drafts/a.md': BROKEN, 'posts/x.txt': '' });
    symlinkSync('../drafts/a.md', join(folder, 'posts/a.md'));
    expect(found(json(folder, ['--untrusted']).diagnostics)).toEqual(['posts/a.md:5 image/missing']);
  });

  it('reads no config behind a link', () => {
    const folder = folderWith({ 'posts/a.md': POST });
    symlinkSync(join(secret, 'config.json'), join(folder, 'stet.config.json'));
    const { code, stderr } = stet(folder, ['--untrusted']);
    expect(code).toBe(2);
    expect(stderr).toContain('is a symbolic link that leads out of the repository');
    expect(stderr).not.toContain('token');
  });

  it.each([['out.json'], ['out/report.json']])('writes no report through a link: %s', (file) => {
    const folder = folderWith({ 'posts/a.md': POST });
    mkdirSync(join(secret, 'taken'), { recursive: true });
    symlinkSync(
      file === 'out.json' ? join(secret, 'taken/x') : join(secret, 'taken'),
      join(folder, file === 'out.json' ? 'out.json' : 'out'),
    );
    const { code, stderr } = stet(folder, ['--untrusted', '--format', `json=${file}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('is a symbolic link');
    expect(existsSync(join(secret, 'taken/x')) || existsSync(join(secret, 'taken/report.json'))).toBe(false);
  });
});

describe('--untrusted keeps to bounds', () => {
  it('of size, and judges the other files', () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/a.md': BROKEN, 'posts/b.md': `# b\n\n${'text '.repeat(500_000)}` });
    const { failures, diagnostics } = json(folder, ['--untrusted']);
    expect(failures).toEqual([{ path: 'posts/b.md', message: 'It has 2,500,005 bytes; the most that `--untrusted` reads is 2,000,000' }]);
    expect(found(diagnostics)).toContain('posts/a.md:5 image/missing');
  });

  it('of how many names there are, however often they are listed', () => {
    const root = folderWith({ 'a/1.md': '', 'a/2.md': '', 'b/1.md': '', 'b/2.md': '' });
    const host = guardedHost(diskHost(root), { root, mostEntries: 5 });
    for (let count = 0; count < 10; count++) for (const folder of ['', 'a']) expect(host.list(folder)?.size).toBe(2);
    expect(() => host.list('b')).toThrow('no more than 5 names');
    rmSync(join(root, 'a/1.md'));
    host.list('a');
    expect(host.list('b')?.size).toBe(2);
  });

  it('of time: a pattern that hangs is stopped, and the file is named', () => {
    const schema = { type: 'object', properties: { title: { type: 'string', pattern: '^(a+)+$' } } };
    const folder = folderWith({
      'stet.config.json': JSON.stringify({ collections: { posts: { include: ['posts/*.md'], schema } } }),
      'posts/a.md': `---\ntitle: ${'a'.repeat(60)}!\n---\n`,
    });
    const { code, stdout, stderr } = stet(folder, ['--untrusted', '--deadline', '3']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(lastLine(stderr)).toMatch(/^stet: it did not end within 3 s, and was stopped; the last file that it read was `posts\/a\.md`$/);
  });

  it('of nesting: a post that is nothing but quotes breaks nothing', () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/a.md': `${'>'.repeat(5000)} x\n`, 'posts/b.md': BROKEN });
    const { code, stdout } = stet(folder, ['--untrusted', '--deadline', '60', '--format', 'concise']);
    expect([1, 2]).toContain(code);
    if (code === 1) expect(stdout).toContain('posts/b.md:5');
  });
});

it('finds the same in content that does no harm', () => {
  const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/a.md': BROKEN, 'posts/b.md': POST });
  const [plain, untrusted] = [[], ['--untrusted']].map((args) => stet(folder, ['--format', 'json', ...args]));
  expect(untrusted).toEqual(plain);
  expect(stet(folder, ['--untrusted', '--stdin', '--stdin-filename', 'posts/c.md'], { input: BROKEN }).code).toBe(1);
});

it('no name of a file, and no key of a config, is a command in a log', () => {
  const folder = folderWith({ 'stet.config.json': JSON.stringify({ '\n::error::forged': 1, '##[error]forged': 1 }), 'posts/a.md': POST });
  const config = stet(folder, ['--untrusted']);
  expect(config.code).toBe(2);
  const names = folderWith({
    'posts/::error file=x::a.md': BROKEN,
    'posts/##[error]b.md': '\0',
    '::warning::c.md': BROKEN,
    '::notice::d.md': '\xff\xfe\0',
  });
  const runs = ['text', 'concise', 'json', 'sarif', 'junit'].map((format) => stet(names, ['--untrusted', '.', '--format', format]));
  for (const { stdout, stderr } of [config, ...runs]) {
    expect(`${stdout}\n${stderr}`).not.toMatch(/^\s*::|##\[error\]/m);
  }
  expect(runs[0]?.stdout).toContain('./::warning::c.md:5:10');
  expect(readFileSync(join(names, '::warning::c.md'), 'utf8')).toBe(BROKEN);
});
