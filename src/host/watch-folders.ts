import { type FSWatcher, lstatSync, readdirSync, realpathSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { UserError } from '../model/errors.ts';

/** Tells what changes in folders, by absolute paths. */
export interface FolderWatch {
  /** Goes on where folders are now, those that have come or gone since it was called last, and tells all files of those that are new. */
  follow(): void;
}

export interface WatchOptions {
  /** Absolute. Watched with all folders in it that may hold content or settings; it may be gone for a while. */
  readonly root: string;
  /** More folders, absolute; without those in them. */
  readonly beside: readonly string[];
  /** Told of files and folders that may have changed, come or gone. */
  tell(path: string): void;
}

/** Where the system itself watches what is below a folder. Elsewhere Node.js would look at every file, those of packages as well. */
const IS_DEEP = process.platform === 'darwin' || process.platform === 'win32';

/** Hidden folders hold what tools make; in these lie settings. */
const isEntered = (name: string) => name !== 'node_modules' && (!name.startsWith('.') || /^\.v(?:ite|ue)press$/.test(name));

/** Watches folders from now on. Throws a `UserError` where the system lets no more be watched, as `follow` does. */
export function watchFolders({ root, beside, tell }: WatchOptions): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let lookout: FSWatcher | undefined;
  /** What came, went, or may be another folder than before. */
  let moved = new Set<string>();

  function hear(folder: string, event: string, name: string | null): void {
    const around = name?.split(sep).slice(0, -1) ?? [];
    if (!around.every(isEntered)) return;
    const path = name === null ? folder : join(folder, name);
    if (event === 'rename') moved.add(path);
    // That a folder itself is gone, it tells by its own name.
    if (name === basename(folder)) moved.add(folder);
    tell(path);
  }

  function open(folder: string, isDeep: boolean): void {
    try {
      const watcher = watch(folder, { recursive: isDeep }, (event, name) => hear(folder, event, name));
      watcher.on('error', () => hear(folder, 'rename', null));
      watchers.set(folder, watcher);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EMFILE') {
        for (const watcher of [lookout, ...watchers.values()]) watcher?.close();
        throw new UserError(`the system lets no more folders be watched (${message}): raise its limit, or name a smaller root`);
      }
      // It is gone again, or is not ours to read: the check says so where it matters.
    }
  }

  /** Watches a folder and those in it; links are followed, but never around a loop. Listed once it is watched, it loses nothing. */
  function enter(folder: string, isWatched: boolean, around: readonly string[], found: (file: string) => void): void {
    const identity = identityOf(folder);
    if (around.includes(identity)) return;
    if (!isWatched) open(folder, IS_DEEP);
    for (const entry of attempt(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory() && !(entry.isSymbolicLink() && isFolder(path))) found(path);
      else if (isEntered(entry.name)) enter(path, IS_DEEP && entry.isDirectory(), [...around, identity], found);
    }
  }

  /** The identities of the folders around a path, up to the root. */
  function foldersAround(path: string): string[] {
    const folder = dirname(path);
    return [identityOf(folder), ...(folder === root || folder === path ? [] : foldersAround(folder))];
  }

  function leave(folder: string): void {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  }

  /** The folder around the root tells when it goes or comes: the root itself can't where it is the folder of a process. */
  function begin(found: (file: string) => void): void {
    lookout?.close();
    let folder = dirname(root);
    while (!isFolder(folder) && dirname(folder) !== folder) folder = dirname(folder);
    const leadsThere = (name: string | null) => name === null || (root + sep).startsWith(join(folder, name) + sep);
    lookout = attempt(() => watch(folder, (event, name) => leadsThere(name) && hear(root, event, null)));
    if (isFolder(root)) enter(root, false, [], found);
  }

  begin(() => {});
  for (const folder of beside) open(folder, false);

  return {
    follow() {
      const places = moved;
      moved = new Set();
      if (places.has(root)) {
        leave(root);
        begin(tell);
        return;
      }
      for (const path of places) {
        if (!path.startsWith(root + sep)) continue;
        leave(path);
        const isThere = isFolder(path) && isEntered(basename(path));
        if (isThere) enter(path, IS_DEEP && !lstatSync(path).isSymbolicLink(), foldersAround(path), tell);
      }
    },
  };
}

function isFolder(path: string): boolean {
  return attempt(() => statSync(path).isDirectory()) === true;
}

function identityOf(folder: string): string {
  return attempt(() => realpathSync.native(folder)) ?? folder;
}

/** Undefined where it is gone again, or is not ours to read. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
