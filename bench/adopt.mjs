// Times a project's way to a green run: `node bench/adopt.mjs <folder>…` copies each to a new git repository, runs
// `stet init --yes`, `stet baseline` and `stet` there, and prints how long each took and the config that was written.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const STEPS = [['init', '--yes'], ['baseline'], []];

for (const folder of process.argv.slice(2)) {
  const root = mkdtempSync(join(tmpdir(), 'stet-adopt-'));
  cpSync(resolve(folder), root, { recursive: true, filter: (path) => !/[/\\](?:\.git|stet\.config\.\w+|stet-baseline\.json)$/.test(path) });
  spawnSync('git', ['init', '--quiet'], { cwd: root });
  console.log(`## ${basename(folder)}\n`);
  for (const step of STEPS) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...step], { cwd: root, encoding: 'utf8' });
    const name = ['stet', ...step].join(' ').padEnd(16);
    console.log(`${name} ${((performance.now() - start) / 1000).toFixed(2)} s, exit code ${status}${status === 0 ? '' : `\n${stderr}`}`);
  }
  const config = join(root, 'stet.config.ts');
  if (existsSync(config)) console.log(`\n${readFileSync(config, 'utf8')}`);
  rmSync(root, { recursive: true });
}
