// @ts-check
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCorpus } from './corpus.mjs';
import { growth } from './growth.mjs';
import { measure, median, warmUp } from './measure.mjs';
import { installPeers } from './peers.mjs';

/** @import { Command, Sample } from './measure.mjs' */
/** @import { Peer } from './peers.mjs' */

const HELP = `node bench/bench.mjs [options] [folders…]

Times stet as a whole process, side by side with other linters, on a generated
corpus, on each of the folders, and on one post.

  --files <n>         posts of the generated corpus; 0 for none (default 1000)
  --kb <n>            their mean size in kB (default 8)
  --seed <n>          another corpus of that size (default 1)
  --runs <n>          timed runs after the warm-up (default 5)
  --peers none|all    with or without the others (default all)
  --keep              leave the generated corpus where it is
`;

const CONTENT = /\.(?:md|mdx|markdown)$/i;

main();

function main() {
  const { values, positionals } = parseArgs({
    options: {
      files: { type: 'string', default: '1000' },
      kb: { type: 'string', default: '8' },
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '5' },
      peers: { type: 'string', default: 'all' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return void process.stdout.write(HELP);
  const [files, kb, seed, runs] = [values.files, values.kb, values.seed, values.runs].map(Number);
  if (![files, kb, seed].every((number) => number !== undefined && number >= 0) || !runs || runs < 1) return fail('a number is wrong');
  if (values.peers !== 'none' && values.peers !== 'all') return fail('--peers is none or all');
  const missing = positionals.find((folder) => !statSync(folder, { throwIfNoEntry: false })?.isDirectory());
  if (missing !== undefined) return fail(`${missing} is no folder`);

  const tools = [stet(), ...(values.peers === 'all' ? installPeers() : [])];
  const generated = files ? mkdtempSync(join(realpathSync(tmpdir()), 'stet-bench-')) : undefined;
  try {
    if (generated) writeCorpus(generated, { files: files ?? 0, kb: kb ?? 0, seed: seed ?? 0 });
    const folders = [...(generated ? [generated] : []), ...positionals.map((folder) => resolve(folder))];
    process.stdout.write(
      `Node.js ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} threads, ${runs} runs each\n`,
    );
    for (const folder of folders) {
      const posts = postsIn(folder);
      if (posts.length === 0) return fail(`${folder} has no Markdown`);
      const name = folder === generated ? `generated, seed ${seed}` : basename(folder);
      const bytes = posts.reduce((sum, post) => sum + post.bytes, 0);
      const commands = tools.map(({ name, file, args }) => ({ name, file, args: args(), cwd: folder }));
      compare(`${name}: ${posts.length} files, ${size(bytes)}`, commands, runs);
      if (folder === folders[0]) comparePost(tools, folder, posts, runs);
      if (folder === generated) compareWarm(tools, folder, posts, runs);
    }
    if (files) showGrowth(tools[0], { files, kb: kb ?? 0, seed: seed ?? 0 }, runs);
  } finally {
    if (generated && values.keep) process.stderr.write(`The corpus is in ${generated}\n`);
    else if (generated) rmSync(generated, { recursive: true, force: true });
  }
}

/** @param {string} message */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

/** The post of the middle size, beside Node.js doing nothing. @param {readonly Peer[]} tools @param {string} folder @param {Post[]} posts @param {number} runs */
function comparePost(tools, folder, posts, runs) {
  const post = posts.toSorted((a, b) => a.bytes - b.bytes)[Math.floor(posts.length / 2)];
  if (post === undefined) return;
  const commands = tools.map(({ name, file, args }) => ({ name, file, args: args(post.path), cwd: folder }));
  const nothing = { name: 'node -e 0', file: process.execPath, args: ['-e', '0'], cwd: folder };
  compare(`one post: ${size(post.bytes)}`, [...commands, nothing], runs);
}

/** What a second run takes: with nothing changed, and with one post changed. @param {readonly Peer[]} tools @param {string} folder @param {Post[]} posts @param {number} runs */
function compareWarm(tools, folder, posts, runs) {
  const caches = mkdtempSync(join(realpathSync(tmpdir()), 'stet-bench-cache-'));
  const changed = join(folder, posts[0]?.path ?? '');
  try {
    const cached = tools.flatMap(({ name, file, cached }, index) =>
      cached === undefined ? [] : [{ name, file, args: cached(join(caches, String(index))), cwd: folder }],
    );
    compare('the same with caches, nothing changed', cached, runs);
    const before = () => appendFileSync(changed, '\nOne more line.\n');
    compare(
      'the same with caches, one post changed',
      cached.map((command) => ({ ...command, before })),
      runs,
    );
  } finally {
    rmSync(caches, { recursive: true, force: true });
  }
}

/** @param {Peer | undefined} tool @param {import('./corpus.mjs').CorpusOptions} options @param {number} runs */
function showGrowth(tool, options, runs) {
  if (tool === undefined) return;
  process.stdout.write('\ngrowth, stet alone, without a cache\n');
  const rows = growth(tool, options, runs).map(({ files, wall, cpu, peak }) => [
    `${files} posts`,
    shown(wall, 3),
    shown(cpu, 3),
    shown(peak, 0),
  ]);
  process.stdout.write(table([['', 'median s', 'CPU s', 'peak MiB'], ...rows]));
}

/** The command that package.json names. @returns {Peer} */
function stet() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { bin, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const script = join(root, bin.stet);
  if (!existsSync(script)) throw new Error(`${bin.stet} is not there: npm run build`);
  return {
    name: `stet ${version}`,
    file: process.execPath,
    args: (file = '.') => [script, '--no-cache', file],
    cached: (cache) => [script, '--cache-dir', cache, '.'],
  };
}

/**
 * @typedef {object} Post
 * @property {string} path  relative to the folder
 * @property {number} bytes
 */

/** @param {string} folder @param {string} root @returns {Post[]} */
function postsIn(folder, root = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : postsIn(path, root);
    return entry.isFile() && CONTENT.test(entry.name) ? [{ path: relative(root, path), bytes: statSync(path).size }] : [];
  });
}

/** Runs the commands in turn, A B C A B C, and prints a table; the first is what the others are compared with. @param {string} title @param {readonly Command[]} commands @param {number} runs */
function compare(title, commands, runs) {
  process.stdout.write(`\n${title}\n`);
  const working = commands.filter((command) => {
    const problem = warmUp(command);
    if (problem !== undefined) process.stderr.write(`Skipped: ${command.name}: ${problem}\n`);
    return problem === undefined;
  });
  const samples = working.map(() => /** @type {Sample[]} */ ([]));
  for (let run = 0; run < runs; run += 1) for (const [index, command] of working.entries()) samples[index]?.push(measure(command));
  // Compared run by run: what slows the machine for a while slows both.
  const base = working[0] === commands[0] ? samples[0] : undefined;
  const rows = working.map(({ name }, index) => row(name, samples[index] ?? [], base));
  process.stdout.write(table([['', 'median s', 'min s', 'max s', 'CPU s', '× wall', '× CPU'], ...rows]));
}

/** @param {string} name @param {readonly Sample[]} samples @param {readonly Sample[]} [base] */
function row(name, samples, base = []) {
  const walls = samples.map(({ wall }) => wall);
  /** @param {'wall' | 'cpu'} time */
  const ratios = (time) => samples.map((sample, run) => (sample[time] ?? Number.NaN) / (base[run]?.[time] ?? Number.NaN));
  const cpus = samples.map(({ cpu }) => cpu ?? Number.NaN);
  const seconds = [median(walls), Math.min(...walls), Math.max(...walls), median(cpus)].map((value) => shown(value, 3));
  return [name, ...seconds, ...[median(ratios('wall')), median(ratios('cpu'))].map((value) => shown(value, 2))];
}

/** @param {number} value @param {number} digits */
function shown(value, digits) {
  return Number.isNaN(value) ? '–' : value.toFixed(digits);
}

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {readonly string[][]} rows */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`,
    )
    .join('');
}
