import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { type Discovery, discover } from '../host/discover.ts';
import type { Collection, Config } from '../model/config.ts';
import { basesOf } from '../model/glob.ts';
import type { Host } from '../model/host.ts';
import { nearest } from '../model/nearest.ts';
import { baseOf, dirOf, extensionOf } from '../model/path.ts';
import type { Failure } from '../model/report.ts';
import { COMMAND_NAMES } from './commands.ts';

/** The files to judge, and what is to be said about files that are not. */
export interface Targets extends Discovery {
  readonly notices: readonly string[];
  /** What the command line names and is not there. */
  readonly mistakes: readonly string[];
}

export const NO_TARGETS: Targets = { files: [], failures: [], notices: [], mistakes: [] };

/** Whether there is nothing to judge, nor to say of what is there. */
export const isNothing = ({ files, failures }: Targets) => files.length === 0 && failures.length === 0;

const CONTENT = new Set(['.md', '.mdx', '.markdown']);

/** Whether a file is one to judge when it is named. */
export function isContent(path: string, config: Config): boolean {
  const collection = config.collectionOf(path);
  return CONTENT.has(extensionOf(path)) || (collection !== undefined && collection.isReferred !== true);
}

/** All files of the collections. */
export function collectionTargets(host: Host, config: Config): Targets {
  const { files, failures } = filesOf(config.collections, host, config);
  const used = new Set(files.map((path) => config.collectionOf(path)?.name));
  const empty = config.collections.filter(({ name }) => !used.has(name));
  return {
    files,
    failures,
    mistakes: [],
    notices: empty.map(
      ({ name, include }) => `collection \`${name}\` has no files: nothing matches ${include.map((glob) => `\`${glob}\``).join(', ')}`,
    ),
  };
}

/** All files of the collections, and those that they refer to. */
export function referredFiles(host: Host, config: Config): readonly string[] {
  return filesOf([...config.collections, ...config.referred], host, config).files;
}

function filesOf(collections: readonly Collection[], host: Host, config: Config): Discovery {
  const members = new Set(collections);
  return discover(host, basesOf(collections.flatMap(({ include }) => include)), (path) => {
    const collection = config.collectionOf(path);
    return collection !== undefined && members.has(collection) && !config.ignored(path);
  });
}

/** The files that the command line names: never more than it says. */
export async function namedTargets(names: readonly string[], cwd: string, root: string, host: Host, config: Config): Promise<Targets> {
  const files = new Set<string>();
  const failures: Failure[] = [];
  const notices: string[] = [];
  const mistakes: string[] = [];
  for (const name of names) {
    const path = toPosix(relative(root, resolve(cwd, name)));
    const kind = kindOf(resolve(cwd, name));
    if (kind === 'directory') {
      const found = discover(host, [path], (file) => isContent(file, config) && !config.ignored(file));
      for (const file of found.files) files.add(file);
      failures.push(...found.failures);
    } else if (kind === 'file') {
      if (config.ignored(path)) notices.push(`${path} is not checked: the config ignores it`);
      else if (!isContent(path, config)) notices.push(`${path} is not checked: it is no Markdown or MDX`);
      else files.add(path);
    } else {
      const matches = await expand(name, cwd);
      if (matches === undefined) mistakes.push(`\`${name}\` does not exist${suggestion(name, cwd, host, root)}`);
      if (matches?.length === 0) mistakes.push(`\`${name}\` matches no file`);
      for (const match of matches ?? []) {
        const file = toPosix(relative(root, resolve(cwd, match)));
        if (isContent(file, config) && !config.ignored(file)) files.add(file);
      }
    }
  }
  return { files: [...files], failures, notices, mistakes };
}

/** Named files are looked for on the disk; the index need not have them. */
export function targetsIn(index: Host, targets: Targets): Targets {
  const isThere = (path: string) => index.list(dirOf(path))?.get(baseOf(path)) === 'file';
  const missing = targets.files.filter((path) => !isThere(path));
  return {
    ...targets,
    files: targets.files.filter(isThere),
    notices: [...targets.notices, ...missing.map((path) => `${path} is not checked: it is not staged`)],
  };
}

export function toPosix(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function kindOf(path: string): 'file' | 'directory' | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() ? 'directory' : stats === undefined ? undefined : 'file';
}

/** The files that a glob matches; undefined when it is no glob. */
async function expand(pattern: string, cwd: string): Promise<readonly string[] | undefined> {
  const { globby, isDynamicPattern } = await import('globby');
  const glob = toPosix(pattern);
  return isDynamicPattern(glob) ? globby(glob, { cwd, ignore: ['**/node_modules/**'], followSymbolicLinks: false }) : undefined;
}

function suggestion(name: string, cwd: string, host: Host, root: string): string {
  const folder = toPosix(relative(root, resolve(cwd, name, '..')));
  const last = toPosix(name).split('/').at(-1) ?? name;
  const near = nearest(last, host.list(folder)?.keys() ?? []);
  if (near !== undefined) return `; did you mean \`${toPosix(name).slice(0, -last.length)}${near}\`?`;
  const command = nearest(name, COMMAND_NAMES);
  return command === undefined ? '' : `; did you mean the command \`${command}\`?`;
}
