import { fromJson } from '../engine/map-file.ts';
import { UserError } from '../model/errors.ts';
import { type DiskCache, keysBySettings } from './cache.ts';
import { type CacheContent, decodeCache, emptyContent, encodeCache } from './cache-file.ts';

/** One of several parts of a run; counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** The content of a shard's report. It is laid out as a cache is, with the sizes of files for stamps: the times of a file differ from one checkout to the next. */
interface ShardReport extends Shard {
  readonly content: CacheContent;
}

/** A cache that keeps aside all that a run asks it for or gives it. */
export function collecting(cache: DiskCache | undefined): DiskCache & { readonly content: CacheContent } {
  const content = emptyContent();
  const keysOf = keysBySettings();
  return {
    content,
    find(path, settings, stamp) {
      const result = cache?.find(path, settings, stamp);
      if (result !== undefined)
        content.files.set(path, { ...keysOf(settings), stamp: `${stamp.size}`, hash: '', body: Buffer.from(JSON.stringify(result)) });
      return result;
    },
    keep(path, settings, stamp, hash, json) {
      content.files.set(path, { ...keysOf(settings), stamp: `${stamp.size}`, hash, body: json });
      cache?.keep(path, settings, stamp, hash, json);
    },
    findLinted(path, key, stamp) {
      const found = cache?.findLinted(path, key, stamp);
      if (found !== undefined) content.linted.set(path, { key, stamp: `${stamp.size}`, hash: '', found });
      return found;
    },
    keepLinted(path, key, stamp, hash, found) {
      content.linted.set(path, { key, stamp: `${stamp.size}`, hash, found });
      cache?.keepLinted(path, key, stamp, hash, found);
    },
    findImage(path, stamp) {
      const inspection = cache?.findImage(path, stamp);
      if (inspection !== undefined) content.images.set(path, { stamp: `${stamp.size}`, inspection });
      return inspection;
    },
    keepImage(path, stamp, inspection) {
      content.images.set(path, { stamp: `${stamp.size}`, inspection });
      cache?.keepImage(path, stamp, inspection);
    },
    save: () => cache?.save(),
  };
}

const LAYOUT = 'stet shard 1';

/** A line that names the layout, the shard and the tool; then what was found out. */
export function encodeShard({ index, total }: Shard, tool: string, content: CacheContent): Uint8Array[] {
  return [Buffer.from(`${LAYOUT} ${index}/${total} ${tool}\n`), ...encodeCache(tool, content)];
}

/** Throws a `UserError` for what is no whole report of this tool; `name` is the file's. */
export function decodeShard(name: string, bytes: Buffer, tool: string): ShardReport {
  const end = bytes.subarray(0, 1000).indexOf('\n');
  const [, index, total, by] = /^stet shard 1 (\d+)\/(\d+) (.*)$/.exec(bytes.toString('utf8', 0, Math.max(0, end))) ?? [];
  if (by === undefined) throw new UserError(`\`${name}\` is no report of \`--shard\``);
  if (by !== tool) throw new UserError(`\`${name}\` was written by another version of stet: run all shards and \`stet merge\` with one`);
  const content = decodeCache(bytes.subarray(end + 1), tool);
  if (content === undefined) throw new UserError(`\`${name}\` is damaged, or cut off`);
  return { index: Number(index), total: Number(total), content };
}

/** What all shards of a run have found out, as a cache. A file that has another size by now is judged anew. */
export function mergedCache(reports: readonly CacheContent[]): DiskCache {
  const files = new Map(reports.flatMap((report) => [...report.files]));
  const linted = new Map(reports.flatMap((report) => [...report.linted]));
  const images = new Map(reports.flatMap((report) => [...report.images]));
  const keysOf = keysBySettings();
  return {
    find(path, settings, stamp) {
      const entry = files.get(path);
      const { reading, rules } = keysOf(settings);
      const fits = entry?.stamp === `${stamp.size}` && entry.reading === reading && entry.rules === rules;
      return fits ? fromJson(entry.body) : undefined;
    },
    findLinted(path, key, stamp) {
      const entry = linted.get(path);
      return entry?.stamp === `${stamp.size}` && entry.key === key ? entry.found : undefined;
    },
    findImage(path, stamp) {
      const entry = images.get(path);
      return entry?.stamp === `${stamp.size}` ? entry.inspection : undefined;
    },
    keep() {},
    keepLinted() {},
    keepImage() {},
    save: () => undefined,
  };
}
