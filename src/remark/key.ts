import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { memo } from '../model/memo.ts';
import { findRemarkConfig, findUp, foldersUp } from './find.ts';
import { findRemark } from './find-remark.ts';
import { hashOfPackages, type Installed, packageAround, pluginPackage } from './installed.ts';
import { isPure } from './pure.ts';
import { statedPlugins } from './stated.ts';

/**
 * Names all that the findings of remark in a file depend on, but for its path and text; asked by its folder. Undefined where
 * that can't be known: for configs in code that does more than to state values, for plugins that may look around, and for
 * packages that are linked.
 */
export function keysByFolder(root: string, options: object): (folder: string) => Promise<string | undefined> {
  const keyOfConfig = memo(keyOf);
  // What can't be read here is told by the run that can't read it either.
  return memo((folder) => keyIn(folder).catch(() => undefined));

  async function keyIn(folder: string): Promise<string | undefined> {
    const config = findRemarkConfig(folder);
    if (config === undefined) return 'none';
    if (foldersUp(folder, dirname(config)).some(hasBrokenManifest)) return undefined;
    const ignore = findUp(folder, ['.remarkignore']);
    const key = await keyOfConfig(config);
    return key && hash(key, JSON.stringify(options), ...(ignore === undefined ? [] : [relative(root, ignore), readFileSync(ignore)]));
  }
}

/** Of a config with all that it loads. */
async function keyOf(file: string): Promise<string | undefined> {
  const folder = dirname(file);
  const text = readFileSync(file, 'utf8');
  const names = await statedPlugins(file, text);
  if (names === undefined) return undefined;
  const packages: Installed[] = [];
  for (const name of names) {
    // What our own plugin says is left out.
    if (name === 'stet/remark') continue;
    const found = pluginPackage(name, folder);
    if (found === undefined || !isPure(found.name)) return undefined;
    packages.push(found);
  }
  const remark = findRemark(folder);
  const parser = remark === undefined ? [] : [packageAround(remark)];
  if (parser.some((found) => found?.name !== 'remark')) return undefined;
  const code = hashOfPackages([...packages, ...(parser as Installed[])]);
  const stated = basename(file) === 'package.json' ? JSON.stringify(JSON.parse(text).remarkConfig) : text;
  return code && hash(basename(file), moduleKind(folder), stated, code);
}

/** By which a config `.remarkrc.js` is a module, or none. */
function moduleKind(folder: string): string {
  const manifest = findUp(folder, ['package.json']);
  return manifest === undefined ? '' : String(JSON.parse(readFileSync(manifest, 'utf8')).type);
}

/** The search for a config ends with an error where it meets one. */
function hasBrokenManifest(folder: string): boolean {
  const path = join(folder, 'package.json');
  try {
    return existsSync(path) && JSON.parse(readFileSync(path, 'utf8')) === null;
  } catch {
    return true;
  }
}

function hash(...parts: readonly (string | Uint8Array)[]): string {
  const made = createHash('sha1');
  for (const part of parts) made.update(`${part.length}\0`).update(part);
  return made.digest('base64url');
}
