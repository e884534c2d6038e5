import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The names that remark-cli looks for in each folder, in its order. */
const RC_NAMES = ['.remarkrc', '.remarkrc.json', '.remarkrc.cjs', '.remarkrc.mjs', '.remarkrc.js', '.remarkrc.yaml', '.remarkrc.yml'];

/** The file that configures remark for what lies in `folder`: there, or in the nearest folder above that has one. */
export function findRemarkConfig(folder: string): string | undefined {
  for (const at of foldersUp(folder)) {
    const found = fileIn(at, RC_NAMES) ?? manifestIn(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first of some files that is there, in the folder or in the nearest one above. */
export function findUp(folder: string, names: readonly string[]): string | undefined {
  for (const at of foldersUp(folder)) {
    const found = fileIn(at, names);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A folder and those above, up to `last`. */
export function foldersUp(folder: string, last?: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== last && dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

function fileIn(folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => join(folder, name)).find((path) => existsSync(path));
}

function manifestIn(folder: string): string | undefined {
  const path = join(folder, 'package.json');
  try {
    return existsSync(path) && 'remarkConfig' in JSON.parse(readFileSync(path, 'utf8')) ? path : undefined;
  } catch {
    return undefined;
  }
}
