// @ts-check
/**
 * Builds the extension for this platform: `node editors/vscode/scripts/build.mjs [folder]`. Prints the path of the `.vsix`.
 * Its server is the stet of this repository as it is built, so that one is built before.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { rolldown } from 'rolldown';
import { noticesOf } from '../../../scripts/notices.mjs';
import { contentTypes, vsixManifest } from './package-manifest.mjs';
import { serverFiles } from './server-files.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = join(root, 'editors/vscode');
/** @type {import('./package-manifest.mjs').Extension} */
const extension = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
const target = targetPlatform();

const { code, modules } = await bundle();
const files = new Map([
  ['package.json', readFileSync(join(home, 'package.json'))],
  ['README.md', readFileSync(join(home, 'README.md'))],
  ['LICENSE.txt', readFileSync(join(root, 'LICENSE'))],
  ['ThirdPartyNotices.txt', strToU8(noticesOf(modules))],
  ['dist/extension.cjs', strToU8(code)],
  ...[...serverFiles(root)].map(([path, bytes]) => /** @type {const} */ ([`server/${path}`, bytes])),
]);
const entries = Object.fromEntries([
  ['[Content_Types].xml', strToU8(contentTypes([...files.keys(), 'extension.vsixmanifest']))],
  ['extension.vsixmanifest', strToU8(vsixManifest(extension, target))],
  ...[...files].map(([path, bytes]) => [`extension/${path}`, bytes]),
]);
const folder = resolve(process.argv[2] ?? join(home, 'dist'));
const path = join(folder, `${extension.name}-${target}-${extension.version}.vsix`);
mkdirSync(folder, { recursive: true });
// Equal content makes an equal file.
writeFileSync(path, zipSync(entries, { mtime: new Date(1980, 0, 1) }));
process.stdout.write(`${path}\n`);

/** The extension as one file, and the files that it is made of. */
async function bundle() {
  const build = await rolldown({ input: join(home, 'src/extension.ts'), platform: 'node', external: ['vscode'] });
  const { output } = await build.generate({ format: 'cjs', minify: true, codeSplitting: false });
  await build.close();
  const [{ code, moduleIds }] = output;
  return { code, modules: moduleIds };
}

/** The server's parsers are binaries: an extension is for one platform, as the editor names them. */
function targetPlatform() {
  const { platform, arch } = process;
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return `${platform === 'linux' && report.header.glibcVersionRuntime === undefined ? 'alpine' : platform}-${arch}`;
}
