import { spawnSync } from 'node:child_process';
import { UserError } from '../../model/errors.ts';

/** Runs git in one folder. Paths go in and come out relative to it. */
export interface Git {
  /** Absolute. */
  readonly folder: string;
  /** What git prints. Throws a `UserError` with git's own words when it fails. */
  run(args: readonly string[], input?: string): Buffer;
  /** Undefined when git fails. */
  ask(args: readonly string[]): string | undefined;
  /** The id of a commit, by any of its names. Throws a `UserError` when there is none. */
  commit(ref: string): string;
}

/** Larger than any list of files; blobs are asked for in portions. */
const MOST_OUTPUT = 2 ** 31 - 1;

/** Git in `folder`, an absolute path; `purpose` is what needs it, for messages. */
export function openGit(folder: string, purpose: string): Git {
  const env = environment(process.env);
  function attempt(args: readonly string[], input?: string) {
    const options = { cwd: folder, env, maxBuffer: MOST_OUTPUT, ...(input !== undefined && { input }) };
    const result = spawnSync('git', ['--no-optional-locks', ...args], options);
    if ((result.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
      throw new UserError(`${purpose} needs git, which is not installed`);
    if (result.error !== undefined) throw result.error;
    return result;
  }
  const git: Git = {
    folder,
    run(args, input) {
      const { status, stdout, stderr } = attempt(args, input);
      if (status !== 0) throw new UserError(`${purpose}: \`git ${args[0]}\` failed: ${wordsOf(stderr)}`);
      return stdout;
    },
    ask(args) {
      const { status, stdout } = attempt(args);
      return status === 0 ? stdout.toString('utf8').trim() : undefined;
    },
    commit(ref) {
      const commit = git.ask(['rev-parse', '--verify', '-q', '--end-of-options', `${ref}^{commit}`]);
      if (commit !== undefined) return commit;
      throw new UserError(`${purpose}: git knows no commit of this name; fetch it first, such as with \`git fetch origin main\``);
    },
  };
  const { status, stdout, stderr } = attempt(['rev-parse', '--is-inside-work-tree']);
  if (status !== 0) throw new UserError(`${purpose} needs a git repository: ${wordsOf(stderr)}`);
  if (stdout.toString('utf8').trim() !== 'true') throw new UserError(`${purpose} needs a working tree, and \`${folder}\` has none`);
  return git;
}

/** Splits what git prints with `-z`. */
export function fieldsOf(output: Buffer): string[] {
  return output.toString('utf8').split('\0').slice(0, -1);
}

/**
 * A hook in a linked working tree gets `GIT_DIR` without `GIT_WORK_TREE`, which makes any folder the top of the
 * tree; without it git finds both by itself. The index that a hook is given stays.
 */
function environment({ GIT_DIR, GIT_PREFIX, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, ...(env['GIT_WORK_TREE'] !== undefined && { GIT_DIR }), LC_ALL: 'C' };
}

function wordsOf(stderr: Buffer): string {
  const [line = ''] = stderr.toString('utf8').trim().split('\n');
  return line.replace(/^fatal: /, '');
}
