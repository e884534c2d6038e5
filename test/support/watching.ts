import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './folders.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const ENV = { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', XDG_CACHE_HOME: temporaryFolder('stet-caches-') };
/** With stdout and stderr as one stream, as in a terminal. */
const TOGETHER = ['-c', 'exec "$0" "$@" 2>&1', process.execPath, CLI];

/** What a run tells between its begin and its end, and how it ends. */
export interface Told {
  readonly told: string;
  readonly outcome: string;
}

export interface Watching {
  readonly pid: number;
  /** Resolves when the last run that is over is as wanted. */
  until(wanted: (told: string, outcome: string) => boolean): Promise<Told>;
  /** How often it has begun to check. */
  runs(): number;
  /** All that it has printed. */
  printed(): string;
  /** How it ended; its stream is closed when the last process that writes to it is gone. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Runs `stet --watch` as a process of its own, in a group of its own, until the test is over. */
export function watching(cwd: string, args: readonly string[] = ['--format', 'concise']): Watching {
  const child = spawn('sh', [...TOGETHER, '--watch', ...args], { cwd, stdio: ['ignore', 'pipe', 'inherit'], env: ENV, detached: true });
  onTestFinished(() => void child.kill('SIGTERM'));
  let all = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    all += text;
    for (const look of waiting) look();
  });
  const last = () => /^(.*)\nstet: ([^\n]+); watching for changes\n$/s.exec(`\n${all.split('stet: checking…\n').at(-1)}`);
  const ended: Watching['ended'] = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  return {
    pid: child.pid ?? 0,
    ended,
    runs: () => all.split('stet: checking…\n').length - 1,
    printed: () => all,
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`it has not come; all that was told:\n${all}`)), 30_000);
        const look = () => {
          const [, before = '', outcome = ''] = last() ?? [];
          const told = before === '' ? '' : `${before.slice(1)}\n`;
          if (outcome === '' || !wanted(told, outcome)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve({ told, outcome });
        };
        waiting.add(look);
        look();
      }),
  };
}

/** All that a single run prints, in the order in which it comes. */
export function printedOnce(cwd: string, args: readonly string[] = []): string {
  return spawnSync('sh', [...TOGETHER, ...args], { cwd, env: ENV, encoding: 'utf8' }).stdout;
}
