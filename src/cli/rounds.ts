import type { Report } from '../model/report.ts';
import type { Web } from '../model/web.ts';
import { withBaseline } from './check.ts';
import { notice } from './notice.ts';
import type { Options } from './options.ts';
import { createProgress } from './progress.ts';
import { openProject, withFailures } from './run.ts';
import { runTools } from './run-tools.ts';
import { type Completed, locate, requireFolder } from './setup.ts';
import { collectionTargets, isNothing, namedTargets } from './targets.ts';
import { asTold, tell, tellAssumed, tellTargets } from './tell.ts';
import { isWebAsked, webOf } from './web.ts';

/**
 * Checks anew and writes the report. `changed` are paths that are surely not as they were in the round before. Gives what was
 * written; undefined where there was nothing to check; `dated` where the files call for another config by now, which only a
 * new process gets whole.
 */
export type Round = (changed: readonly string[]) => Promise<Report | 'dated' | undefined>;

/** Opens the project that the options name, to be checked as often as it changes. */
export async function openRounds(options: Options, cwd: string): Promise<Round> {
  const place = await locate(options, cwd);
  const { root, disk, loaded, rules } = place;
  const completed = await place.configIn(disk);
  const { config, assumed } = completed;
  let progress = createProgress(0, 'files');
  /** For one round: what it was told holds for no other one, unless it is kept. */
  let web: Web | undefined;
  const anyWeb: Web = { concerns: (path) => web?.concerns(path) === true, ask: async (urls) => (await web?.ask(urls)) ?? new Map() };
  const tools = { ...(await runTools(place, config, options)), web: isWebAsked(options) ? anyWeb : undefined, timing: undefined };
  const { project, save } = openProject(disk, config, [], tools, { onFile: () => progress.step() });
  const known = traitsOf(completed);
  let isKept = false;

  return async (changed) => {
    requireFolder(disk, options.root ?? root);
    if (traitsOf(await place.configIn(disk)) !== known) return 'dated';
    tellAssumed(loaded, completed, notice);
    const isNamed = options.paths.length > 0;
    const targets = isNamed ? await namedTargets(options.paths, cwd, root, disk, config) : collectionTargets(disk, config);
    tellTargets(targets, assumed === undefined || isNamed, notice);
    if (isNothing(targets)) notice('no file was checked');
    if (isNothing(targets) && targets.mistakes.length > 0) return undefined;
    // Also where the clock of the disk is too coarse to tell.
    for (const path of changed) project.update(path, undefined);
    await project.refresh(targets.files);
    web = await webOf(place, config, options, undefined);
    progress = createProgress(targets.files.length, 'files');
    const found = withFailures(await project.check(), targets);
    progress.end();
    const report = options.baseline ? await withBaseline(found, disk, config, rules, targets, options) : found;
    await tell(report, options, { host: disk, root, cwd, rules, stream: process.stdout });
    // Rounds to come know it all.
    if (!isKept) save();
    isKept = true;
    return asTold(report, options);
  };
}

/** All of a config that files may change which are no settings themselves: by coming, or going. */
function traitsOf({ config: { collections, sites }, assumed }: Completed): string {
  return JSON.stringify([assumed, sites, collections.map(({ schema, ...others }) => others)]);
}
