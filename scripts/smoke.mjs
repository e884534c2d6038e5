// @ts-check
/**
 * Packs the package, installs the tarball in an empty folder and uses it as its users do, on every version of Node that
 * we support. Fails where a run does not find what it must.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSIONS = ['20.19', '22', '24'];
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
const shell = process.platform === 'win32';
const root = new URL('..', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'stet-smoke-'));

const TS_CONFIG = `import { date, defineConfig, z } from 'stet';
const title: z.ZodType<string> = z.string();
export default defineConfig({ collections: { posts: { include: ['posts/*.md'], schema: z.object({ title, date: date() }) } } });
`;
const JSON_CONFIG = JSON.stringify({
  collections: { posts: { include: ['posts/*.md'], schema: { type: 'object', properties: { date: { type: 'string', format: 'date' } } } } },
});
const POST = "---\ntitle: Smoke\ndate: 'never'\n---\n\n![A cat](cat.png)\n";
const EXPECTED = ['frontmatter/schema', 'image/missing'];

try {
  const [tarball = ''] = execFileSync(npm, ['pack', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8', shell })
    .trim()
    .split('\n')
    .slice(-1);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  execFileSync(npm, ['install', '--silent', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder, shell });
  mkdirSync(join(folder, 'posts'));
  writeFileSync(join(folder, 'posts', 'smoke.md'), POST);
  writeFileSync(join(folder, 'json.config.json'), JSON_CONFIG);
  writeFileSync(join(folder, 'stet.config.ts'), TS_CONFIG);

  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  for (const node of VERSIONS) {
    const run = (/** @type {string[]} */ ...args) =>
      spawnSync(npx, ['-y', '-p', `node@${node}`, 'node', join('node_modules', 'stet', 'dist', 'cli.cjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        shell,
      });
    expect(node, 'the version', run('--version').stdout.trim(), version);
    for (const config of ['stet.config.ts', 'json.config.json']) {
      const { status, stdout, stderr } = run('--config', config, '--format', 'jsonl');
      const rules = stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line).rule);
      expect(node, `the rules by ${config}`, rules.join(' '), EXPECTED.join(' '), stderr);
      expect(node, `the exit code by ${config}`, String(status), '1', stderr);
    }
    process.stdout.write(`Node ${node}: ok\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @type {(node: string, what: string, actual: string, expected: string, more?: string) => void} */
function expect(node, what, actual, expected, more = '') {
  if (actual !== expected) throw new Error(`Node ${node}: ${what} should be \`${expected}\` and is \`${actual}\`\n${more}`);
}
