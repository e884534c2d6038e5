// @ts-check
/**
 * Holds what comes out of remark through stet against what remark-cli says, on folders of content: the same messages at
 * the same places. Takes folders, and `--rc` with a remark config; without one, the recommended preset.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const own = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { values, positionals } = parseArgs({ options: { rc: { type: 'string' } }, allowPositionals: true });
const PRESET = '{ "plugins": ["remark-frontmatter", "remark-gfm", "remark-preset-lint-recommended"] }';

for (const folder of positionals) if (!compare(resolve(folder))) process.exitCode = 1;

/** @param {string} folder */
function compare(folder) {
  const project = mkdtempSync(join(tmpdir(), 'stet-compare-'));
  try {
    symlinkSync(own('node_modules'), join(project, 'node_modules'), 'dir');
    symlinkSync(folder, join(project, 'content'), 'dir');
    if (values.rc === undefined) writeFileSync(join(project, '.remarkrc.json'), PRESET);
    else copyFileSync(values.rc, join(project, basename(values.rc)));
    const paths = contentOf(join(project, 'content'), 'content');
    const theirs = byRemark(project, paths);
    const ours = byStet(project, paths);
    const lost = theirs.filter((line) => !ours.includes(line));
    const added = ours.filter((line) => !theirs.includes(line));
    for (const line of lost) process.stdout.write(`- ${line}\n`);
    for (const line of added) process.stdout.write(`+ ${line}\n`);
    const same = lost.length + added.length === 0 && ours.length === theirs.length;
    const verdict = same ? 'all the same' : `${lost.length} lost, ${added.length} added`;
    process.stdout.write(`${basename(folder)}: ${paths.length} files, ${theirs.length} messages, ${verdict}\n`);
    return same;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** @type {(folder: string, path: string) => string[]} */
function contentOf(folder, path) {
  return readdirSync(folder)
    .filter((name) => name !== 'node_modules' && name !== '.git')
    .flatMap((name) => {
      if (/\.(?:md|mdx|markdown)$/.test(name)) return [`${path}/${name}`];
      return name.includes('.') ? [] : entriesOf(join(folder, name), `${path}/${name}`);
    })
    .sort();
}

/** @type {(folder: string, path: string) => string[]} */
function entriesOf(folder, path) {
  try {
    return contentOf(folder, path);
  } catch {
    return [];
  }
}

/** @type {(cwd: string, paths: readonly string[]) => string[]} */
function byRemark(cwd, paths) {
  const args = [
    own('node_modules/remark-cli/cli.js'),
    '--no-stdout',
    '--no-color',
    '--report',
    own('scripts/remark-reporter.mjs'),
    ...paths,
  ];
  const { stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
  /** @type {{ path: string, messages: { line?: number, column?: number, ruleId?: string, reason: string }[] }[]} */
  const files = JSON.parse(stderr);
  return files
    .flatMap(({ path, messages }) =>
      messages.map(({ line = 1, column = 1, ruleId, reason }) => `${path}:${line}:${column} ${ruleId} ${reason}`),
    )
    .sort();
}

/** @type {(cwd: string, paths: readonly string[]) => string[]} */
function byStet(cwd, paths) {
  const args = [own('dist/cli.cjs'), '--root', '.', '--format', 'json', ...paths];
  const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
  /** @type {{ diagnostics: { path: string, rule: string, message: string, range: { start: { line: number, column: number } } }[] }} */
  const { diagnostics } = JSON.parse(stdout);
  return diagnostics
    .filter(({ rule }) => rule.startsWith('remark/'))
    .map(({ path, rule, message, range: { start } }) => `${path}:${start.line}:${start.column} ${rule.slice('remark/'.length)} ${message}`)
    .sort();
}
