import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** A stet that can be run. */
export interface Installed {
  /** The script of its command line; absolute. */
  readonly script: string;
  readonly version: string;
}

export interface Choice {
  /** The folder of a package that the settings name; empty where they name none. */
  readonly path: string;
  /** Of the workspace; absolute. */
  readonly folders: readonly string[];
  /** Whether code of the workspace may be run. */
  readonly isTrusted: boolean;
  /** The folder of the package that comes with the extension. */
  readonly bundled: string;
}

/** The stet to run: the one that the settings name, else that of the workspace where it may be run, else our own. Throws where there is none. */
export function chooseInstalled({ path, folders, isTrusted, bundled }: Choice): Installed {
  if (path !== '') {
    const named = packageIn(resolve(folders[0] ?? '', path));
    if (named === undefined) throw new Error(`\`stet.path\`: there is no stet in ${path}`);
    return named;
  }
  const own = isTrusted ? folders.map(installedFor).find((found) => found !== undefined) : undefined;
  const chosen = own ?? packageIn(bundled);
  if (chosen === undefined) throw new Error('no stet was found: install it in the workspace, or name one in the setting `stet.path`');
  return chosen;
}

/** As Node.js finds a package from a folder: in its `node_modules`, or in those around it. */
function installedFor(folder: string): Installed | undefined {
  try {
    return packageIn(dirname(createRequire(join(folder, 'package.json')).resolve('stet/package.json')));
  } catch {
    return undefined;
  }
}

function packageIn(folder: string): Installed | undefined {
  try {
    const { name, version, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return name === 'stet' ? { script: join(folder, bin.stet), version } : undefined;
  } catch {
    return undefined;
  }
}
