import { HostError } from '../../model/errors.ts';
import type { Git } from './git.ts';

/** The contents of git's objects. */
export interface Blobs {
  /** Throws a `HostError` when git does not have it. */
  read(oid: string): Uint8Array;
  /** Without reading it. */
  sizeOf(oid: string): number;
}

/** So much is read ahead, and so much is kept. */
const PORTION = 16 * 1024 * 1024;
const MOST_KEPT = 4 * PORTION;

/** `expected` are the objects that are likely to be asked for, in that order: they are read in portions, each by one run of git. */
export function openBlobs(git: Git, expected: Iterable<string>): Blobs {
  const upcoming = new Set(expected);
  const sizes = new Map<string, number>();
  const kept = new Map<string, Uint8Array>();
  let keptBytes = 0;

  function sizeOf(oid: string): number {
    if (!sizes.has(oid)) {
      const asked = new Set([oid, ...upcoming]);
      for (const [id, size] of measure(git, [...asked])) sizes.set(id, size);
    }
    return sizes.get(oid) ?? 0;
  }

  function load(oid: string): void {
    const portion = new Set([oid]);
    let bytes = sizeOf(oid);
    for (const next of upcoming) {
      if (portion.has(next) || bytes + sizeOf(next) > PORTION) continue;
      portion.add(next);
      bytes += sizeOf(next);
    }
    if (keptBytes > MOST_KEPT) {
      kept.clear();
      keptBytes = 0;
    }
    for (const [id, content] of readAll(git, [...portion])) {
      kept.set(id, content);
      keptBytes += content.length;
    }
    for (const id of portion) upcoming.delete(id);
  }

  return {
    sizeOf,
    read(oid) {
      if (!kept.has(oid)) load(oid);
      const content = kept.get(oid);
      if (content === undefined) throw new HostError(`git does not have its content (object ${oid})`);
      return content;
    },
  };
}

function* measure(git: Git, oids: readonly string[]): Generator<[string, number]> {
  const lines = git.run(['cat-file', '--batch-check=%(objectsize)'], listOf(oids)).toString('utf8').split('\n');
  for (const [index, oid] of oids.entries()) yield [oid, Number(lines[index]) || 0];
}

/** The answer to each is a line `<oid> blob <size>`, the content and a line break; or `<oid> missing`. */
function* readAll(git: Git, oids: readonly string[]): Generator<[string, Uint8Array]> {
  const output = git.run(['cat-file', '--batch'], listOf(oids));
  let at = 0;
  for (const oid of oids) {
    const start = output.indexOf('\n', at) + 1;
    const [, type, size] = output.toString('latin1', at, start).split(' ');
    at = start;
    if (type !== 'blob') continue;
    at = start + Number(size) + 1;
    // A copy: a small text must not keep the whole portion.
    yield [oid, Buffer.from(output.subarray(start, at - 1))];
  }
}

function listOf(oids: readonly string[]): string {
  return oids.map((oid) => `${oid}\n`).join('');
}
