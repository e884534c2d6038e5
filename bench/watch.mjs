// @ts-check
/**
 * What `stet --watch` costs for each post that changes, beside runs that check all of them: processor time and, from the
 * change to the last line, seconds. On Linux only, whose /proc tells it. `node bench/watch.mjs [posts] [changes]`.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCorpus } from './corpus.mjs';
import { measure, median } from './measure.mjs';

const [posts = 1000, changes = 40] = process.argv.slice(2).map(Number);
const cli = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'stet-watch-'));
const TICKS_A_SECOND = 100;

try {
  const paths = writeCorpus(folder, { files: posts, kb: 8, seed: 1 });
  const child = spawn(process.execPath, [cli, '--watch', '--cache-dir', join(folder, '.kept')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const isOver = lastLines(child.stderr);
  await isOver();
  // The one that checks is a child of the one that was started.
  const checking = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
  const before = secondsOf(checking);
  /** @type {number[]} */
  const walls = [];
  for (let index = 0; index < changes; index += 1) {
    const start = performance.now();
    appendFileSync(join(folder, paths[(index * 7) % paths.length] ?? ''), `\nOne more line, the ${index}th.\n`);
    await isOver();
    walls.push((performance.now() - start) / 1000);
  }
  const cpu = (secondsOf(checking) - before) / changes;
  child.kill();

  row('a change, watched', cpu, median(walls));
  run('a run after a change', ['--cache-dir', join(folder, '.kept')]);
  run('a run without a cache', ['--no-cache']);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} name @param {string[]} args */
function run(name, args) {
  const command = { name, file: process.execPath, args: [cli, ...args], cwd: folder };
  const before = () => appendFileSync(join(folder, 'posts', '2015', 'new.md'), 'One more line.\n');
  const samples = Array.from({ length: 5 }, () => measure({ ...command, before }));
  row(name, median(samples.map(({ cpu }) => cpu ?? Number.NaN)), median(samples.map(({ wall }) => wall)));
}

/** @param {string} name @param {number} cpu @param {number} wall */
function row(name, cpu, wall) {
  process.stdout.write(`${name.padEnd(24)}${cpu.toFixed(3)} s of processor time, ${wall.toFixed(3)} s\n`);
}

/** Of a process, since it began. @param {string} pid */
function secondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Resolves with each line that ends a check. @param {NodeJS.ReadableStream} stream */
function lastLines(stream) {
  let text = '';
  let wake = () => {};
  stream.on('data', (data) => {
    text += data;
    if (!/; watching for changes\n$/.test(text)) return;
    text = '';
    wake();
  });
  return () =>
    new Promise((resolve) => {
      wake = () => resolve(undefined);
    });
}
