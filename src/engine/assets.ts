import { HostError } from '../model/errors.ts';
import type { EntryKind, Host } from '../model/host.ts';
import { memo, once } from '../model/memo.ts';
import { baseOf, dirOf, foldName } from '../model/path.ts';
import { filesBelow } from '../model/walk.ts';

/** Where a path leads: to a file of exactly this name, to one that differs in case or Unicode form, or nowhere. */
export type Lookup = { readonly status: 'exact' } | { readonly status: 'variant'; readonly path: string } | { readonly status: 'missing' };

/**
 * Looks files up by listing folders, each once. A disk that ignores case would say yes to any spelling;
 * the names in a listing are the true ones.
 */
export interface Assets {
  find(path: string): Lookup;
  /** File names in a folder; none when there is no such folder. */
  filesIn(folder: string): readonly string[];
  isFolder(path: string): boolean;
  /** Every file below a folder, in order of path; hidden folders and node_modules are left out. */
  filesBelow(folder: string): readonly string[];
}

const NONE: ReadonlyMap<string, EntryKind> = new Map();

export function createAssets(host: Host): Assets {
  const list = memo((folder: string) => listOrNone(host, folder));

  /** The names of a folder by their folded form, sorted: disks list in an order of their own. */
  const foldedNames = memo((folder: string): ReadonlyMap<string, readonly string[]> => {
    const names = new Map<string, string[]>();
    for (const name of [...list(folder).keys()].sort()) once(names, foldName(name), () => []).push(name);
    return names;
  });

  /** Lists the folder only where its own parents spell it so: the disk may answer to another case. */
  function folderExists(folder: string): boolean {
    if (folder === '') return true;
    return list(dirOf(folder)).get(baseOf(folder)) === 'directory' && folderExists(dirOf(folder));
  }

  function variantOf(path: string): string | undefined {
    let at = '';
    const parts = path.split('/');
    for (const [index, part] of parts.entries()) {
      const wanted = index === parts.length - 1 ? 'file' : 'directory';
      const entries = list(at);
      const name =
        entries.get(part) === wanted
          ? part
          : foldedNames(at)
              .get(foldName(part))
              ?.find((other) => entries.get(other) === wanted);
      if (name === undefined) return undefined;
      at = at === '' ? name : `${at}/${name}`;
    }
    return at;
  }

  return {
    isFolder: folderExists,
    filesBelow: (folder) => filesBelow(host, folder, list).sort(),
    find(path) {
      if (folderExists(dirOf(path)) && list(dirOf(path)).get(baseOf(path)) === 'file') return { status: 'exact' };
      const variant = variantOf(path);
      return variant === undefined ? { status: 'missing' } : { status: 'variant', path: variant };
    },
    filesIn: (folder) => (folderExists(folder) ? [...list(folder)].flatMap(([name, kind]) => (kind === 'file' ? [name] : [])) : []),
  };
}

function listOrNone(host: Host, folder: string): ReadonlyMap<string, EntryKind> {
  try {
    return host.list(folder) ?? NONE;
  } catch (error) {
    if (error instanceof HostError) return NONE;
    throw error;
  }
}
