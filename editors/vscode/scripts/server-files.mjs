// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Types, sources and maps are for those who build with a package. */
const UNUSED = /\.(?:map|[cm]?ts|tsx|wasm|md)$|(?:^|[\\/])(?:node_modules|src|test|tests|types)[\\/]/;

/** The files of stet and of all packages that it needs to run, as they lie in this repository. @param {string} root */
export function serverFiles(root) {
  const own = ['package.json', 'LICENSE', 'config.schema.json', ...filesIn(root, 'dist'), ...filesIn(root, 'rules').filter(isPage)];
  const files = new Map(own.filter((path) => isPage(path) || !UNUSED.test(path)).map((path) => [path, readFileSync(join(root, path))]));
  for (const folder of packagesBelow(root)) {
    const place = folder.slice(root.length).split(sep).join('/').replace(/^\//, '');
    for (const path of filesIn(folder, '')) if (!UNUSED.test(path)) files.set(`${place}/${path}`, readFileSync(join(folder, path)));
  }
  return files;
}

/** @param {string} path */
const isPage = (path) => /^rules\/.*\.md$/.test(path);

/** Folders of the packages that one needs, and of those that these need. Those for other platforms are not installed. @param {string} folder @param {Set<string>} found */
function packagesBelow(folder, found = new Set()) {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const place = placeOf(name, folder);
    if (place === undefined || name.startsWith('@types/') || found.has(place)) continue;
    found.add(place);
    packagesBelow(place, found);
  }
  return found;
}

/** Where Node.js finds a package from a folder. @param {string} name @param {string} folder @returns {string | undefined} */
function placeOf(name, folder) {
  const place = join(folder, 'node_modules', name);
  if (existsSync(join(place, 'package.json'))) return place;
  return dirname(folder) === folder ? undefined : placeOf(name, dirname(folder));
}

/** @param {string} root @param {string} folder */
function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split(sep).join('/').replace(/^\//, ''))
    .sort();
}
