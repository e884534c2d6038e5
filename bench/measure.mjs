// @ts-check
import { spawnSync } from 'node:child_process';

/**
 * A program, its arguments, and the folder that it runs in.
 * @typedef {object} Command
 * @property {string} name
 * @property {string} file
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {() => void} [before]  done before each run, and not timed
 */

/**
 * Seconds of one run of a whole process and its children.
 * @typedef {object} Sample
 * @property {number} wall
 * @property {number | undefined} cpu  user and system time; undefined where no shell tells it
 */

const { FORCE_COLOR: _, ...env } = process.env;
const POSIX = process.platform !== 'win32';
/** The shell's own stopwatch counts from fork to exit, and adds the CPU time of all children that were waited for. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >/dev/null 2>&1';

/** A run that is not timed: reads the files into the system's cache. Says why, when the command does not work. @param {Command} command */
export function warmUp({ file, args, cwd }) {
  const { status, error, stderr } = spawnSync(file, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  // A linter that has findings exits with 1.
  if (error === undefined && (status === 0 || status === 1)) return undefined;
  return error?.message ?? `exit code ${status}: ${stderr.trim().split('\n')[0] || 'nothing on stderr'}`;
}

/** @param {Command} command @returns {Sample} */
export function measure({ file, args, cwd, before }) {
  before?.();
  if (!POSIX) {
    const start = performance.now();
    spawnSync(file, args, { cwd, env, stdio: 'ignore' });
    return { wall: (performance.now() - start) / 1000, cpu: undefined };
  }
  const { stderr } = spawnSync('bash', ['-c', TIMED, 'bash', file, ...args], { cwd, env, encoding: 'utf8' });
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().replaceAll(',', '.').split(' ').map(Number);
  return { wall, cpu: user + system };
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
