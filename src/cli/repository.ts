import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { toPosix } from './targets.ts';

/** The nearest folder upwards that is a checkout of git, a worktree or a submodule; the folder itself where there is none. */
export function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Names paths, which are relative to `root`, from another folder. */
export function pathsFrom(folder: string, root: string): (path: string) => string {
  return (path) => toPosix(relative(folder, resolve(root, path))) || '.';
}
