import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';

/** The remark of the project, which its plugins were written for; else our own parser, which is enough to lint. */
export async function processorOf(folder: string): Promise<Processor> {
  const path = resolveRemark(folder);
  if (path !== undefined) {
    const { remark } = (await import(pathToFileURL(path).href)) as { remark?: Processor };
    if (remark !== undefined) return remark;
  }
  return unified().use(remarkParse).freeze() as unknown as Processor;
}

/** Beside the config; else beside the remark-cli that is installed there, as package managers that keep apart have it. */
function resolveRemark(folder: string): string | undefined {
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
