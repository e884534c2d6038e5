import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, Report } from '../../src/model/report.ts';
import { temporaryFolder } from './folders.ts';
import type { Files } from './world.ts';

/** Away from the caches of whoever runs the tests. */
const XDG_CACHE_HOME = temporaryFolder('stet-caches-');

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own on the disk, with these files in it, until the tests of the file are over. */
export function folderWith(files: Files): string {
  const folder = temporaryFolder('stet-test-');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs the built command line as a process of its own. */
export function stet(
  cwd: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string | Uint8Array; env?: NodeJS.ProcessEnv } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', XDG_CACHE_HOME, ...env },
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

export function json(
  cwd: string,
  args: readonly string[] = [],
  options?: Parameters<typeof stet>[2],
): Report & { readonly version: number } {
  return JSON.parse(stet(cwd, ['--format', 'json', ...args], options).stdout);
}

export function found(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ path, rule, range }) => `${path}:${range.start.line} ${rule}`);
}
