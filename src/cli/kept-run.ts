import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rules as ownRules } from '../../rules/index.ts';
import { hashOf } from '../engine/read.ts';
import { diskHost } from '../host/disk.ts';
import { findReport, keepReport } from '../host/kept-report.ts';
import { createWitness } from '../host/witness.ts';
import type { Config } from '../model/config.ts';
import type { Host } from '../model/host.ts';
import type { Report } from '../model/report.ts';
import type { Options } from './options.ts';
import { hasRemark, remarkFolders } from './remark.ts';
import { keepingFolder } from './run.ts';
import type { Place } from './setup.ts';
import { BUILD, TOOL } from './tool.ts';

/** What comes of a run: the report, and what is said beside it. */
export interface Outcome {
  readonly report: Report;
  readonly said: readonly string[];
}

/** A run that can be known again: it depends on its command line, its config and what it sees of the disk, and on nothing else. */
export interface KeptRun {
  /** The outcome of an earlier run that saw the same. */
  find(): Outcome | undefined;
  /** What the run is to see the disk by. */
  readonly disk: Host;
  /** Keeps the outcome for runs to come. */
  keep(outcome: Outcome, config: Config): void;
}

/** Of more files and folders, what is kept would be too much to read. */
const MOST_SEEN = 200_000;

/**
 * Undefined for a run that depends on more, or changes something; and for one of single files, of which there is a new set
 * each time.
 */
export function keptRunOf({ root, disk, rules, loaded }: Place, options: Options, cwd: string): KeptRun | undefined {
  const isPlain = (['stdin', 'staged', 'since', 'shard', 'deep', 'timing', 'configFrom'] as const).every((flag) => !options[flag]);
  if (!isPlain || !options.cache || options.fix !== 'no') return undefined;
  const named = options.paths.map((path) => resolve(cwd, path));
  if (!named.every((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory())) return undefined;
  const { config, file } = loaded;
  // Nobody can tell what code depends on.
  if (rules !== ownRules || (file !== undefined && !file.endsWith('.json'))) return undefined;
  const flags = [named, options.rules, options.baseline, options.remark, options.heedsMarks];
  const key = JSON.stringify([TOOL.version, BUILD, process.env['STET_PARSER'], file, config, flags]);
  if (key.includes('link/dead')) return undefined;

  const path = join(keepingFolder(root, options), `report-${hashOf(JSON.stringify([root, flags])).slice(0, 16)}`);
  const witness = createWitness(Date.now());
  const findsRemark = (folders: readonly string[]) => options.remark && hasRemark(root, config, folders, options.rules);
  return {
    find() {
      const known = findReport(path, key, (asked) => disk.stamp?.(asked));
      return known === undefined || findsRemark(known.folders) ? undefined : known;
    },
    disk: diskHost(root, witness.onAsk),
    keep({ report, said }, completed) {
      const folders = remarkFolders(completed);
      // Whether a file can be read now, no stamp tells.
      const seen = report.failures.length > 0 || findsRemark(folders) ? undefined : witness.seen();
      // A run to come will do without.
      if (seen !== undefined && seen.length <= MOST_SEEN) keepReport(path, key, { seen, folders, said, report });
    },
  };
}
