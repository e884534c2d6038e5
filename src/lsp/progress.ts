/**
 * The file that a thread is at, in memory that another thread can read: the thread itself can't answer while a rule hangs.
 * Four bytes of length, then UTF-8.
 */
const BYTES = 4096;

export function newProgress(): SharedArrayBuffer {
  return new SharedArrayBuffer(BYTES);
}

export function noteProgress(progress: SharedArrayBuffer, path: string): void {
  const { written } = new TextEncoder().encodeInto(path, new Uint8Array(progress, 4));
  Atomics.store(new Int32Array(progress, 0, 1), 0, written);
}

/** Undefined where it was at none. */
export function progressOf(progress: SharedArrayBuffer): string | undefined {
  const length = Atomics.load(new Int32Array(progress, 0, 1), 0);
  return length === 0 ? undefined : Buffer.from(new Uint8Array(progress, 4, length)).toString('utf8');
}
