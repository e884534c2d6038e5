import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderWith, stet } from './support/cli.ts';
import { faultServer } from './support/fault-server.ts';
import { PNG } from './support/images.ts';
import { printedOnce, watching } from './support/watching.ts';

const CONFIG = '{ "collections": { "posts": { "include": ["posts/**/*.md"] } } }';
const configWith = (more: string) => CONFIG.replace(/\}$/, `, ${more} }`);
const post = (body: string) => `---\ntitle: Rye\n---\n\n${body}\n`;
const GOOD = post('## Crumb\n\nGood.');
const BAD = post('[more]()');

describe('stet --watch', () => {
  it('tells what is found, and again what a changed file brings', async () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/rye.md': GOOD });
    const watch = watching(folder);
    expect(await watch.until(() => true)).toEqual({ told: '', outcome: 'nothing found' });
    writeFileSync(join(folder, 'posts/rye.md'), BAD);
    const { told } = await watch.until((_, outcome) => outcome === '1 error');
    expect(told).toBe('posts/rye.md:5:1 error link/empty Link that leads nowhere\n');
    writeFileSync(join(folder, 'posts/rye.md'), post('```\ncode\n```\n\n[more]()'));
    await watch.until((_, outcome) => outcome === '1 error, 1 warning');
    writeFileSync(join(folder, 'posts/rye.md'), GOOD);
    await watch.until((_, outcome) => outcome === 'nothing found');
  });

  it('sees files and folders that are new, renamed and gone', async () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/rye.md': GOOD, 'elsewhere/oat.md': GOOD });
    const watch = watching(folder);
    await watch.until((_, outcome) => outcome === 'nothing found');
    mkdirSync(join(folder, 'posts/2024/may'), { recursive: true });
    writeFileSync(join(folder, 'posts/2024/may/new.md'), BAD);
    await watch.until((told) => told.startsWith('posts/2024/may/new.md:5:1 error'));
    renameSync(join(folder, 'posts/2024'), join(folder, 'posts/2025'));
    await watch.until((told) => told.startsWith('posts/2025/may/new.md:5:1 error'));
    // A folder of the old name is another one by now.
    mkdirSync(join(folder, 'posts/2024'));
    await delay(300);
    writeFileSync(join(folder, 'posts/2024/again.md'), BAD);
    await watch.until((_, outcome) => outcome === '2 errors');
    rmSync(join(folder, 'posts/2024'), { recursive: true });
    mkdirSync(join(folder, 'posts/2024'));
    await watch.until((_, outcome) => outcome === '1 error');
    writeFileSync(join(folder, 'posts/2024/again.md'), BAD);
    await watch.until((_, outcome) => outcome === '2 errors');
    rmSync(join(folder, 'posts/2024'), { recursive: true });
    rmSync(join(folder, 'posts/2025'), { recursive: true });
    await watch.until((_, outcome) => outcome === 'nothing found');
    symlinkSync('../elsewhere', join(folder, 'posts/linked'));
    symlinkSync('..', join(folder, 'posts/loop'));
    await watch.until((told) => told.includes('leads back to a folder above'));
    writeFileSync(join(folder, 'elsewhere/oat.md'), BAD);
    await watch.until((told) => told.includes('posts/linked/oat.md:5:1 error'));
  });

  it('clears what an image brings in every post when it comes, and tells it when it goes', async () => {
    const body = post('![Crumb](crumb.png)');
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/rye.md': body, 'posts/oat.md': body });
    const watch = watching(folder);
    await watch.until((_, outcome) => outcome === '2 errors');
    writeFileSync(join(folder, 'posts/crumb.png'), PNG);
    await watch.until((_, outcome) => outcome === 'nothing found');
    writeFileSync(join(folder, 'posts/crumb.png'), 'no image');
    await watch.until((told) => told.includes('image/corrupt'));
    rmSync(join(folder, 'posts/crumb.png'));
    await watch.until((told) => told.includes('image/missing'));
  });

  it('takes a new config, waits for a broken one to be mended, and goes without one', async () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/rye.md': BAD });
    const config = join(folder, 'stet.config.json');
    const watch = watching(folder);
    await watch.until((_, outcome) => outcome === '1 error');
    writeFileSync(config, configWith('"rules": { "link/empty": "warn" }'));
    await watch.until((_, outcome) => outcome === '1 warning');
    writeFileSync(config, configWith('"rulez": {}'));
    const { told } = await watch.until((_, outcome) => outcome === 'not checked');
    expect(told).toMatch(/^stet: stet\.config\.json:1:\d+: .*rulez/);
    writeFileSync(config, CONFIG);
    await watch.until((_, outcome) => outcome === '1 error');
    rmSync(config);
    await watch.until((told, outcome) => outcome === '1 error' && told.includes('no stet.config found'));
  });

  it('begins with a config that is broken, and takes what a config in code imports as it is by now', async () => {
    const folder = folderWith({
      'package.json': '{ "type": "module" }',
      'stet.config.ts': 'import level from "./lib/of/levels/level.mjs"; export default { rules: { "link/empty": level } };',
      'lib/of/levels/level.mjs': 'export default "warning?";',
      'posts/rye.md': BAD,
    });
    const watch = watching(folder);
    await watch.until((_, outcome) => outcome === 'not checked');
    for (const [level, outcome] of [
      ['warn', '1 warning'],
      ['error', '1 error'],
    ]) {
      writeFileSync(join(folder, 'lib/of/levels/level.mjs'), `export default "${level}";`);
      await watch.until((_, now) => now === outcome);
    }
  });

  it('takes folders for content that come later, as a new run would', async () => {
    const folder = folderWith({ 'posts/rye.md': GOOD });
    const watch = watching(folder);
    await watch.until((told) => told.includes('taking posts/ for the content'));
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs/how.md'), BAD);
    await watch.until((told, outcome) => told.includes('taking posts/, docs/ for the content') && outcome === '1 error');
  });

  it('waits for a root that is taken away to come back', async () => {
    const folder = folderWith({ 'site/stet.config.json': CONFIG, 'site/posts/rye.md': GOOD });
    const watch = watching(join(folder, 'site'));
    await watch.until((_, outcome) => outcome === 'nothing found');
    rmSync(join(folder, 'site'), { recursive: true });
    await watch.until((told, outcome) => outcome === 'not checked' && told.includes('is no folder'));
    mkdirSync(join(folder, 'site/posts'), { recursive: true });
    writeFileSync(join(folder, 'site/stet.config.json'), CONFIG);
    writeFileSync(join(folder, 'site/posts/rye.md'), BAD);
    await watch.until((told, outcome) => outcome === '1 error' && !told.includes('no stet.config'));
    renameSync(join(folder, 'site'), join(folder, 'moved'));
    await watch.until((_, outcome) => outcome === 'not checked');
    renameSync(join(folder, 'moved'), join(folder, 'site'));
    await watch.until((_, outcome) => outcome === '1 error');
    writeFileSync(join(folder, 'site/posts/rye.md'), GOOD);
    await watch.until((_, outcome) => outcome === 'nothing found');
  });

  it('goes on where a file can not be read', async () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/rye.md': BAD });
    const watch = watching(folder);
    await watch.until((_, outcome) => outcome === '1 error');
    writeFileSync(join(folder, 'posts/bad.md'), Buffer.from([0xff, 0xfe, 0, 0]));
    const { told } = await watch.until((_, outcome) => outcome === '1 error, 1 failure');
    expect(told).toContain('stet: posts/bad.md: The file is UTF-16');
    rmSync(join(folder, 'posts/bad.md'));
    await watch.until((_, outcome) => outcome === '1 error');
  });

  it('is not woken by its own report and cache, by packages and by what builds write', async () => {
    const folder = folderWith({
      'stet.config.json': CONFIG,
      '.gitignore': 'out\n',
      'out/a.js': '',
      'posts/rye.md': GOOD,
      'node_modules/a.js': '',
    });
    spawnSync('git', ['init', '-q'], { cwd: folder });
    const watch = watching(folder, ['--format', 'json=report.json', '--cache-dir', 'kept']);
    await watch.until((_, outcome) => outcome === 'nothing found');
    for (const path of ['out/a.js', 'node_modules/a.js', 'posts/.rye.md.swp']) writeFileSync(join(folder, path), '//');
    await delay(300);
    writeFileSync(join(folder, 'posts/rye.md'), BAD);
    await watch.until((_, outcome) => outcome === '1 error');
    expect(watch.runs()).toBe(2);
    expect(existsSync(join(folder, 'kept'))).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).summary.errors).toBe(1);
  });

  it('checks files that are named and no others, also those that are not there yet and lie elsewhere', async () => {
    const folder = folderWith({ 'site/stet.config.json': CONFIG, 'site/posts/rye.md': BAD, 'other/oat.md': '# Oat\n' });
    const watch = watching(join(folder, 'site'), ['posts/new.md', '../other/oat.md', '--format', 'concise']);
    await watch.until((told, outcome) => told.includes('`posts/new.md` does not exist') && outcome === 'nothing found');
    writeFileSync(join(folder, 'site/posts/new.md'), BAD);
    await watch.until((_, outcome) => outcome === '1 error');
    writeFileSync(join(folder, 'other/oat.md'), '# Oat\n\n[more]()\n');
    await watch.until((_, outcome) => outcome === '2 errors');
  });

  it('asks the web for links that are new, where the command line lets it', async () => {
    const { origin, asked } = await faultServer({ '/ok': 200 });
    const config = configWith('"rules": { "link/dead": ["off", { "local": true, "retries": 0 }] }');
    const folder = folderWith({ 'stet.config.json': config, 'posts/rye.md': post(`[A](${origin}/ok)`) });
    const watch = watching(folder, ['--rule', 'link/dead=error', '--format', 'concise']);
    await watch.until((_, outcome) => outcome === 'nothing found');
    writeFileSync(join(folder, 'posts/rye.md'), post(`[A](${origin}/ok) [B](${origin}/gone)`));
    await watch.until((told, outcome) => outcome === '1 error' && told.includes('is dead'));
    expect(asked.filter((line) => line.includes('/ok'))).toHaveLength(1);
  });

  it('ends by a signal, and no process of it outlives the other', async () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/rye.md': GOOD });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
      const watch = watching(folder);
      await watch.until(() => true);
      process.kill(watch.pid, signal);
      expect(await watch.ended).toEqual({ code: null, signal });
    }
    // A terminal sends it to all of them.
    const watch = watching(folder);
    await watch.until(() => true);
    process.kill(-watch.pid, 'SIGINT');
    expect(await watch.ended).toEqual({ code: null, signal: 'SIGINT' });
    expect(watch.printed()).toBe('stet: checking…\nstet: nothing found; watching for changes\n');
  });

  it('says so where the system lets no more folders be watched', ({ skip }) => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/a/rye.md': GOOD, 'posts/b/oat.md': GOOD });
    const limited = 'echo 2 > /proc/sys/user/max_inotify_watches && exec "$0" "$@"';
    const isPossible = spawnSync('unshare', ['-Ur', 'sh', '-c', limited, 'true']).status === 0;
    skip(!isPossible, 'this system can not lower its own limit');
    const cli = join(dirname(import.meta.dirname), 'dist/cli.cjs');
    const { status, stderr } = spawnSync('unshare', ['-Ur', 'sh', '-c', limited, process.execPath, cli, '--watch'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toContain('stet: the system lets no more folders be watched (ENOSPC');
    expect(status).toBe(2);
  });

  it.each([
    [['--fix'], '`--watch` changes no files: run `stet --fix` or `stet --diff` beside it'],
    [['--unsafe-fixes'], '`--watch` changes no files: run `stet --fix` or `stet --diff` beside it'],
    [['--diff'], '`--watch` changes no files: run `stet --fix` or `stet --diff` beside it'],
    [['--add-stet'], '`--add-stet` and `--watch` exclude each other'],
    [['--stdin'], '`--stdin` and `--watch` exclude each other'],
    [['--stdin-filename', 'a.md'], '`--stdin-filename` and `--watch` exclude each other'],
    [['--staged'], '`--staged` and `--watch` exclude each other'],
    [['--since', 'main'], '`--since` and `--watch` exclude each other'],
    [['--shard', '1/2'], '`--shard` and `--watch` exclude each other'],
    [['--untrusted'], '`--untrusted` and `--watch` exclude each other'],
    [['--config-from', 'main'], '`--config-from` and `--watch` exclude each other'],
    [['--timing'], '`--timing` and `--watch` exclude each other'],
    [['--root', 'nowhere'], 'the root `nowhere` is no folder'],
    [['merge'], 'takes no `--watch`'],
  ])('refuses %j', (args, message) => {
    const { code, stderr, stdout } = stet(folderWith({}), ['--watch', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

const NAMES = ['a', 'b', 'c', 'sub/d', 'sub/e'];
const BODIES = [
  '## Crumb\n\nGood.',
  '[more]()',
  '[a](a.md#crumb)',
  '[d](sub/d.md)',
  '![Pic](pic.png)',
  '![Pic](../pic.png)',
  '```\ncode\n```',
  '<!-- stet link/empty -->\n\n[more]()',
];
const CONFIGS = [
  CONFIG,
  configWith('"rules": { "link/empty": "warn" }'),
  configWith('"rulez": {}'),
  configWith('"ignores": ["posts/b.md"]'),
];

/** A change of a site, by some numbers. */
type Step = (folder: string) => void;
const steps = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...BODIES))
      .map(([name, body]): Step => put(`posts/${name}.md`, post(body))),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('posts/pic.png', 'posts/sub/pic.png')
      .chain((path) => fc.constantFrom(PNG, 'no image').map((content): Step => put(path, content))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
      .map(([from, to]): Step => move(`posts/${from}.md`, `posts/${to}.md`)),
  },
  { weight: 1, arbitrary: fc.constant(move('posts/sub', 'posts/other')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...NAMES.map((name) => `posts/${name}.md`), 'posts/pic.png', 'posts/sub', 'posts/other').map(
      (path): Step =>
        (folder) =>
          rmSync(join(folder, path), { recursive: true, force: true }),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...CONFIGS).map((config): Step => put('stet.config.json', config)) },
);

function put(path: string, content: string | Uint8Array): Step {
  return (folder) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
}

function move(from: string, to: string): Step {
  return (folder) => {
    if (from === to || !existsSync(join(folder, from))) return;
    rmSync(join(folder, to), { recursive: true, force: true });
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    renameSync(join(folder, from), join(folder, to));
  };
}

describe('a watch', () => {
  it('tells after any changes what a fresh run tells', async () => {
    const folder = folderWith({ 'stet.config.json': CONFIG, 'posts/a.md': GOOD });
    const flags = ['--no-marks', '--statistics', '--rule', 'image/unused=warn'];
    const watch = watching(folder, flags);
    await watch.until(() => true);
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 4 }), async (changes) => {
        for (const change of changes) change(folder);
        const fresh = printedOnce(folder, flags);
        await watch.until((told) => told === fresh);
      }),
      // A run goes on where the one before it has left the folder, so that nothing can be shrunk.
      { numRuns: 15, endOnFailure: true },
    );
  });
});
