// @ts-check
/**
 * Runs the recipes of docs/hooks.md as they are written, each in a repository of its own with the packed package: a commit
 * that breaks a post is refused, and its repair passes. Recipes for tools that are not installed and not from npm are
 * skipped, and said to be.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stet-hooks-'));
const [only] = process.argv.slice(2);
const ENV = { ...process.env, HUSKY: '', PRE_COMMIT_HOME: join(folder, 'pre-commit') };
const POST = '---\ntitle: A\n---\n\n![A chart](chart.png)\n';

/** @typedef {{ title: string | undefined, text: string }} Fence */

try {
  const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }).trim();
  for (const [name, fences] of recipesOf(readFileSync(join(root, 'docs/hooks.md'), 'utf8'))) {
    if (only !== undefined && only !== name) continue;
    const isThere = name !== 'pre-commit' || spawnSync('pre-commit', ['--version']).status === 0;
    const failure = isThere ? tried(name, fences, join(folder, tarball)) : undefined;
    if (failure !== undefined) process.exitCode = 1;
    process.stdout.write(`${name}: ${isThere ? (failure ?? 'ok') : 'skipped, pre-commit is not installed'}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The fences of each section. @type {(page: string) => Map<string, Fence[]>} */
function recipesOf(page) {
  const recipes = new Map();
  for (const section of page.split(/^## /m).slice(1)) {
    const fences = [...section.matchAll(/^```\w+(?: title="([^"\n]+)")?\n(.*?)^```$/gms)].map(([, title, text]) => ({ title, text }));
    recipes.set(section.split('\n')[0], fences);
  }
  return recipes;
}

/** What went wrong; undefined when nothing did. @type {(name: string, fences: Fence[], tarball: string) => string | undefined} */
function tried(name, fences, tarball) {
  const cwd = join(folder, name.replaceAll(' ', '-'));
  mkdirSync(join(cwd, 'posts'), { recursive: true });
  const git = (/** @type {string[]} */ ...args) => spawnSync('git', args, { cwd, env: ENV, encoding: 'utf8' });
  git('init', '-q');
  git('config', 'user.name', 'A');
  git('config', 'user.email', 'a@example.org');
  writeFileSync(join(cwd, '.gitignore'), 'node_modules\n');
  writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
  writeFileSync(join(cwd, 'posts/a.md'), POST);
  copyFileSync(join(root, 'fixtures/examples/public/images/chart.png'), join(cwd, 'posts/chart.png'));

  for (const { title, text = '' } of fences) {
    if (title === undefined) {
      // The package is the one that was packed here.
      const script = text.replace(/(npm install --save-dev) stet/, `$1 --silent ${tarball}`);
      const { status, stderr } = spawnSync('sh', ['-ec', script], { cwd, env: ENV, encoding: 'utf8' });
      if (status !== 0) return `its commands fail: ${stderr}`;
    } else {
      mkdirSync(dirname(join(cwd, title)), { recursive: true });
      writeFileSync(join(cwd, title), text);
      if (text.startsWith('#!')) chmodSync(join(cwd, title), 0o755);
    }
  }
  if (name === 'pre-commit') installHere(join(cwd, '.pre-commit-config.yaml'), cwd);

  const commit = () => git('commit', '-q', '-m', 'x');
  git('add', '-A');
  const first = commit();
  if (first.status !== 0) return `it refuses a sound commit: ${first.stdout}${first.stderr}`;
  git('rm', '-q', 'posts/chart.png');
  const broken = commit();
  if (broken.status === 0 || !`${broken.stdout}${broken.stderr}`.includes('image/missing'))
    return `it does not refuse a commit that breaks a post: ${broken.stdout}${broken.stderr}`;
  writeFileSync(join(cwd, 'posts/a.md'), POST.replace(/!.*/, 'No chart.'));
  git('add', '-A');
  const repaired = commit();
  return repaired.status === 0 ? undefined : `it refuses the repair: ${repaired.stdout}${repaired.stderr}`;
}

/** Takes the hooks from this checkout, where they are not yet published. @type {(config: string, cwd: string) => void} */
function installHere(config, cwd) {
  const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const text = readFileSync(config, 'utf8')
    .replace(/repo: .*/, `repo: ${root}`)
    .replace(/rev: .*/, `rev: ${head}`);
  writeFileSync(config, text);
  execFileSync('pre-commit', ['install'], { cwd, env: ENV, stdio: 'ignore' });
}
