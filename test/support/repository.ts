import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderWith } from './cli.ts';
import { temporaryFolder } from './folders.ts';
import type { Files } from './world.ts';

/** Git as on a machine where nobody has configured anything, and without what a hook around the tests may have set. */
export const ENV: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:GIT|PRE_COMMIT)_/.test(name))),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
  GIT_ALLOW_PROTOCOL: 'file',
};

/** A git repository with a working tree, in a temporary folder. */
export class Repository {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.folder, env: ENV, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  write(files: Files): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
  }

  /** Writes and stages. */
  stage(files: Files): void {
    this.write(files);
    this.git('add', '-f', '--', ...Object.keys(files));
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  commit(): void {
    this.git('commit', '-q', '--allow-empty', '--no-verify', '-m', 'x');
  }

  copy(): Repository {
    const folder = temporaryFolder('stet-git-');
    cpSync(this.folder, folder, { recursive: true, verbatimSymlinks: true });
    return new Repository(folder);
  }

  /** The files of a commit, as a fresh clone has them. */
  checkout(commit: string): string {
    const folder = temporaryFolder('stet-clone-');
    execFileSync('git', ['clone', '-q', '--no-checkout', this.folder, folder], { env: ENV });
    execFileSync('git', ['-C', folder, 'checkout', '-q', this.git('rev-parse', commit).trim()], { env: ENV });
    return folder;
  }
}

/** One commit with these files. */
export function repositoryWith(files: Files): Repository {
  const repository = new Repository(folderWith(files));
  repository.git('init', '-q', '-b', 'main');
  repository.git('add', '-A');
  repository.commit();
  return repository;
}
