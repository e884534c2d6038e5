import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { type Failure, WHOLE_PROJECT } from '../model/report.ts';

export interface Discovery {
  readonly files: readonly string[];
  /** Folders that could not be listed, links that lead nowhere: each named, none of them stops the walk. */
  readonly failures: readonly Failure[];
}

/** Folders that hold no content of one's own. */
const SKIPPED = new Set(['node_modules', '.git']);

/**
 * Walks `folders` for files that `wanted` accepts. Folders whose name begins with a dot are entered only when
 * they are named; links are followed, but never around a loop.
 */
export function discover(host: Host, folders: Iterable<string>, wanted: (path: string) => boolean): Discovery {
  const files = new Set<string>();
  const failures: Failure[] = [];

  function walk(folder: string, above: readonly string[]): void {
    let identity: string;
    let entries: ReturnType<Host['list']>;
    try {
      entries = host.list(folder);
      if (entries === undefined) return;
      identity = host.identity(folder);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      failures.push({ path: folder || WHOLE_PROJECT, message: error.message });
      return;
    }
    if (above.includes(identity)) {
      failures.push({ path: folder, message: 'It is a symbolic link that leads back to a folder above it' });
      return;
    }
    for (const [name, kind] of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') {
        if (wanted(path)) failures.push({ path, message: 'It is a folder with the name of a post; rename it, or exclude it' });
        if (!SKIPPED.has(name) && !name.startsWith('.')) walk(path, [...above, identity]);
      } else if (wanted(path)) {
        if (kind === 'file') files.add(path);
        else
          failures.push({ path, message: kind === 'broken-link' ? 'It is a symbolic link that leads nowhere' : 'It is no regular file' });
      }
    }
  }

  for (const folder of outermost(folders)) walk(folder, []);
  return { files: [...files], failures };
}

/** Without the folders that lie in others of them, so that nothing is walked twice. */
function outermost(folders: Iterable<string>): string[] {
  const all = [...new Set(folders)];
  return all.filter((folder) => !all.some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`))));
}
