import { Worker } from 'node:worker_threads';
import { packageFile } from '../cli/tool.ts';
import { EDITOR_THREAD, THREAD_MARK } from '../host/threads.ts';
import type { FileFindings, FromThread, OpenText, Question, ThreadSetup, ToThread } from './messages.ts';
import { newProgress, progressOf } from './progress.ts';
import { Refusal } from './refusal.ts';

/** A thread that is silent for so long although it has work hangs. */
const HUNG_MS = 10_000;
const PING_MS = 1000;
/** After so many ends in a row that nobody asked for, it is not started again until something changes. */
const MOST_RESTARTS = 5;

/** What a session tells its server. */
export interface SessionEvents {
  findings(files: readonly FileFindings[]): void;
  /** All that is wrong is told; what was told by an earlier thread and not by this one is no more. */
  settled(told: ReadonlySet<string>): void;
  notice(text: string): void;
}

/** The thread of a folder's project, as the server sees it: started anew where it hangs, breaks off, or its config has changed. */
export interface Session {
  readonly folder: string;
  /** Resolves when all that is wrong is told for the first time, or the session is over. */
  readonly ready: Promise<void>;
  buffer(path: string, text: OpenText | undefined): void;
  disk(): void;
  restart(): void;
  ask(question: Question, cancelled: Cancellation): Promise<unknown>;
  findingsIn(path: string, cancelled: Cancellation): Promise<FileFindings | undefined>;
  end(): Promise<void>;
}

export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** A request that nobody waits for any more, or whose thread is gone. */
export class Dropped extends Error {}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export type SessionSetup = Omit<ThreadSetup, 'open' | 'shunned' | 'progress'>;

export function startSession(setup: SessionSetup, events: SessionEvents): Session {
  const open = new Map<string, OpenText>();
  const pending = new Map<number, Pending>();
  let shunned: string[] = [];
  let progress = newProgress();
  let told = new Set<string>();
  let worker: Worker | undefined;
  let heard = 0;
  let isBusy = false;
  let failures = 0;
  let next = 0;
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const watchdog = setInterval(watch, PING_MS);
  watchdog.unref();

  function start(): void {
    progress = newProgress();
    told = new Set();
    heard = Date.now();
    isBusy = true;
    const workerData: ThreadSetup = { ...setup, open: [...open], shunned, progress };
    // What the code of a project prints must not get among the messages to the client.
    const thread = new Worker(packageFile('dist/cli.cjs'), {
      workerData,
      env: { ...process.env, [THREAD_MARK]: EDITOR_THREAD },
      stdout: true,
      stderr: true,
      // What is made for one keystroke dies before the next: with room for it, little of it is ever copied.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    worker = thread;
    thread.stdout.on('data', (text) => process.stderr.write(text));
    thread.stderr.on('data', (text) => process.stderr.write(text));
    thread.on('message', (message: FromThread) => thread === worker && hear(message));
    thread.on('error', (error) => thread === worker && lose(`the thread of ${setup.folder} broke off: ${error.message}`));
    thread.on('exit', () => thread === worker && lose(`the thread of ${setup.folder} ended`));
  }

  function hear(message: FromThread): void {
    heard = Date.now();
    if (message.kind === 'findings') {
      for (const { path } of message.files) told.add(path);
      events.findings(message.files);
    } else if (message.kind === 'settled') {
      isBusy = false;
      failures = 0;
      events.settled(told);
      isReady();
    } else if (message.kind === 'known') isReady();
    else if (message.kind === 'notice') events.notice(message.text);
    else if (message.kind === 'answer') take(message.id)?.resolve(message.value);
    else if (message.kind === 'refusal') take(message.id)?.reject(new Refusal(message.message));
  }

  function take(id: number): Pending | undefined {
    const found = pending.get(id);
    pending.delete(id);
    return found;
  }

  function watch(): void {
    if (worker === undefined || (!isBusy && pending.size === 0)) return;
    if (Date.now() - heard < HUNG_MS) {
      send({ kind: 'ping' });
      return;
    }
    const path = progressOf(progress);
    if (path !== undefined) shunned.push(path);
    lose(`checking ${path ?? setup.folder} did not end; it is started again${path === undefined ? '' : ' without this file'}`);
  }

  /** Ends the thread; what was asked of it gets no answer. */
  function stop(): Promise<unknown> {
    const thread = worker;
    worker = undefined;
    for (const id of [...pending.keys()]) take(id)?.reject(new Dropped());
    return thread?.terminate() ?? Promise.resolve();
  }

  function lose(reason: string): void {
    void stop();
    events.notice(reason);
    failures++;
    if (failures <= MOST_RESTARTS) start();
  }

  function send(message: ToThread): void {
    // A thread that has nothing to do is silent.
    if (!isBusy && pending.size === 0) heard = Date.now();
    worker?.postMessage(message);
  }

  /** Something is not as it was. A thread that was given up gets another chance. */
  function change(message: ToThread): void {
    send(message);
    isBusy = true;
    if (worker === undefined) restart();
  }

  function request(message: (id: number) => ToThread, cancelled: Cancellation): Promise<unknown> {
    if (worker === undefined || cancelled.isCancellationRequested) return Promise.reject(new Dropped());
    const id = next++;
    const listening = cancelled.onCancellationRequested(() => {
      send({ kind: 'cancel', id });
      take(id)?.reject(new Dropped());
    });
    send(message(id));
    const answer = new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
    return answer.finally(() => listening.dispose());
  }

  function restart(): void {
    void stop();
    shunned = [];
    failures = 0;
    start();
  }

  start();
  return {
    folder: setup.folder,
    ready,
    buffer(path, text) {
      if (text === undefined) open.delete(path);
      else open.set(path, text);
      shunned = shunned.filter((other) => other !== path);
      change({ kind: 'buffer', path, text });
    },
    disk: () => change({ kind: 'disk' }),
    restart,
    ask: (question, cancelled) => request((id) => ({ kind: 'ask', id, question }), cancelled),
    findingsIn: (path, cancelled) => request((id) => ({ kind: 'findings', id, path }), cancelled) as Promise<FileFindings>,
    async end() {
      clearInterval(watchdog);
      await stop();
      isReady();
    },
  };
}
