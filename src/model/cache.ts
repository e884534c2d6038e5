import type { Stamp } from './host.ts';
import type { ImageInspection } from './image.ts';
import type { FileResult, MapSettings, Signed } from './result.ts';

/** What earlier runs have found out, and is still true. Findings of corpus rules are never kept. */
export interface FileCache {
  /** What was made of a file with these settings; without rules in them, what any rules made of it. */
  find(path: string, settings: MapSettings, stamp: Stamp): FileResult | undefined;
  /** `json` is the result as JSON in UTF-8; `hash` that of the file's bytes, as `hashOf` makes it. */
  keep(path: string, settings: MapSettings, stamp: Stamp, hash: string, json: Uint8Array): void;
  /** What another linter found in a file; `key` names all else that it depends on. */
  findLinted(path: string, key: string, stamp: Stamp): readonly Signed[] | undefined;
  keepLinted(path: string, key: string, stamp: Stamp, hash: string, found: readonly Signed[]): void;
  findImage(path: string, stamp: Stamp): ImageInspection | undefined;
  keepImage(path: string, stamp: Stamp, inspection: ImageInspection): void;
}
