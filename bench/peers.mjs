// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A linter to compare with: how it is called for a folder (no file) or for one file of it.
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} file
 * @property {(file?: string) => string[]} args
 * @property {(cache: string) => string[]} [cached]  for a folder, with a cache of its own
 */

const FOLDER = join(tmpdir(), 'stet-bench-peers');
const REMARK_PLUGINS = { 'remark-preset-lint-recommended': '^7', 'remark-frontmatter': '^5', 'remark-gfm': '^4' };

/** Installs the peers into a folder outside the project. What can't be installed is left out, and said. @returns {Peer[]} */
export function installPeers() {
  mkdirSync(FOLDER, { recursive: true });
  const manifest = join(FOLDER, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  return [
    ...(install({ rumdl: '0.2.75' }) ? rumdl() : []),
    ...(install({ 'markdownlint-cli2': '^0.22' }) ? markdownlint() : []),
    ...(install({ 'remark-cli': '^12', ...REMARK_PLUGINS }) ? remark() : []),
    ...(install({ eslint: '^9', '@eslint/markdown': '^7' }) ? eslint() : []),
  ];
}

/** @param {Readonly<Record<string, string>>} packages  names and versions */
function install(packages) {
  if (Object.keys(packages).every((name) => existsSync(join(FOLDER, 'node_modules', name, 'package.json')))) return true;
  const specifiers = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  process.stderr.write(`Installing ${specifiers.join(', ')} …\n`);
  const { status, stderr, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...specifiers], {
    cwd: FOLDER,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return true;
  process.stderr.write(`Skipped, could not be installed: ${specifiers[0]}: ${error?.message ?? stderr.trim().split('\n')[0]}\n`);
  return false;
}

/** @param {string} name */
function manifestOf(name) {
  return JSON.parse(readFileSync(join(FOLDER, 'node_modules', name, 'package.json'), 'utf8'));
}

/** The script behind the command of a package. @param {string} name */
function scriptOf(name) {
  const { bin } = manifestOf(name);
  return join(FOLDER, 'node_modules', name, typeof bin === 'string' ? bin : String(Object.values(bin)[0]));
}

/** Line length is off for those who judge it by default, since stet does not: their reports would be many times as long. */
function rumdl() {
  const { version } = manifestOf('rumdl');
  /** @param {string} [file] */
  const args = (file) => ['check', '--no-cache', '--no-config', '--disable', 'MD013', file ?? '.'];
  const launcher = scriptOf('rumdl');
  const platforms = join(FOLDER, 'node_modules', '@rumdl');
  const binary = existsSync(platforms)
    ? readdirSync(platforms)
        .flatMap((platform) => [join(platforms, platform, 'rumdl'), join(platforms, platform, 'rumdl.exe')])
        .find((path) => existsSync(path))
    : undefined;
  if (binary === undefined) process.stderr.write('Skipped: rumdl came without a binary for this platform\n');
  return [
    ...(binary === undefined ? [] : [{ name: `rumdl ${version} (binary)`, file: binary, args }]),
    {
      name: `rumdl ${version} (npm)`,
      file: process.execPath,
      /** @param {string} [file] */
      args: (file) => [launcher, ...args(file)],
      /** @param {string} cache */
      cached: (cache) => [launcher, 'check', '--cache-dir', cache, '--no-config', '--disable', 'MD013', '.'],
    },
  ];
}

function markdownlint() {
  const config = join(FOLDER, 'bench.markdownlint-cli2.jsonc');
  writeFileSync(config, '{ "config": { "MD013": false } }\n');
  const script = scriptOf('markdownlint-cli2');
  /** @param {string} [file] */
  const args = (file) => [script, '--config', config, ...(file ? [`:${file}`] : ['**/*.{md,mdx,markdown}', '#**/node_modules'])];
  return [{ name: `markdownlint-cli2 ${manifestOf('markdownlint-cli2').version}`, file: process.execPath, args }];
}

function remark() {
  const config = join(FOLDER, 'bench.remarkrc.json');
  writeFileSync(
    config,
    `${JSON.stringify({ plugins: [['remark-frontmatter', ['yaml', 'toml']], 'remark-gfm', 'remark-preset-lint-recommended'] })}\n`,
  );
  const script = scriptOf('remark-cli');
  /** @param {string} [file] */
  const args = (file) => [script, '--no-config', '--rc-path', config, '--ext', 'md,mdx,markdown', '--no-stdout', '--quiet', file ?? '.'];
  return [{ name: `remark-cli ${manifestOf('remark-cli').version}`, file: process.execPath, args }];
}

function eslint() {
  const config = join(FOLDER, 'bench.eslint.config.mjs');
  writeFileSync(
    config,
    `import markdown from '@eslint/markdown';
export default [
  { files: ['**/*.{md,mdx,markdown}'], plugins: { markdown }, language: 'markdown/gfm', languageOptions: { frontmatter: 'yaml' }, ...{ rules: markdown.configs.recommended[0].rules } },
];
`,
  );
  const script = scriptOf('eslint');
  const flags = ['--no-config-lookup', '--config', config, '--no-warn-ignored', '--no-error-on-unmatched-pattern'];
  return [
    {
      name: `eslint ${manifestOf('eslint').version}`,
      file: process.execPath,
      /** @param {string} [file] */
      args: (file) => [script, ...flags, file ?? '.'],
      /** @param {string} cache */
      cached: (cache) => [script, ...flags, '--cache', '--cache-location', `${cache}/`, '.'],
    },
  ];
}
