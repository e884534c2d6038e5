import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type WatchOptions, watchFolders } from './watch-folders.ts';

/** One save of an editor is several events. */
const QUIET_MS = 50;
/** Told at the latest, also where something is written all the time. */
const LATEST_MS = 1000;

/** What editors leave beside a file while it is open. */
const SCRATCH = /^\.#|^#.*#$|~$|\.sw[a-z]$|^4913$|___jb_(?:tmp|old)___$/;

/** Changes of files from now on, by absolute path. Each answer waits until there is one, and until no more comes for a moment. */
export function watchChanges(
  folders: Omit<WatchOptions, 'tell'>,
  isIgnored: (path: string) => boolean,
): () => Promise<ReadonlySet<string>> {
  let changed = new Set<string>();
  let count = 0;
  let wake = () => {};

  function tell(path: string): void {
    if (SCRATCH.test(basename(path)) || isIgnored(path)) return;
    changed.add(path);
    count++;
    wake();
  }

  const { follow } = watchFolders({ ...folders, tell });
  return async () => {
    if (changed.size === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const latest = Date.now() + LATEST_MS;
    for (let seen = -1; seen !== count && Date.now() < latest; ) {
      seen = count;
      await delay(QUIET_MS);
    }
    follow();
    const all = changed;
    changed = new Set();
    return all;
  };
}
