import { parentPort, Worker, workerData } from 'node:worker_threads';
import { FILES_A_THREAD, REMARK_THREAD, THREAD_MARK } from '../host/threads.ts';
import type { Crew, Linted, Linter, LintTexts } from '../model/linter.ts';
import { createRemark, type RemarkOptions } from '../remark/linter.ts';
import { packageFile } from './tool.ts';

type Answer = { readonly linted: Linted } | { readonly error: unknown };

/** Judges many files in several threads, of which this one is the first. */
export function inThreads(linter: Linter, options: RemarkOptions, threads: number): Linter {
  return {
    ...linter,
    crewFor(files) {
      const helpers = Math.min(threads - 1, Math.floor(files / FILES_A_THREAD));
      return helpers < 1 ? undefined : crewOf(linter.check, options, helpers);
    },
  };
}

function crewOf(check: LintTexts, options: RemarkOptions, helpers: number): Crew {
  const workers = Array.from(
    { length: helpers },
    () =>
      new Worker(packageFile('dist/cli.cjs'), {
        workerData: options,
        argv: process.argv.slice(2),
        env: { ...process.env, [THREAD_MARK]: REMARK_THREAD },
      }),
  );
  return {
    // They get their first texts before this thread is busy with its own.
    members: [...workers.map((worker) => askedOf(worker, check)), check],
    dismiss() {
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** Asks a thread; where it breaks off, this one does its work. */
function askedOf(worker: Worker, check: LintTexts): LintTexts {
  let isGone = false;
  const gone = new Promise<undefined>((resolve) => {
    const leave = () => {
      isGone = true;
      resolve(undefined);
    };
    worker.on('error', leave);
    worker.on('exit', leave);
  });
  return async (texts) => {
    if (isGone) return check(texts);
    const answer = new Promise<Answer>((resolve) => worker.once('message', resolve));
    worker.postMessage(texts);
    const given = await Promise.race([answer, gone]);
    if (given === undefined) return check(texts);
    if ('error' in given) throw given.error;
    return given.linted;
  };
}

/** Answers, in such a thread. */
export function serveRemark(): void {
  const { check } = createRemark(workerData as RemarkOptions);
  const send = (answer: Answer) => parentPort?.postMessage(answer);
  parentPort?.on('message', (texts: ReadonlyMap<string, string>) =>
    check(texts).then(
      (linted) => send({ linted }),
      (error: unknown) => send({ error }),
    ),
  );
}
