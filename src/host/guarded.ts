import { lstatSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { HostError, UserError } from '../model/errors.ts';
import type { EntryKind, Host } from '../model/host.ts';
import { extensionOf, normalise } from '../model/path.ts';

/** No post is as long as this; images may be larger. */
const MOST_TEXT = 2_000_000;
const MOST_BYTES = 50_000_000;
const MOST_ENTRIES = 1_000_000;
/** Of folders in folders. */
const MOST_DEPTH = 100;

const TEXTS = new Set(['.md', '.mdx', '.markdown']);

export interface GuardOptions {
  /** Absolute. */
  readonly root: string;
  /** Told of each file before it is read. */
  readonly onRead?: ((path: string) => void) | undefined;
  /** Names of files and folders in all folders together. */
  readonly mostEntries?: number;
}

/**
 * The disk below `root` when strangers have written what lies there: no link leads out of it or into git's own folder,
 * and nothing is read that is larger, deeper or more than content ever is. It gives no stamps, so that every file is read
 * in this thread, through this door.
 */
export function guardedHost(disk: Host, { root, onRead, mostEntries = MOST_ENTRIES }: GuardOptions): Host {
  const top = realpathSync.native(root);
  /** Of each folder, as it was listed last: an editor's session lists the same ones again and again. */
  const sizes = new Map<string, number>();
  let entries = 0;

  /** Undefined for what does not exist. Throws a `HostError` for what must not be read. */
  function realPathOf(path: string): string | undefined {
    const plain = normalise(path);
    if (plain === undefined) throw new HostError('It is outside of the root');
    if (plain.split('/').length > MOST_DEPTH) throw new HostError(`It lies in more than ${MOST_DEPTH} folders`);
    let real: string;
    try {
      real = realpathSync.native(join(root, plain));
    } catch {
      return undefined;
    }
    if (real !== top && !real.startsWith(top.endsWith(sep) ? top : top + sep))
      throw new HostError('It is a symbolic link that leads out of the root');
    if (real.slice(top.length).split(sep).includes('.git')) throw new HostError("It is part of git's own folder");
    return real;
  }

  function checkFile(path: string): void {
    const real = realPathOf(path);
    const stats = real === undefined ? undefined : statSync(real, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (!stats.isFile() && !stats.isDirectory()) throw new HostError('It is no regular file');
    const most = TEXTS.has(extensionOf(path)) ? MOST_TEXT : MOST_BYTES;
    if (stats.size > most)
      throw new HostError(
        `It has ${stats.size.toLocaleString('en')} bytes; the most that \`--untrusted\` reads is ${most.toLocaleString('en')}`,
      );
    onRead?.(path);
  }

  function safeKind(folder: string, name: string, kind: EntryKind): EntryKind {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (!lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink()) return kind;
    try {
      return realPathOf(path) === undefined ? 'broken-link' : kind;
    } catch (error) {
      if (error instanceof HostError) return 'broken-link';
      throw error;
    }
  }

  return {
    read(path) {
      checkFile(path);
      return disk.read(path);
    },
    readHead(path, length) {
      checkFile(path);
      return disk.readHead(path, Math.min(length, MOST_BYTES));
    },
    list(folder) {
      const found = realPathOf(folder) === undefined ? undefined : disk.list(folder);
      entries += (found?.size ?? 0) - (sizes.get(folder) ?? 0);
      if (found === undefined) sizes.delete(folder);
      else sizes.set(folder, found.size);
      if (entries > mostEntries)
        throw new UserError(`\`--untrusted\` reads no more than ${mostEntries.toLocaleString('en')} names of files and folders`);
      return found && new Map([...found].map(([name, kind]) => [name, safeKind(folder, name, kind)]));
    },
    identity(folder) {
      realPathOf(folder);
      return disk.identity(folder);
    },
  };
}
