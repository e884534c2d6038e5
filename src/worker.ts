import { parentPort, workerData } from 'node:worker_threads';
import { rules } from '../rules/index.ts';
import { asJson, mapFile } from './engine/map-file.ts';
import { diskHost } from './host/disk.ts';
import { untaken, type WorkerMessage, type WorkerResult, type WorkerTask } from './host/pool.ts';
import { stopwatch } from './model/stopwatch.ts';

/** So many results go into one message. */
const RESULTS_A_MESSAGE = 16;

/** Maps files until there are none left. */
export async function work(): Promise<void> {
  const { root, cursor, jobs, settings, hashed, timed } = workerData as WorkerTask;
  const watch = timed ? stopwatch(() => performance.now()) : undefined;
  const tools = { host: diskHost(root), rules, hashed, watch };
  const send = (message: WorkerMessage) => parentPort?.postMessage(message);
  let done: WorkerResult[] = [];
  for (const [job, [path, index]] of untaken(jobs, cursor)) {
    done.push({ job, ...asJson(await mapFile(path, settings[index] as WorkerTask['settings'][number], tools)) });
    if (done.length < RESULTS_A_MESSAGE) continue;
    send({ done });
    done = [];
    await new Promise(setImmediate);
  }
  send({ done });
  if (watch !== undefined) send({ laps: [...watch.laps] });
}
