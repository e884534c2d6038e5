// @ts-check
/**
 * Runs stet by Turborepo and by Nx as docs/shards.md has them, with the packed package: what did not change is taken from
 * their cache, and what fails is not.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stet-caching-'));
const page = readFileSync(join(root, 'docs/shards.md'), 'utf8');
const ENV = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NX_DAEMON: 'false', NX_NO_CLOUD: 'true', CI: '1', NO_COLOR: '1' };
const TOOLS = {
  turbo: { file: 'turbo.json', run: ['turbo', 'run', 'content'], cached: /(\d+) cached/ },
  nx: { file: 'nx.json', run: ['nx', 'run-many', '-t', 'content'], cached: /Cache:\s+(\d+)\/\d+ hit/ },
};

try {
  const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }).trim();
  for (const [name, tool] of Object.entries(TOOLS)) {
    const failure = tried(name, tool, join(folder, tarball));
    if (failure !== undefined) process.exitCode = 1;
    process.stdout.write(`${name}: ${failure ?? 'ok'}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What went wrong; undefined when nothing did. @type {(name: string, tool: typeof TOOLS.turbo, tarball: string) => string | undefined} */
function tried(name, { file, run, cached }, tarball) {
  const cwd = join(folder, name);
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  const manifest = fence('packages/blog/package.json');
  write('package.json', JSON.stringify({ private: true, workspaces: ['packages/*'], packageManager: 'npm@10.0.0' }));
  write('.gitignore', 'node_modules\n.turbo\n.nx\n');
  write(file, fence(file));
  for (const own of ['blog', 'guide']) {
    write(`packages/${own}/package.json`, manifest.replace('blog', own));
    write(`packages/${own}/posts/a.md`, '---\ntitle: A\n---\n\nText.\n');
  }
  spawnSync('git', ['init', '-q'], { cwd });
  const installed = spawnSync('npm', ['install', '--silent', '--save-dev', tarball, name], { cwd, encoding: 'utf8' });
  if (installed.status !== 0) return `it can't be installed: ${installed.stderr}`;
  spawnSync('git', ['add', '-A'], { cwd });

  const once = () => {
    const { status, stdout, stderr } = spawnSync('npx', run, { cwd, env: ENV, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}`, fromCache: Number(cached.exec(stdout)?.[1] ?? 0) };
  };
  const steps = /** @type {const} */ ([
    ['the first time', () => {}, 0, 0],
    ['the second time', () => {}, 0, 2],
    ['when a post changes', () => appendFileSync(join(cwd, 'packages/blog/posts/a.md'), '\nMore.\n'), 0, 1],
    ['when a post breaks', () => appendFileSync(join(cwd, 'packages/blog/posts/a.md'), '\n![A](a.png)\n'), 1, 1],
    ['when it is still broken', () => {}, 1, 1],
  ]);
  for (const [when, change, status, fromCache] of steps) {
    change();
    const result = once();
    if (result.status !== status || result.fromCache !== fromCache)
      return `${when}, exit code ${result.status} with ${result.fromCache} from the cache, not ${status} with ${fromCache}:\n${result.output}`;
    if (status === 1 && !result.output.includes('image/missing')) return `${when}, it does not tell why:\n${result.output}`;
  }
  return undefined;
}

/** @type {(title: string) => string} */
function fence(title) {
  const start = page.indexOf(`title="${title}"\n`);
  if (start === -1) throw new Error(`docs/shards.md has no ${title}`);
  return page.slice(page.indexOf('\n', start) + 1, page.indexOf('\n```', start) + 1);
}
