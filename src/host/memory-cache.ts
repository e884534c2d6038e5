import type { ImageInspection } from '../model/image.ts';
import { memo } from '../model/memo.ts';
import type { FileResult, MapSettings } from '../model/result.ts';
import type { DiskCache } from './cache.ts';

/** What was found out in one process, by path: what it holds for, and what it is. */
export interface Memory {
  readonly files: Map<string, readonly [key: string, result: FileResult]>;
  readonly images: Map<string, readonly [stamp: string, inspection: ImageInspection]>;
}

export const emptyMemory = (): Memory => ({ files: new Map(), images: new Map() });

/** A cache that answers from memory what was asked before, in this run or in another one with the same memory; opened only for what is new. */
export function remembering(open: () => DiskCache, { files, images }: Memory): DiskCache {
  let opened: DiskCache | undefined;
  const cache = () => {
    opened ??= open();
    return opened;
  };
  const keyOf = memo((settings: MapSettings) => JSON.stringify(settings));
  return {
    find(path, settings, stamp) {
      const key = `${stamp.key} ${keyOf(settings)}`;
      const [knownKey, known] = files.get(path) ?? [];
      const result = knownKey === key ? known : cache().find(path, settings, stamp);
      if (result !== undefined) files.set(path, [key, result]);
      return result;
    },
    keep: (...kept) => cache().keep(...kept),
    findLinted: (...asked) => cache().findLinted(...asked),
    keepLinted: (...kept) => cache().keepLinted(...kept),
    findImage(path, stamp) {
      const [knownStamp, known] = images.get(path) ?? [];
      const inspection = knownStamp === stamp.key ? known : cache().findImage(path, stamp);
      if (inspection !== undefined) images.set(path, [stamp.key, inspection]);
      return inspection;
    },
    keepImage: (...kept) => cache().keepImage(...kept),
    save: () => opened?.save(),
  };
}
