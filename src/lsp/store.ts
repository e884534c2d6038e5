import { type FileFindings, NO_FINDINGS } from './messages.ts';

/** What was told last of all files with findings, by path. */
export interface Store {
  /** Gives the files whose findings are others than they were. */
  take(files: readonly FileFindings[]): readonly FileFindings[];
  /** Drops the files that `isKept` refuses, and gives them without findings. */
  keep(isKept: (path: string) => boolean): readonly FileFindings[];
  all(): Iterable<FileFindings>;
}

export function createStore(): Store {
  const byPath = new Map<string, FileFindings>();
  return {
    take(files) {
      const changed = files.filter(({ path, id }) => (byPath.get(path)?.id ?? NO_FINDINGS) !== id);
      for (const file of files) {
        if (file.id === NO_FINDINGS) byPath.delete(file.path);
        else byPath.set(file.path, file);
      }
      return changed;
    },
    keep(isKept) {
      const gone = [...byPath.values()].filter(({ path }) => !isKept(path));
      for (const { path } of gone) byPath.delete(path);
      return gone.map((file) => ({ ...file, diagnostics: [], id: NO_FINDINGS }));
    },
    all: () => byPath.values(),
  };
}
