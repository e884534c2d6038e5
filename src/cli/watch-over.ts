import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { printable } from '../report/printable.ts';

/** Set in the process that is watched. */
const WATCHED = 'STET_WATCHED';
/** Where it tells which file it reads. */
const TOLD = 3;
const MOST_MEMORY = 2048;

export function isWatched(env: NodeJS.ProcessEnv): boolean {
  return env[WATCHED] !== undefined;
}

/** Tells whoever watches. Written at once: a process that hangs tells nothing later. */
export function tellReading(path: string): void {
  try {
    writeSync(TOLD, `${JSON.stringify(path)}\n`);
  } catch {
    // Nobody listens.
  }
}

/**
 * Runs the same command in a process of its own, and ends it when its time is over, whatever it is caught in: a regular
 * expression that hangs keeps a process from looking at its own clock. Returns the exit code.
 */
export function watchOver(seconds: number): Promise<number> {
  const [node = '', script = '', ...args] = process.argv;
  const child = spawn(node, [...process.execArgv, `--max-old-space-size=${MOST_MEMORY}`, script, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, [WATCHED]: '1' },
  });
  let told = '';
  child.stdio[TOLD]?.on('data', (data: Buffer) => {
    told = (told + data.toString('utf8')).split('\n').slice(-2).join('\n');
  });
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    child.kill('SIGKILL');
  }, seconds * 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || code === 1 || code === 2) return resolve(code);
      const reason = isOver ? `it did not end within ${seconds} s, and was stopped` : `it broke off (${signal ?? `exit code ${code}`})`;
      process.stderr.write(`stet: ${reason}${lastFile(told)}\n`);
      resolve(2);
    });
  });
}

function lastFile(told: string): string {
  const line = told.split('\n').findLast((text) => text.endsWith('"') && text.startsWith('"'));
  return line === undefined ? '' : `; the last file that it read was \`${printable(JSON.parse(line) as string)}\``;
}
