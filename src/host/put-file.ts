import { closeSync, mkdirSync, openSync, renameSync, rmSync, writevSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a file that can be made again in its place, all at once: of two runs that do, the last one's stays, and each is whole.
 * Answers why it could not, if so. `mode` is that of its folder, where there is none yet.
 */
export function putFile(path: string, parts: readonly Uint8Array[], mode?: number): string | undefined {
  const draft = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode });
    writeAll(draft, parts);
    renameSync(draft, path);
    return undefined;
  } catch (error) {
    discard(draft);
    return (error as Error).message;
  }
}

/** Into a file that is new, or is emptied. */
export function writeAll(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'w');
  try {
    // The system takes so many parts at a time, and may take less of them than it is given.
    for (let at = 0; at < parts.length; at += 1000) {
      const batch = parts.slice(at, at + 1000);
      const length = batch.reduce((sum, part) => sum + part.byteLength, 0);
      if (writevSync(file, batch) !== length) throw new Error('the disk is full');
    }
  } finally {
    closeSync(file);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It was never made.
  }
}
