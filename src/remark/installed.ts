import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'import-meta-resolve';

/** A package as it is installed. */
export interface Installed {
  readonly name: string;
  /** Absolute, where links lead. */
  readonly folder: string;
}

/** The package that a config in `folder` means by the name of a plugin, which may be without `remark-`. Undefined where there is none. */
export function pluginPackage(name: string, folder: string): Installed | undefined {
  const candidates = name.startsWith('remark-') ? [name] : [`remark-${name}`, name];
  for (const candidate of candidates) {
    try {
      return packageAround(fileURLToPath(resolve(candidate, `${pathToFileURL(folder).href}/`)));
    } catch {
      // Not installed by that name.
    }
  }
  return undefined;
}

/** The package that a file is part of. */
export function packageAround(file: string): Installed | undefined {
  for (let at = dirname(realpathSync(file)); dirname(at) !== at; at = dirname(at)) {
    const { name } = manifestOf(at) ?? {};
    if (name !== undefined) return { name, folder: at };
  }
  return undefined;
}

/**
 * Names the bytes of some packages and of all that they depend on, which says more than versions: packages get patched. Undefined
 * where one of them is linked from elsewhere, as somebody works on it, and what it is made of may lie anywhere.
 */
export function hashOfPackages(packages: readonly Installed[]): string | undefined {
  const hash = createHash('sha1');
  const seen = new Set<string>();
  const open = packages.map(({ folder }) => folder);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (!/[\\/]node_modules[\\/]/.test(at)) return undefined;
    const { name, version, ...needs } = manifestOf(at) ?? {};
    hash.update(`\0\0${name}@${version}`);
    hashFiles(at, '', hash);
    for (const need of Object.keys({ ...needs.dependencies, ...needs.optionalDependencies, ...needs.peerDependencies }).sort()) {
      const found = need.startsWith('@types/') ? undefined : folderOf(need, at);
      hash.update(`\0${need} ${found !== undefined}`);
      if (found !== undefined) open.push(found);
    }
  }
  return hash.digest('base64url');
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: object;
  readonly optionalDependencies?: object;
  readonly peerDependencies?: object;
}

function manifestOf(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Where Node.js finds a package for the code in a folder. */
function folderOf(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
    if (dirname(at) === at) return undefined;
  }
}

/** What Node.js may load of a package. */
const LOADED = /\.(?:[cm]?js|json|node|wasm)$/;

function hashFiles(folder: string, path: string, hash: ReturnType<typeof createHash>): void {
  const entries = readdirSync(join(folder, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== 'node_modules') hashFiles(folder, inner, hash);
    else if (LOADED.test(entry.name)) hash.update(`\0${inner}\0`).update(readFileSync(join(folder, inner)));
  }
}
