import { join } from 'node:path';
import { baselineIn } from '../cli/accepted.ts';
import { keptRunOf } from '../cli/kept-run.ts';
import { parseOptions } from '../cli/options.ts';
import { remarkOf } from '../cli/remark.ts';
import { openProject } from '../cli/run.ts';
import { runFlags } from '../cli/run-flags.ts';
import { locate, type Place } from '../cli/setup.ts';
import { collectionTargets, isContent } from '../cli/targets.ts';
import { accept, type Baseline } from '../engine/baseline/baseline.ts';
import type { LiveProject } from '../engine/project.ts';
import { readText } from '../engine/read.ts';
import type { Config } from '../model/config.ts';
import type { Host } from '../model/host.ts';
import type { Pause } from '../model/pause.ts';
import type { Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import type { ThreadSetup } from './messages.ts';

/** A project as it is opened for an editor: with its config, and what is kept of earlier runs. */
export interface Desk {
  /** Absolute. */
  readonly root: string;
  readonly host: Host;
  readonly config: Config;
  readonly rules: RuleSet;
  readonly project: LiveProject;
  /** What is to be said about the project, once. */
  readonly notices: readonly string[];
  /** Judges a file by itself, as if there were no other posts: what needs them is not found, but it takes no time. */
  glimpse(path: string, text: string): Promise<Report>;
  /** The files to judge, as they are on the disk now. */
  files(): readonly string[];
  /** Whether a file is judged at all when it is open. */
  isContent(path: string): boolean;
  /** The report without what the baseline accepts; `textOf` for texts that are on trial. */
  accepted(report: Report, textOf?: (path: string) => string | undefined): Report;
  /** Keeps what was found out for later runs. */
  save(): void;
}

interface DeskTools {
  readonly pause: Pause;
  readonly onFile: (path: string) => void;
  /** The text that the editor has of a file, by its absolute path; undefined where it is not open. */
  readonly bufferOf: (path: string) => string | undefined;
  /** Told where the project lies, before its files are looked for, and what an earlier run has found in the very same ones. */
  readonly onPlace: (place: Pick<Place, 'root' | 'disk'>, known: Report | undefined) => Promise<void>;
}

/** Finds and opens the project of a folder. Throws a `UserError` where its config is broken. */
export async function openDesk(
  { folder, isLone, config: named, untrusted }: ThreadSetup,
  { pause, onFile, bufferOf, onPlace }: DeskTools,
): Promise<Desk> {
  const flags = { root: undefined, config: named, rules: [], untrusted };
  const place = await locate(flags, folder);
  const { root, disk: host, loaded, rules, configIn } = place;
  const isEmpty = isLone && loaded.file === undefined;
  await onPlace(place, untrusted || isEmpty ? undefined : keptRunOf(place, parseOptions([]), root)?.find()?.report);
  const { config } = await configIn(host);
  const linter = untrusted ? undefined : await remarkOf(root, loaded.config, config, []);
  const files = () => (isEmpty ? [] : collectionTargets(host, config).files);
  const options = { ...runFlags({}), cache: !untrusted };
  const tools = { root, rules, decode: undefined, linter, options, timing: undefined };
  const { project, save } = openProject(host, config, [], tools, { pause, onFile });
  let baseline: Baseline | undefined;
  let problem: string | undefined;
  try {
    baseline = untrusted ? undefined : baselineIn(host);
  } catch (error) {
    problem = (error as Error).message;
  }
  return {
    root,
    host,
    config,
    rules,
    project,
    notices: problem === undefined ? [] : [problem],
    async glimpse(path, text) {
      const alone = { ...tools, linter: undefined, isPart: true, options: { ...options, cache: false, threads: 1 } };
      const { project } = openProject(host, config, [path], alone, { onFile });
      project.update(path, text);
      return project.check();
    },
    files,
    isContent: (path) => isContent(path, config) && !config.ignored(path) && !/(?:^|\/)node_modules\//.test(path),
    accepted: (report, textOf = () => undefined) =>
      baseline === undefined
        ? report
        : accept(report, baseline, (path) => textOf(path) ?? bufferOf(join(root, path)) ?? readText(host, path).text),
    save,
  };
}
