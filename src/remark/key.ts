import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where package managers write down which versions are installed. */
const LOCKS = [
  'node_modules/.package-lock.json',
  'node_modules/.modules.yaml',
  'node_modules/.yarn-state.yml',
  'pnpm-lock.yaml',
  'yarn.lock',
];
/** Plugins that judge a file by itself. Others may look at the disk, the network, or other files. */
const PURE = /^(?:remark-)?(?:lint(?:-[\w-]+)?|preset-lint-[\w-]+|frontmatter|gfm|mdx|math|directive)$/;

/** Names a config and the versions of its plugins; undefined for a config in code, and for plugins that may look around. */
export function keyOfConfig(file: string, options: unknown): string | undefined {
  if (!/^(?:\.remarkrc(?:\.json)?|package\.json)$/.test(basename(file))) return undefined;
  const text = readFileSync(file, 'utf8');
  const plugins = pluginsOf(text, basename(file) === 'package.json');
  const lock = lockAbove(dirname(file));
  if (lock === undefined || plugins === undefined || !plugins.every((name) => PURE.test(name))) return undefined;
  return createHash('sha256').update(text).update(readFileSync(lock)).update(JSON.stringify(options)).digest('hex');
}

function pluginsOf(text: string, isManifest: boolean): string[] | undefined {
  try {
    const value = JSON.parse(text);
    const { plugins = [] } = isManifest ? value.remarkConfig : value;
    return Array.isArray(plugins) ? plugins.map((plugin) => String(Array.isArray(plugin) ? plugin[0] : plugin)) : Object.keys(plugins);
  } catch {
    return undefined;
  }
}

function lockAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = LOCKS.map((name) => join(at, name)).find((path) => existsSync(path));
    if (found !== undefined || dirname(at) === at) return found;
  }
}
