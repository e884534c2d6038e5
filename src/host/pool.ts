import { Worker } from 'node:worker_threads';
import { inTurn, type MapJob, type MapPool } from '../engine/project.ts';
import type { MappedJson, MapSettings } from '../model/result.ts';
import type { Lap, Stopwatch } from '../model/stopwatch.ts';
import { FILES_A_THREAD, THREAD_MARK } from './threads.ts';

/** What a worker thread is given: all jobs, of which it takes the next one that nobody has. */
export interface WorkerTask {
  readonly root: string;
  /** Holds the index of the next job. */
  readonly cursor: Int32Array;
  readonly jobs: readonly (readonly [path: string, settings: number])[];
  readonly settings: readonly MapSettings[];
  readonly hashed: boolean;
  readonly timed: boolean;
}

/** What it sends back: some jobs that are done; and, when there are no more, where its time went. */
export type WorkerMessage = { readonly done: readonly WorkerResult[] } | { readonly laps: readonly (readonly [name: string, lap: Lap])[] };

export interface WorkerResult extends MappedJson {
  readonly job: number;
}

export interface PoolOptions {
  readonly root: string;
  /** The file that a worker runs. */
  readonly script: () => string;
  /** Including this one. */
  readonly threads: number;
  readonly hashed: boolean;
}

/** Maps files of the disk in several threads, of which this one is the first. Its results don't depend on how many there are. */
export function threadPool({ root, script, threads, hashed }: PoolOptions): MapPool {
  return async (jobs, here, take, watch) => {
    // What does not come from the disk is at hand in this thread only.
    const elsewhere = jobs.filter(({ stamp }) => stamp === undefined);
    const shared = jobs.filter(({ stamp }) => stamp !== undefined);
    const open = new Set(shared);
    const takeOnce = (job: MapJob | undefined, mapped: MappedJson) => {
      if (job !== undefined && open.delete(job)) take(job, mapped);
    };
    const helpers = Math.min(threads - 1, Math.floor(shared.length / FILES_A_THREAD));
    const task = taskFor(shared, { root, hashed, timed: watch !== undefined });
    const ended = Array.from({ length: helpers }, () => help(task, script(), shared, takeOnce, watch));

    await inTurn(elsewhere, here, take);
    await inTurn(jobsOf(untaken(shared, task.cursor)), here, takeOnce);
    await Promise.all(ended);
    // What a thread that broke off had taken.
    await inTurn(open, here, takeOnce);
  };
}

/** The jobs that no other thread has, with their index; each is taken when it is asked for. */
export function* untaken<T>(jobs: readonly T[], cursor: Int32Array): Generator<readonly [index: number, job: T]> {
  for (let at = Atomics.add(cursor, 0, 1); at < jobs.length; at = Atomics.add(cursor, 0, 1)) yield [at, jobs[at] as T];
}

function* jobsOf(taken: Iterable<readonly [number, MapJob]>): Generator<MapJob> {
  for (const [, job] of taken) yield job;
}

function taskFor(jobs: readonly MapJob[], rest: Pick<WorkerTask, 'root' | 'hashed' | 'timed'>): WorkerTask {
  const settings = [...new Set(jobs.map((job) => job.settings))];
  const ids = new Map(settings.map((one, index) => [one, index]));
  return {
    ...rest,
    cursor: new Int32Array(new SharedArrayBuffer(4)),
    jobs: jobs.map((job) => [job.path, ids.get(job.settings) ?? 0]),
    settings,
  };
}

/** Starts a thread. Resolves when it has ended, one way or another. */
function help(
  task: WorkerTask,
  script: string,
  jobs: readonly MapJob[],
  take: (job: MapJob | undefined, mapped: MappedJson) => void,
  watch: Stopwatch | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: task, argv: process.argv.slice(2), env: { ...process.env, [THREAD_MARK]: '1' } });
    worker.on('message', (message: WorkerMessage) => {
      if ('laps' in message) watch?.add(message.laps);
      else for (const result of message.done) take(jobs[result.job], result);
    });
    worker.on('error', () => resolve());
    worker.on('exit', () => resolve());
  });
}
