import type { Git } from './git.ts';
import { fieldsOf } from './git.ts';

/** What git keeps under a path. */
export interface Entry {
  /** `100644` and `100755` are files, `120000` symbolic links, `160000` submodules. */
  readonly mode: string;
  readonly oid: string;
}

/** The paths of a commit or of the index, relative to the folder that git runs in. */
export type Entries = ReadonlyMap<string, Entry>;

export const LINK = '120000';
export const SUBMODULE = '160000';

/** The index as it would be committed. */
export interface Index {
  readonly entries: Entries;
  /** Paths whose file on the disk is not what the index holds. */
  readonly differing: ReadonlySet<string>;
  /** Paths that are still to be merged. */
  readonly conflicts: ReadonlySet<string>;
}

export function readIndex(git: Git): Index {
  const entries = new Map<string, Entry>();
  const differing = new Set<string>();
  const conflicts = new Set<string>();
  for (const line of fieldsOf(git.run(['ls-files', '-s', '-v', '-z']))) {
    const [, tag = 'H', mode = '', oid = '', stage, path = ''] = /^(\S) (\d+) ([\da-f]+) (\d)\t(.*)$/s.exec(line) ?? [];
    // Of a path in conflict any version will do: its text is read from the disk, where the conflict is marked.
    entries.set(path, { mode, oid });
    // Marked as not to be looked at: git does not know what the disk has there.
    if (stage === '0' && tag !== 'H' && tag !== 'M') differing.add(path);
  }
  for (const [path, status] of changes(git, [])) {
    // Added in intent only: it is not part of the commit.
    if (status === 'A') entries.delete(path);
    else (status === 'U' ? conflicts : differing).add(path);
  }
  return { entries, differing, conflicts };
}

export function readCommit(git: Git, commit: string): Entries {
  const entries = new Map<string, Entry>();
  for (const line of fieldsOf(git.run(['ls-tree', '-r', '-z', commit]))) {
    const [, mode = '', oid = '', path = ''] = /^(\d+) \S+ ([\da-f]+)\t(.*)$/s.exec(line) ?? [];
    entries.set(path, { mode, oid });
  }
  return entries;
}

/** Paths that differ, and how: added, deleted, modified, of another type, unmerged. `sides` as `git diff` takes them. */
export function changes(git: Git, sides: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const args = ['--relative', '--name-status', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=dirty'];
  const fields = fieldsOf(git.run(['diff', ...args, ...sides]));
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const path = fields[at + 1] ?? '';
    // A path in conflict is named twice.
    if (found.get(path) !== 'U') found.set(path, fields[at] ?? '');
  }
  return found;
}
