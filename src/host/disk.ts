import {
  closeSync,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { HostError } from '../model/errors.ts';
import type { EntryKind, Host, Stamp } from '../model/host.ts';

/** Told of each path before the disk is asked for it, and how to look at its state. */
export type OnAsk = (path: string, stamp: () => Stamp | undefined) => void;

/** The disk below `root`, an absolute path. */
export function diskHost(root: string, onAsk?: OnAsk): Host {
  // Paths are normal already; `join` would look at every character of each again.
  const prefix = root.endsWith(sep) ? root : root + sep;
  const absolute = (path: string) => (path === '' ? root : prefix + path);
  const asked = (path: string) => onAsk?.(path, () => stampOf(absolute(path)));
  return {
    read(path) {
      asked(path);
      return attempt(() => readFileSync(absolute(path)));
    },
    readHead(path, length) {
      asked(path);
      return attempt(() => readHead(absolute(path), length));
    },
    list(folder) {
      asked(folder);
      const path = absolute(folder);
      let entries: Dirent[];
      try {
        entries = readdirSync(path, { withFileTypes: true });
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
        throw new HostError(reasonOf(error));
      }
      // What a link leads to can change while its folder stays.
      for (const entry of entries) if (entry.isSymbolicLink()) asked(folder === '' ? entry.name : `${folder}/${entry.name}`);
      return new Map(entries.map((entry) => [entry.name, kindOf(entry, join(path, entry.name))]));
    },
    stamp(path) {
      const stamp = stampOf(absolute(path));
      onAsk?.(path, () => stamp);
      return stamp;
    },
    identity: (folder) => attempt(() => realpathSync.native(absolute(folder))),
  };
}

function readHead(path: string, length: number): { bytes: Uint8Array; size: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(length, size));
    const read = readSync(file, bytes, 0, bytes.length, 0);
    return { bytes: bytes.subarray(0, read), size };
  } finally {
    closeSync(file);
  }
}

function stampOf(path: string): Stamp | undefined {
  const stats = statsOf(path);
  if (stats === undefined) return undefined;
  const { size, mtimeMs, ctimeMs, ino } = stats;
  return { key: `${size}-${mtimeMs}-${ctimeMs}-${ino}`, size, time: Math.max(mtimeMs, ctimeMs) };
}

/** Links may lead in circles, and folders be closed. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function kindOf(entry: Dirent, path: string): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  if (!entry.isSymbolicLink()) return 'other';
  const target = statsOf(path);
  if (target === undefined) return 'broken-link';
  return target.isFile() ? 'file' : target.isDirectory() ? 'directory' : 'other';
}

function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new HostError(reasonOf(error));
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'The file does not exist',
  EACCES: 'No permission to read it',
  EPERM: 'No permission to read it',
  EISDIR: 'It is a folder, not a file',
  ELOOP: 'It is a symbolic link that leads back to itself',
  ENAMETOOLONG: 'Its name is too long',
  EMFILE: 'Too many files are open',
  ERR_FS_FILE_TOO_LARGE: 'It is too large to be read',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
