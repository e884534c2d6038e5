import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, Report } from '../../src/model/report.ts';
import { temporaryFolder } from './folders.ts';
import type { Files } from './world.ts';

/** Away from the caches of whoever runs the tests. */
const XDG_CACHE_HOME = temporaryFolder('stet-caches-');

const ENV: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', XDG_CACHE_HOME };

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
    env: { ...ENV, ...env },
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** The same, while this process goes on: for runs that ask it for something. */
export async function stetMeanwhile(cwd: string, args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  const run = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => (run[name] += text));
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  return { code, ...run };
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
