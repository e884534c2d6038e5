import { join } from 'node:path';
import { rules } from '../../rules/index.ts';
import { collectionsOf } from '../../src/config/collections.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import type { UserConfig } from '../../src/config/user-config.ts';
import { createProject, type ProjectOptions } from '../../src/engine/project.ts';
import { openCache } from '../../src/host/cache.ts';
import { discover } from '../../src/host/discover.ts';
import { diskHost } from '../../src/host/disk.ts';
import { type Memory, remembering } from '../../src/host/memory-cache.ts';
import type { Report } from '../../src/model/report.ts';

/** Long enough after the last change for its time to prove something. */
const LATER = () => Date.now() + 60_000;

interface OnDisk extends Pick<ProjectOptions, 'linter' | 'timing'> {
  /** Those that are judged; all, where none are given. The others are referred to. */
  readonly paths?: readonly string[];
  /** What runs of one process know. */
  readonly memory?: Memory;
  /** Called when the cache is read. */
  readonly onOpen?: () => void;
  readonly config: UserConfig;
  /** Whether what was found out is kept for the next run; `.cache` is where. */
  readonly cached?: boolean;
  readonly now?: number;
  readonly key?: string;
}

/** Judges the posts of a folder on the disk, as one run of the command line does. */
export async function checkOnDisk(
  root: string,
  { config, paths, cached = true, memory, onOpen, now = LATER(), key = '1', ...options }: OnDisk,
): Promise<Report> {
  const host = diskHost(root);
  const { collections } = await collectionsOf({ file: 'stet.config.json', config }, host);
  const resolved = resolveConfig(config, collections, rules, []);
  const { files } = discover(host, ['posts'], (path) => resolved.collectionOf(path) !== undefined);
  const open = () => {
    onOpen?.();
    return openCache({ folder: join(root, '.cache'), name: 'results', key, host, now });
  };
  const cache = !cached ? undefined : memory === undefined ? open() : remembering(open, memory);
  const asked = { paths: paths ?? files, others: () => files };
  const project = createProject({ host, config: resolved, rules, ruleUrl: (id) => id, ...asked, cache, ...options });
  const report = await project.check();
  cache?.save();
  return report;
}
