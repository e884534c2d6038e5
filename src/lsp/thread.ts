import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadSetup, ToThread } from './messages.ts';
import { Refusal } from './refusal.ts';
import { createWorkspace } from './workspace.ts';

/** Serves the project of one folder, in a thread of its own: nothing that hangs here keeps the editor waiting. */
export function serveProject(): void {
  const send = (message: FromThread) => parentPort?.postMessage(message);
  const workspace = createWorkspace(workerData as ThreadSetup, send);
  const cancelled = new Set<number>();

  async function answer(id: number, ask: () => Promise<unknown>): Promise<void> {
    // A request that is taken back at once is not begun.
    await new Promise(setImmediate);
    try {
      if (!cancelled.delete(id)) send({ kind: 'answer', id, value: await ask() });
    } catch (error) {
      send({ kind: 'refusal', id, message: reasonOf(error) });
    } finally {
      cancelled.delete(id);
    }
  }

  parentPort?.on('message', (message: ToThread) => {
    if (message.kind === 'buffer') workspace.buffer(message.path, message.text);
    else if (message.kind === 'disk') workspace.disk();
    else if (message.kind === 'ask') void answer(message.id, () => workspace.ask(message.question));
    else if (message.kind === 'findings') void answer(message.id, () => workspace.findingsIn(message.path));
    else if (message.kind === 'cancel') cancelled.add(message.id);
    else send({ kind: 'pong' });
  });
}

/** What people are to read; of a mistake of ours, also where it happened. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof Refusal ? error.message : (error.stack ?? error.message);
}
