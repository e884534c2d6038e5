import { spawn } from 'node:child_process';
import { UserError } from '../model/errors.ts';

/** Set in the process that may be begun anew. */
const MARK = 'STET_RUN';
/** The exit code that asks for it. */
const AGAIN = 75;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Which of the processes this is: `first`, one that was begun `anew`, or undefined for the one that begins them. */
export const run = process.env[MARK];
// What the code of a project starts is none of them.
delete process.env[MARK];

/** Ends this process, to be begun anew: code that was loaded can't be unloaded. */
export function beginAnew(): never {
  process.exit(AGAIN);
}

/** Runs on until it is done, or the process that has begun this one is gone. */
export async function besideParent<T>(run: () => Promise<T>): Promise<T> {
  const end = () => process.exit();
  process.on('disconnect', end);
  try {
    return await run();
  } finally {
    process.off('disconnect', end);
    process.disconnect?.();
  }
}

/** Runs the same command in a process of its own, anew as often as that asks for it. Returns the exit code of the last one. */
export async function runAndRestart(): Promise<number> {
  // The folder may be taken away and come back: its path stays.
  const cwd = process.cwd();
  let code = await runOnce('first', cwd);
  while (code === AGAIN) code = await runOnce('anew', cwd);
  return code;
}

function runOnce(mark: 'first' | 'anew', cwd: string): Promise<number> {
  const [node = '', script = '', ...args] = process.argv;
  const child = spawn(node, [...process.execArgv, script, ...args], {
    cwd,
    // By the channel it learns that this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [MARK]: mark },
  });
  // Also one that is caught in a rule that hangs.
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal);
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new UserError(`it can't be begun anew in \`${cwd}\`: ${error.message}`)));
    child.on('exit', (code, signal) => {
      for (const one of SIGNALS) process.off(one, stop);
      if (code !== null) return resolve(code);
      process.stderr.write(`stet: it broke off (${signal})\n`);
      resolve(2);
    });
  });
}
