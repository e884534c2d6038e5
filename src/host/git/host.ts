import { HostError } from '../../model/errors.ts';
import type { EntryKind, Host } from '../../model/host.ts';
import { baseOf, dirOf } from '../../model/path.ts';
import { type Entries, type Entry, LINK } from './entries.ts';
import type { Tree } from './tree.ts';

/** A commit or the index as a world. What is not in it does not exist, whatever the disk has. */
export interface Snapshot {
  readonly entries: Entries;
  readonly tree: Tree;
  /** The content of a file. Throws a `HostError`. */
  bytesOf(path: string, entry: Entry): Uint8Array;
  /** Whether the disk holds that content, so that git need not be asked. */
  isOnDisk(path: string, entry: Entry): boolean;
}

export function snapshotHost({ entries, tree, bytesOf, isOnDisk }: Snapshot, disk: Host): Host {
  /** The file that a path leads to; undefined where the disk tells. */
  function fileAt(path: string): { readonly path: string; readonly entry: Entry } | undefined {
    const located = tree.locate(path);
    if (located === undefined) return undefined;
    const entry = entries.get(located);
    if (entry === undefined)
      throw new HostError(tree.list(located) === undefined ? 'The file does not exist' : 'It is a folder, not a file');
    if (entry.mode === LINK) throw new HostError('It is a symbolic link that leads back to itself');
    return { path: located, entry };
  }

  /** Reads from the disk where that has the same bytes, and from git where it has not, or can't give them. */
  function from<T>(path: string, read: (path: string) => T, cut: (bytes: Uint8Array) => T): T {
    const file = fileAt(path);
    if (file === undefined) return read(path);
    if (!isOnDisk(file.path, file.entry)) return cut(bytesOf(file.path, file.entry));
    try {
      return read(file.path);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      return cut(bytesOf(file.path, file.entry));
    }
  }

  function kindOf(path: string): EntryKind {
    const located = tree.locate(path);
    if (located === undefined) return disk.list(dirOf(path))?.get(baseOf(path)) ?? 'broken-link';
    if (tree.list(located) !== undefined) return 'directory';
    const entry = entries.get(located);
    return entry === undefined || entry.mode === LINK ? 'broken-link' : 'file';
  }

  return {
    read: (path) => from(path, disk.read, (bytes) => bytes),
    readHead: (path, length) =>
      from(
        path,
        (at) => disk.readHead(at, length),
        (bytes) => ({ bytes: bytes.subarray(0, length), size: bytes.length }),
      ),
    list(folder) {
      const located = tree.locate(folder);
      if (located === undefined) return disk.list(folder);
      const found = tree.list(located);
      const links = [...(found ?? [])].filter(([, kind]) => kind === 'link');
      if (links.length === 0) return found as ReadonlyMap<string, EntryKind> | undefined;
      const kinds = links.map(([name]) => [name, kindOf(located === '' ? name : `${located}/${name}`)] as const);
      return new Map([...(found as ReadonlyMap<string, EntryKind>), ...kinds]);
    },
    stamp(path) {
      const located = tree.locate(path);
      if (located === undefined) return disk.stamp?.(path);
      const entry = entries.get(path);
      // Behind a link the disk may have another file than the tree.
      return located === path && entry !== undefined && entry.mode !== LINK && isOnDisk(path, entry) ? disk.stamp?.(path) : undefined;
    },
    identity: (folder) => tree.locate(folder) ?? disk.identity(folder),
  };
}
