import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };

export const TOOL = { name: manifest.name, version: manifest.version } as const;

declare const STET_BUILD: string | undefined;

/** Differs between any two builds of the sources, also where they have one version. */
export const BUILD = typeof STET_BUILD === 'undefined' ? '' : STET_BUILD;

/** The absolute path of a file of this package, whatever its own folder is called. */
export function packageFile(path: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${TOOL.name}/package.json`)), path);
}
