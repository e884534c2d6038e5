/** What stands under a name in a folder; links are followed. */
export type EntryKind = 'file' | 'directory' | 'broken-link' | 'other';

/** The state of a file, as the file system keeps it: equal stamps mean equal bytes, but for a change within one tick of its clock. */
export interface Stamp {
  /** Size, times and number of the file. */
  readonly key: string;
  readonly size: number;
  /** When it was changed last, in milliseconds since 1970. */
  readonly time: number;
}

/**
 * The door to the world: disk, editor buffers over the disk, the git index, or a map in a test.
 * Paths are POSIX and relative to the root; `''` is the root itself.
 */
export interface Host {
  /** All bytes of a file. Throws a `HostError` when it can't be read. */
  read(path: string): Uint8Array;
  /** The first `length` bytes of a file, and its size. Throws a `HostError`. */
  readHead(path: string, length: number): { readonly bytes: Uint8Array; readonly size: number };
  /** Names as they are stored, with their exact case; undefined when there is no such folder. Throws a `HostError`. */
  list(folder: string): ReadonlyMap<string, EntryKind> | undefined;
  /** Undefined when there is no such file on the disk, or its content does not come from there as it lies. */
  stamp?(path: string): Stamp | undefined;
  /** A name that is equal for two paths to the same folder, whatever links lead there. */
  identity(folder: string): string;
  /** Why a file is not there that people see in their folder, and what to do; undefined where there is no more to say. */
  absence?(path: string): string | undefined;
}

/** What changes files; the other door. */
export interface Writer {
  /**
   * Puts `next` in the place of a file that holds `expected`, all at once: whoever looks, and whenever the run ends, sees one
   * or the other. Throws a `HostError` when it holds something else by now, or can't be written.
   */
  replace(path: string, expected: Uint8Array, next: Uint8Array): void;
}
