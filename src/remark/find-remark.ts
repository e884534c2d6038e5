import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The remark of a project: beside its config; else beside the remark-cli that is installed there, as package managers that keep apart have it. */
export function findRemark(folder: string): string | undefined {
  const own = createRequire(join(folder, 'package.json'));
  const cli = own.resolve.paths('remark-cli')?.find((modules) => existsSync(join(modules, 'remark-cli', 'package.json')));
  const places = [own, ...(cli === undefined ? [] : [createRequire(join(cli, 'remark-cli', 'package.json'))])];
  for (const place of places) {
    try {
      return place.resolve('remark');
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
