import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The names that remark-cli looks for in each folder, in its order. */
const RC_NAMES = ['.remarkrc', '.remarkrc.json', '.remarkrc.cjs', '.remarkrc.mjs', '.remarkrc.js', '.remarkrc.yaml', '.remarkrc.yml'];

/** The file that configures remark for what lies in `folder`: there, or in the nearest folder above that has one. */
export function findRemarkConfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = RC_NAMES.map((name) => join(at, name)).find((path) => existsSync(path)) ?? manifestIn(at);
    if (found !== undefined) return found;
    if (dirname(at) === at) return undefined;
  }
}

function manifestIn(folder: string): string | undefined {
  const path = join(folder, 'package.json');
  try {
    return existsSync(path) && 'remarkConfig' in JSON.parse(readFileSync(path, 'utf8')) ? path : undefined;
  } catch {
    return undefined;
  }
}
