import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { hashOf } from '../engine/read.ts';
import { putFile } from './put-file.ts';

/** What V8 has made of JavaScript files: a later run compiles neither them nor what it calls of them. */
export interface CodeCache {
  /** A CommonJS file as a function of what Node gives one, and of what stands in for `import()`: code that is kept has none. */
  compile(path: string): CommonJs;
  /** Keeps what was compiled, where that is news. What has been called by then is in it. */
  save(): void;
}

type CommonJs = (
  exports: object,
  require: (id: string) => unknown,
  module: object,
  filename: string,
  dirname: string,
  importModule: (specifier: string) => Promise<unknown>,
) => void;

interface Kept {
  /** The processor time of the run that has left this, in microseconds. */
  readonly time: number;
  readonly code: ReadonlyMap<string, Buffer>;
}

/** Raised with each change of this layout. */
const FORMAT = 'stet code 1';
const HEAD = '(function (exports, require, module, __filename, __dirname, __import) { ';
const NOTHING: Kept = { time: 0, code: new Map() };
const MOST_AGE_MS = 30 * 24 * 3600 * 1000;

/**
 * What is kept at `path` gets executed: it must lie where nobody else can write, and belong to this user. A piece is known by
 * the hash of its source. V8 refuses what another version of it or other flags have made, but does not look whether a piece
 * is whole: that is for a hash over all of them. Without a path, nothing is kept.
 */
export function openCode(path: string | undefined, build: string): CodeCache {
  const { time, code } = path === undefined ? NOTHING : readCode(path, build);
  const scripts = new Map<string, Script>();
  let isNews = false;
  return {
    compile(file) {
      const source = readFileSync(file);
      const id = hashOf(source);
      const script = new Script(`${HEAD}${source.toString('utf8')}\n})`, {
        filename: file,
        columnOffset: -HEAD.length,
        cachedData: code.get(id),
      });
      if (script.cachedDataRejected !== false) isNews = true;
      scripts.set(id, script);
      return script.runInThisContext();
    },
    save() {
      if (path === undefined) return;
      // A longer run has called more, so there is more to keep.
      const { user } = process.cpuUsage();
      if (!isNews && user < 2 * time) return;
      const made = [...scripts].map(([id, script]) => [id, script.createCachedData()] as const);
      writeCode(path, build, { time: Math.max(user, time), code: new Map([...code, ...made]) });
    },
  };
}

function readCode(path: string, build: string): Kept {
  try {
    const bytes = readFileSync(path);
    const rest = bytes.subarray(bytes.indexOf('\n') + 1);
    const isOurs = statSync(path).uid === (process.getuid?.() ?? 0);
    if (isOurs && bytes.toString('latin1', 0, bytes.length - rest.length) === sealOf(build, rest)) return decode(rest);
  } catch {
    // Not there, or not readable.
  }
  return NOTHING;
}

const sealOf = (build: string, bytes: Buffer) => `${FORMAT} ${build} ${hashOf(bytes)}\n`;

/** A line that says what follows, then one piece behind the other. */
function encode({ time, code }: Kept): Buffer {
  const sizes = [...code].map(([id, { length }]) => [id, length]);
  return Buffer.concat([Buffer.from(`${JSON.stringify({ time, sizes })}\n`), ...code.values()]);
}

function decode(bytes: Buffer): Kept {
  let at = bytes.indexOf('\n') + 1;
  const { time, sizes } = JSON.parse(bytes.toString('latin1', 0, at)) as { time: number; sizes: [id: string, length: number][] };
  const code = new Map<string, Buffer>();
  for (const [id, length] of sizes) {
    code.set(id, bytes.subarray(at, at + length));
    at += length;
  }
  return { time, code };
}

/** Where nothing can be written, every run compiles anew. */
function writeCode(path: string, build: string, kept: Kept): void {
  const bytes = encode(kept);
  if (putFile(path, [Buffer.from(sealOf(build, bytes)), bytes], 0o700) === undefined) removeOld(dirname(path));
}

/** What other versions have left. */
function removeOld(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).mtimeMs < Date.now() - MOST_AGE_MS) rmSync(path);
    }
  } catch {
    // Another run was there first.
  }
}
