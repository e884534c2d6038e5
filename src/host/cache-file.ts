import type { ImageInspection } from '../model/image.ts';
import type { Signed } from '../model/result.ts';

/** How a file was when something was found out about it. */
export interface Witness {
  /** Empty where the file was changed so shortly before that its stamp proves nothing. */
  readonly stamp: string;
  readonly hash: string;
}

/** What is kept of a file: how it was read and judged, and the result as JSON. */
export interface FileEntry extends Witness {
  /** The settings as JSON. */
  readonly reading: string;
  readonly rules: string;
  readonly body: Uint8Array;
}

/** What another linter found in a file, and by what. */
export interface LintedEntry extends Witness {
  readonly key: string;
  readonly found: readonly Signed[];
}

export interface ImageEntry {
  readonly stamp: string;
  readonly inspection: ImageInspection;
}

export interface CacheContent {
  readonly files: Map<string, FileEntry>;
  readonly linted: Map<string, LintedEntry>;
  readonly images: Map<string, ImageEntry>;
}

export const emptyContent = (): CacheContent => ({ files: new Map(), linted: new Map(), images: new Map() });

/** Raised with each change of this layout. */
const FORMAT = 'stet cache 2';

type FileRow = [path: string, stamp: string, hash: string, reading: number, rules: number, length: number];
interface Index {
  readonly key: string;
  readonly settings: readonly string[];
  readonly files: readonly FileRow[];
  readonly linted: readonly [path: string, entry: LintedEntry][];
  readonly images: readonly [path: string, stamp: string, inspection: ImageInspection][];
}

/** Loaded here: a run that keeps nothing does not wait for it. */
const crc32 = (bytes: Uint8Array, before = 0) => process.getBuiltinModule('node:zlib').crc32(bytes, before);

/** A line that names the layout, the checksum of all that follows and the length of the index; the index; the bodies. In parts. */
export function encodeCache(key: string, { files, linted, images }: CacheContent): Uint8Array[] {
  const settings = new Map<string, number>();
  const idOf = (text: string) => settings.get(text) ?? settings.set(text, settings.size).size - 1;
  const rows = [...files].map(([path, { stamp, hash, reading, rules, body }]): FileRow => {
    return [path, stamp, hash, idOf(reading), idOf(rules), body.length];
  });
  const index: Index = {
    key,
    settings: [...settings.keys()],
    files: rows,
    linted: [...linted],
    images: [...images].map(([path, { stamp, inspection }]) => [path, stamp, inspection]),
  };
  const head = Buffer.from(JSON.stringify(index));
  const rest = [head, ...[...files.values()].map(({ body }) => body)];
  const checksum = rest.reduce((sum, part) => crc32(part, sum), 0);
  return [Buffer.from(`${FORMAT} ${checksum} ${head.length}\n`), ...rest];
}

/** Undefined when the bytes are another version's, another key's, cut off or damaged. */
export function decodeCache(bytes: Buffer, key: string): CacheContent | undefined {
  const lineEnd = bytes.subarray(0, 64).indexOf('\n');
  const words = /^(.+) (\d+) (\d+)$/.exec(bytes.toString('latin1', 0, Math.max(0, lineEnd)));
  const rest = bytes.subarray(lineEnd + 1);
  if (words?.[1] !== FORMAT || crc32(rest) !== Number(words[2])) return undefined;
  let at = Number(words[3]);
  const index = JSON.parse(rest.toString('utf8', 0, at)) as Index;
  if (index.key !== key) return undefined;
  const files = new Map<string, FileEntry>();
  for (const [path, stamp, hash, reading, rules, length] of index.files) {
    const body = rest.subarray(at, at + length);
    files.set(path, { stamp, hash, reading: index.settings[reading] ?? '', rules: index.settings[rules] ?? '', body });
    at += length;
  }
  return {
    files,
    linted: new Map(index.linted),
    images: new Map(index.images.map(([path, stamp, inspection]) => [path, { stamp, inspection }])),
  };
}
