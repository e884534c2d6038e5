// @ts-check
/** Holds the package of the extension against what Microsoft's own packer makes of the same files. npx fetches it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';

/** It needs a younger Node than stet does. */
const PACKER = ['@vscode/vsce@4.1.0', 'node@22'];

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stet-vsix-'));
const built = execFileSync(process.execPath, [join(root, 'editors/vscode/scripts/build.mjs'), folder], { encoding: 'utf8' }).trim();

try {
  const ours = unzipSync(readFileSync(built));
  for (const [path, bytes] of Object.entries(ours)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const target = attribute(ours, 'TargetPlatform');
  const theirs = pack(target);
  const missing = namesOf(theirs).filter((path) => !namesOf(ours).includes(path));
  const added = namesOf(ours).filter((path) => !namesOf(theirs).includes(path));
  const others = ['Id', 'Version', 'Publisher', 'TargetPlatform'].filter((name) => attribute(ours, name) !== attribute(theirs, name));
  const unlike = propertiesOf(ours).filter((property) => !propertiesOf(theirs).includes(property));
  report({ missing, added, others, unlike });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} target */
function pack(target) {
  const path = join(folder, 'theirs.vsix');
  const packages = PACKER.flatMap((name) => ['-p', name]);
  const command = ['vsce', 'package', '--no-dependencies', '--target', target, '--out', path];
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', ...packages, ...command], {
    cwd: join(folder, 'extension'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`vsce refuses the extension: ${stdout}${stderr}`);
  return unzipSync(readFileSync(path));
}

/** @typedef {Record<string, Uint8Array>} Package */

/** The packer writes the names of some files small. @param {Package} files */
function namesOf(files) {
  return Object.keys(files).map((path) => path.toLowerCase());
}

/** @param {Package} files */
function manifestOf(files) {
  return strFromU8(files['extension.vsixmanifest'] ?? new Uint8Array());
}

/** @param {Package} files @param {string} name */
function attribute(files, name) {
  return new RegExp(`<Identity[^>]* ${name}="([^"]*)"`).exec(manifestOf(files))?.[1] ?? '';
}

/** @param {Package} files */
function propertiesOf(files) {
  return [...manifestOf(files).matchAll(/<Property Id="[^"]*" Value="[^"]*"/g)].map(([text]) => text);
}

/** @param {Record<string, readonly string[]>} differences */
function report(differences) {
  const lines = Object.entries(differences).flatMap(([kind, names]) => names.map((name) => `${kind}: ${name}\n`));
  process.stdout.write(lines.join('') || 'The package is as vsce makes it.\n');
  if (lines.length > 0) process.exitCode = 1;
}
