// @ts-check
/**
 * Writes many small posts into a temporary folder, judges them in shards, one after the other, and merges. Tells seconds,
 * CPU seconds and the most memory of each process. `node bench/shards.mjs [posts] [shards] [--whole]`; with `--whole` it also
 * judges all in one run, and compares.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [posts = 1_000_000, shards = 16] = process.argv
  .slice(2)
  .filter((arg) => /^\d+$/.test(arg))
  .map(Number);
const withWhole = process.argv.includes('--whole');
const cli = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const png = readFileSync(new URL('../fixtures/examples/public/images/chart.png', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stet-shards-'));
const POSTS_A_FOLDER = 1000;
const POSTS_AN_IMAGE = 100;

/** @param {number} i */
function postOf(i) {
  const other = (i * 7919 + 13) % posts;
  const broken = i % 10_007 === 5;
  const image = Math.floor(i / POSTS_AN_IMAGE);
  return `---
title: Post ${i}
date: 2024-01-05
---

## First part

Some words, and a link to [another post](../${Math.floor(other / POSTS_A_FOLDER)}/p${other}.md#${broken ? 'nowhere' : 'second-part'}).

![A chart](/images/${image}${broken ? 'x' : ''}.png)

## Second part

- one
- two
`;
}

function generate() {
  mkdirSync(join(folder, 'public/images'), { recursive: true });
  for (let i = 0; i < posts; i++) {
    if (i % POSTS_A_FOLDER === 0) mkdirSync(join(folder, `posts/${i / POSTS_A_FOLDER}`), { recursive: true });
    if (i % POSTS_AN_IMAGE === 0) writeFileSync(join(folder, `public/images/${i / POSTS_AN_IMAGE}.png`), png);
    writeFileSync(join(folder, `posts/${Math.floor(i / POSTS_A_FOLDER)}/p${i}.md`), postOf(i));
  }
  const schema = {
    type: 'object',
    required: ['title', 'date'],
    properties: { title: { type: 'string' }, date: { type: 'string', format: 'date' } },
  };
  writeFileSync(join(folder, 'stet.config.json'), JSON.stringify({ collections: { posts: { include: ['posts/**/*.md'], schema } } }));
}

/** Runs stet, and tells what it took. @param {string} name @param {string[]} args */
async function run(name, ...args) {
  const start = performance.now();
  const output = openSync(join(folder, `${name}.out`), 'w');
  const child = spawn(process.execPath, ['--max-old-space-size=16000', cli, ...args], { cwd: folder, stdio: ['ignore', output, 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(child.pid));
  }, 200);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  closeSync(output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${name}: ${seconds} s, ${(most / 1024).toFixed(0)} MB at most, exit code ${code}\n`);
  if (code !== 0 && code !== 1) process.stdout.write(errors);
}

/** In kB, where the system tells it. @param {number | undefined} pid */
function memoryOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

try {
  const start = performance.now();
  generate();
  process.stdout.write(`${posts} posts written in ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  const reports = Array.from({ length: shards }, (_, at) => `shard-${at + 1}`);
  for (const [at, report] of reports.entries()) await run(report, '--no-cache', '--shard', `${at + 1}/${shards}`, '-o', report);
  const bytes = reports.reduce((sum, report) => sum + statSync(join(folder, report)).size, 0);
  process.stdout.write(`the reports: ${(bytes / 2 ** 20).toFixed(0)} MB\n`);
  await run('merge', 'merge', ...reports, '--format', 'json');
  if (withWhole) {
    await run('whole', '--no-cache', '--format', 'json');
    const same = readFileSync(join(folder, 'merge.out')).equals(readFileSync(join(folder, 'whole.out')));
    process.stdout.write(`${same ? 'the same report' : 'ANOTHER REPORT'}: ${statSync(join(folder, 'merge.out')).size} bytes\n`);
    if (!same) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
