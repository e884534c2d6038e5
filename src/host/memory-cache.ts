import type { ImageInspection } from '../model/image.ts';
import type { FileResult } from '../model/result.ts';
import { type DiskCache, keysBySettings } from './cache.ts';
import type { FileEntry } from './cache-file.ts';

/** What was found out in one process, by path: what it holds for, and what it is. */
export interface Memory {
  readonly files: Map<string, KnownFile>;
  readonly images: Map<string, readonly [stamp: string, inspection: ImageInspection]>;
}

interface KnownFile extends Pick<FileEntry, 'stamp' | 'reading' | 'rules'> {
  readonly result: FileResult;
}

export const emptyMemory = (): Memory => ({ files: new Map(), images: new Map() });

/** A cache that answers from memory what was asked before, in this run or in another one with the same memory; opened only for what is new. */
export function remembering(open: () => DiskCache, { files, images }: Memory): DiskCache {
  let opened: DiskCache | undefined;
  const cache = () => {
    opened ??= open();
    return opened;
  };
  const keysOf = keysBySettings();
  return {
    find(path, settings, stamp) {
      const { reading, rules } = keysOf(settings);
      const before = files.get(path);
      // What no rule is asked about is what any rules have left.
      if (before?.stamp === stamp.key && before.reading === reading && (settings.rules.length === 0 || before.rules === rules))
        return before.result;
      const result = cache().find(path, settings, stamp);
      if (result !== undefined) files.set(path, { stamp: stamp.key, reading, rules, result });
      return result;
    },
    keep: (...kept) => cache().keep(...kept),
    findLinted: (...asked) => cache().findLinted(...asked),
    keepLinted: (...kept) => cache().keepLinted(...kept),
    findImage(path, stamp) {
      const [knownStamp, before] = images.get(path) ?? [];
      if (knownStamp === stamp.key) return before;
      const inspection = cache().findImage(path, stamp);
      if (inspection !== undefined) images.set(path, [stamp.key, inspection]);
      return inspection;
    },
    keepImage: (...kept) => cache().keepImage(...kept),
    save: () => opened?.save(),
  };
}
