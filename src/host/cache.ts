import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromJson } from '../engine/map-file.ts';
import { hashOf } from '../engine/read.ts';
import type { FileCache } from '../model/cache.ts';
import { HostError } from '../model/errors.ts';
import type { Host, Stamp } from '../model/host.ts';
import { memo } from '../model/memo.ts';
import type { MapSettings } from '../model/result.ts';
import { type CacheContent, decodeCache, emptyContent, encodeCache, type FileEntry, type Witness } from './cache-file.ts';
import { putFile } from './put-file.ts';
import { isSettled } from './settled.ts';

export interface DiskCache extends FileCache {
  /** Writes what is new. Answers why it could not be written, if so: the next run then finds it all out again. */
  save(): string | undefined;
}

export interface CacheOptions {
  /** Absolute. */
  readonly folder: string;
  /** Names the file: runs with other rules or other roots keep theirs. */
  readonly name: string;
  /** All that changes results and is neither a file nor its settings: the version of the tool and the parsers. */
  readonly key: string;
  /** The files that are kept. */
  readonly host: Host;
  /** Milliseconds since 1970, when the run began. */
  readonly now: number;
}

/** What earlier runs have left in `folder`. A file that is damaged, foreign or not there counts as an empty one. */
export function openCache({ folder, name, key, host, now }: CacheOptions): DiskCache {
  const path = join(folder, name);
  const content = readCache(path, key);
  const { files, linted, images } = content;
  const keysOf = keysBySettings();
  const used = new Set<string>();
  let isChanged = false;

  const trusted = (stamp: Stamp) => (isSettled(stamp, now) ? stamp.key : '');

  /** The times of a file change when it is checked out anew; its bytes may not have. */
  function hasSameBytes<Entry extends Witness>(entries: Map<string, Entry>, file: string, entry: Entry, stamp: Stamp): boolean {
    if (entry.stamp === stamp.key) return true;
    try {
      if (hashOf(host.read(file)) !== entry.hash) return false;
    } catch (error) {
      if (error instanceof HostError) return false;
      throw error;
    }
    const known = trusted(stamp);
    if (known !== entry.stamp) {
      entries.set(file, { ...entry, stamp: known });
      isChanged = true;
    }
    return true;
  }

  return {
    find(file, settings, stamp) {
      const entry = files.get(file);
      if (entry === undefined) return undefined;
      used.add(file);
      const { reading, rules } = keysOf(settings);
      const fits = entry.reading === reading && (settings.rules.length === 0 || entry.rules === rules);
      return fits && hasSameBytes(files, file, entry, stamp) ? fromJson(entry.body) : undefined;
    },
    keep(file, settings, stamp, hash, json) {
      files.set(file, { ...keysOf(settings), stamp: trusted(stamp), hash, body: json });
      used.add(file);
      isChanged = true;
    },
    findLinted(file, key, stamp) {
      const entry = linted.get(file);
      used.add(file);
      return entry?.key === key && hasSameBytes(linted, file, entry, stamp) ? entry.found : undefined;
    },
    keepLinted(file, key, stamp, hash, found) {
      linted.set(file, { key, stamp: trusted(stamp), hash, found });
      isChanged = true;
    },
    findImage(file, stamp) {
      const entry = images.get(file);
      used.add(file);
      return entry?.stamp === stamp.key ? entry.inspection : undefined;
    },
    keepImage(file, stamp, inspection) {
      if (trusted(stamp) === '') return;
      images.set(file, { stamp: stamp.key, inspection });
      isChanged = true;
    },
    save() {
      if (!isChanged) return undefined;
      for (const entries of Object.values(content))
        for (const file of entries.keys()) if (!used.has(file) && host.stamp?.(file) === undefined) entries.delete(file);
      return putFile(path, encodeCache(key, content));
    },
  };
}

/** The settings that decide what is made of a file, each made once. */
export function keysBySettings(): (settings: MapSettings) => Pick<FileEntry, 'reading' | 'rules'> {
  return memo(({ reading, rules }) => ({ reading: JSON.stringify(reading), rules: JSON.stringify(rules) }));
}

function readCache(path: string, key: string): CacheContent {
  try {
    const content = decodeCache(readFileSync(path), key);
    if (content !== undefined) return content;
  } catch {
    // Not there, not readable, or not ours.
  }
  return emptyContent();
}
