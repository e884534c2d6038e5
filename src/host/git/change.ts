import { statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../model/errors.ts';
import type { Host } from '../../model/host.ts';
import { lazily } from '../../model/lazily.ts';
import { baseOf, dirOf } from '../../model/path.ts';
import { type Blobs, openBlobs } from './blobs.ts';
import { changes, type Entries, type Entry, type Index, readCommit, readIndex, SUBMODULE } from './entries.ts';
import { filteredPaths, unfiltered } from './filters.ts';
import { fieldsOf, type Git, openGit } from './git.ts';
import { snapshotHost } from './host.ts';
import { createTree, type Tree } from './tree.ts';

/** A change of a repository: the world with it, and the world before it. */
export interface Change {
  readonly after: Host;
  /** Empty before the first commit. */
  before(): Host;
  /** Paths that were added, changed or deleted, relative to the root. */
  readonly paths: ReadonlySet<string>;
  /** Takes files into the change as the disk has them; undefined where git would not keep them there. */
  readonly stage: ((paths: readonly string[]) => void) | undefined;
  /** Whether a file is part of the change, whatever links lead to it. */
  includes(path: string): boolean;
}

/** What the next commit changes: the index against the last commit. */
export function stagedChange(root: string, disk: Host): Change {
  const git = openGit(root, '`--staged`');
  const index = readIndex(git);
  const staged = changes(git, ['--cached']);
  const hasCommit = git.ask(['rev-parse', '--verify', '-q', 'HEAD']) !== undefined;
  const paths = new Set(staged.keys());
  const before = lazily(() => commitHost(git, index, hasCommit ? 'HEAD' : undefined, paths, disk));
  return {
    after: indexHost(git, index, paths, disk),
    before,
    paths,
    stage: isOfSingleFiles(process.env) ? undefined : stager(git),
    includes: membership(git, index, paths),
  };
}

/** What a branch changes: the working tree, as it was checked out, against its last common commit with `ref`. */
export function changeSince(ref: string, root: string, disk: Host): Change {
  const purpose = `\`--since ${ref}\``;
  const git = openGit(root, purpose);
  const commit = git.commit(ref);
  const base = git.ask(['merge-base', commit, 'HEAD']);
  if (base === undefined)
    throw new UserError(
      `${purpose}: it has no commit in common with HEAD; a shallow clone must be deepened, such as with \`git fetch --unshallow\``,
    );
  const untracked = fieldsOf(git.run(['ls-files', '--others', '--exclude-standard', '-z']));
  const paths = new Set([...changes(git, [base]).keys(), ...untracked]);
  const index = readIndex(git);
  return {
    after: disk,
    before: lazily(() => commitHost(git, index, base, paths, disk)),
    paths,
    stage() {},
    includes: membership(git, index, paths),
  };
}

/** The hooks of `git commit <paths>` get an index that is thrown away: what is added there is committed, and then gone from the index. */
function isOfSingleFiles({ GIT_INDEX_FILE = '' }: NodeJS.ProcessEnv): boolean {
  return /next-index-\d+/.test(GIT_INDEX_FILE);
}

function stager(git: Git): (paths: readonly string[]) => void {
  return (paths) => {
    git.run(['--literal-pathspecs', 'add', '--pathspec-from-file=-', '--pathspec-file-nul'], paths.join('\0'));
  };
}

/**
 * The index. Of a staged file the disk has the same bytes only where its size says so, too: git counts a file as
 * unchanged whose line ends it converts. What a filter keeps elsewhere is meant as it stands on the disk.
 */
function indexHost(git: Git, { entries, differing, conflicts }: Index, staged: ReadonlySet<string>, disk: Host): Host {
  const asked = [...entries].filter(([path]) => differing.has(path) || staged.has(path));
  const blobs = openBlobs(git, oidsOf(asked));
  let filtered: ReadonlySet<string> | undefined;
  const isConverted = (path: string, { oid }: Entry) => {
    if (sizeOnDisk(join(git.folder, path)) === blobs.sizeOf(oid)) return false;
    filtered ??= filteredPaths(git, staged);
    return !filtered.has(path);
  };
  const isOnDisk = (path: string, entry: Entry) =>
    conflicts.has(path) || (!differing.has(path) && !(staged.has(path) && isConverted(path, entry)));
  return { ...hostOf(git, entries, blobs, isOnDisk, disk), absence: (path) => absenceOf(path, git, disk) };
}

/** Of a file that is not in the index. */
function absenceOf(path: string, git: Git, disk: Host): string | undefined {
  if (sizeOnDisk(join(git.folder, path)) === undefined || disk.list(dirOf(path))?.get(baseOf(path)) !== 'file') return undefined;
  const isIgnored = git.ask(['check-ignore', '-q', '--', path]) !== undefined;
  return isIgnored
    ? `\`${path}\` is on this disk, but git ignores it: the commit will not have it.`
    : `\`${path}\` is on this disk, but not staged: run \`git add ${quoted(path)}\`.`;
}

/** A commit; nothing at all, where there is none. */
function commitHost(git: Git, index: Index, commit: string | undefined, changed: ReadonlySet<string>, disk: Host): Host {
  const entries: Entries = commit === undefined ? new Map() : readCommit(git, commit);
  const blobs = openBlobs(git, oidsOf([...entries].filter(([path]) => changed.has(path))));
  const isOnDisk = (path: string, { oid, mode }: Entry) => {
    const staged = index.entries.get(path);
    return staged?.oid === oid && staged.mode === mode && !index.differing.has(path);
  };
  return hostOf(git, entries, blobs, isOnDisk, disk);
}

function hostOf(git: Git, entries: Entries, blobs: Blobs, isOnDisk: (path: string, entry: Entry) => boolean, disk: Host): Host {
  const bytesOf = (path: string, { oid }: Entry) => unfiltered(git, path, blobs.read(oid));
  return snapshotHost({ entries, tree: treeOf(entries, blobs), bytesOf, isOnDisk }, disk);
}

function treeOf(entries: Entries, blobs: Blobs): Tree {
  return createTree(entries, (path) => Buffer.from(blobs.read(entries.get(path)?.oid ?? '')).toString('utf8'));
}

/** Looks through links, and takes a changed submodule for a change of all that is in it. */
function membership(git: Git, { entries }: Index, changed: ReadonlySet<string>): (path: string) => boolean {
  const tree = treeOf(entries, openBlobs(git, []));
  const isChanged = (path: string): boolean => changed.has(path) || (path.includes('/') && isChanged(dirOf(path)));
  return (path) => isChanged(path) || isChanged(tree.locate(path) ?? '');
}

function oidsOf(entries: readonly (readonly [string, Entry])[]): string[] {
  return entries.filter(([, { mode }]) => mode !== SUBMODULE).map(([, { oid }]) => oid);
}

function sizeOnDisk(path: string): number | undefined {
  try {
    return statSync(path).size;
  } catch {
    return undefined;
  }
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
