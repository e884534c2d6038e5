import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HostError } from '../model/errors.ts';
import type { Writer } from '../model/host.ts';

/** Writes to the disk below `root`, an absolute path. */
export function diskWriter(root: string): Writer {
  return {
    replace(path, expected, next) {
      try {
        replace(join(root, path), expected, next);
      } catch (error) {
        throw error instanceof HostError ? error : new HostError(reasonOf(error));
      }
    },
  };
}

/** The name of a draft says whose it is, and which process writes it. */
const draftOf = (name: string, process: number | string) => `.${name}.stet-${process}`;

function replace(link: string, expected: Uint8Array, next: Uint8Array): void {
  // A link stays one: the file that it leads to is replaced.
  const path = realpathSync.native(link);
  const { mode, nlink, uid, gid } = statSync(path);
  if (nlink > 1) throw new HostError(`It has ${nlink} names (hard links), which a new file would part; it was left as it is`);
  const folder = dirname(path);
  const draft = join(folder, draftOf(basename(path), process.pid));
  sweep(folder, basename(path));
  try {
    write(draft, next, mode);
    const own = lstatSync(draft);
    if (own.uid !== uid || own.gid !== gid)
      throw new HostError('It belongs to another user or group, which a new file would not; it was left as it is');
    // As late as can be: nobody's work of the meantime is written over.
    if (!readFileSync(path).equals(expected)) throw new HostError('It was changed while it was checked, and was left as it is');
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  sync(folder);
}

/** All bytes are on the disk before the name is. */
function write(path: string, bytes: Uint8Array, mode: number): void {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const file = openSync(path, O_CREAT | O_TRUNC | O_WRONLY, mode & 0o777);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fchmodSync(file, mode & 0o7777);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The new name itself is kept as well, where folders can be synced. */
function sync(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // Windows opens no folders.
  }
}

/** Removes drafts of this file that runs have left which were killed. */
function sweep(folder: string, name: string): void {
  const prefix = draftOf(name, '');
  for (const entry of readdirSync(folder)) {
    const id = entry.startsWith(prefix) ? entry.slice(prefix.length) : '';
    if (/^\d+$/.test(id) && !isRunning(Number(id))) rmSync(join(folder, entry), { force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'It is not there any more',
  EACCES: 'No permission to write to its folder',
  EPERM: 'No permission to write it',
  EROFS: 'It lies on a disk that is read-only',
  ENOSPC: 'The disk is full',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `${REASONS[code] ?? message}; it was left as it is`;
}
