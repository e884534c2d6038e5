import type { EntryKind } from '../../model/host.ts';
import { baseOf, dirOf, normalise } from '../../model/path.ts';
import { type Entries, LINK, SUBMODULE } from './entries.ts';

/** The folders of a commit or of the index, with symbolic links followed as the disk would. */
export interface Tree {
  /**
   * The path with all links on its way followed; undefined where that leads out of the tree, into a submodule or to a
   * place outside the root: there the disk tells.
   */
  locate(path: string): string | undefined;
  /** Entries of a folder, given as it was located. */
  list(folder: string): ReadonlyMap<string, EntryKind | 'link'> | undefined;
}

const MOST_LINKS = 40;

/** `targetOf` reads where a symbolic link leads. */
export function createTree(entries: Entries, targetOf: (path: string) => string): Tree {
  const folders = foldersOf(entries);
  const hasDetours = [...entries.values()].some(({ mode }) => mode === LINK || mode === SUBMODULE);

  function locate(path: string, links = 0): string | undefined {
    const parts = path.split('/');
    for (let end = 1; end <= parts.length; end++) {
      const at = parts.slice(0, end).join('/');
      const mode = entries.get(at)?.mode;
      if (mode === SUBMODULE) return undefined;
      if (mode !== LINK || links >= MOST_LINKS) continue;
      const target = targetOf(at);
      const led = target.startsWith('/') ? undefined : normalise([dirOf(at), target, ...parts.slice(end)].join('/'));
      return led === undefined ? undefined : locate(led, links + 1);
    }
    return path;
  }

  return {
    locate: hasDetours ? locate : (path) => path,
    list: (folder) => folders.get(folder),
  };
}

function foldersOf(entries: Entries): ReadonlyMap<string, ReadonlyMap<string, EntryKind | 'link'>> {
  const folders = new Map<string, Map<string, EntryKind | 'link'>>([['', new Map()]]);
  function folder(path: string): Map<string, EntryKind | 'link'> {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made = new Map<string, EntryKind | 'link'>();
    folders.set(path, made);
    folder(dirOf(path)).set(baseOf(path), 'directory');
    return made;
  }
  for (const [path, { mode }] of entries)
    folder(dirOf(path)).set(baseOf(path), mode === LINK ? 'link' : mode === SUBMODULE ? 'directory' : 'file');
  return folders;
}
