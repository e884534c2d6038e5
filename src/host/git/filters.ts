import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fieldsOf, type Git } from './git.ts';

const POINTER = 'version https://git-lfs.github.com/spec/';
const MOST_POINTER_BYTES = 1024;
const NO_FILTER = new Set(['unspecified', 'unset', '']);

/** The paths, of those given, that a filter such as Git LFS or git-crypt keeps in git as something else. */
export function filteredPaths(git: Git, paths: Iterable<string>): ReadonlySet<string> {
  const input = [...paths].map((path) => `${path}\0`).join('');
  if (input === '') return new Set();
  const fields = fieldsOf(git.run(['check-attr', '-z', '--stdin', 'filter'], input));
  return new Set(fields.filter((_, at) => at % 3 === 0 && !NO_FILTER.has(fields[at + 2] ?? '')));
}

/**
 * What a blob stands for. The file that a pointer of Git LFS names comes from git's own store, else from the disk;
 * nothing is downloaded. A pointer under a path that LFS does not keep is what it is: a mistake.
 */
export function unfiltered(git: Git, path: string, bytes: Uint8Array): Uint8Array {
  const oid = pointedTo(bytes);
  if (oid === undefined || !filteredPaths(git, [path]).has(path)) return bytes;
  const common = git.ask(['rev-parse', '--git-common-dir']) ?? '.git';
  const stored = join(resolve(git.folder, common), 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
  return readIfThere(stored) ?? readIfThere(join(git.folder, path)) ?? bytes;
}

function pointedTo(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_POINTER_BYTES) return undefined;
  const text = Buffer.from(bytes).toString('latin1');
  return text.startsWith(POINTER) ? /^oid sha256:([\da-f]{64})$/m.exec(text)?.[1] : undefined;
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
