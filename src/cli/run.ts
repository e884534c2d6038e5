import { resolve } from 'node:path';
import { createProject, inTurn, type LiveProject, type MapPool, type Project, type ProjectOptions } from '../engine/project.ts';
import { hashOf } from '../engine/read.ts';
import { type DiskCache, openCache } from '../host/cache.ts';
import { cacheFolder } from '../host/cache-folder.ts';
import { type Memory, remembering } from '../host/memory-cache.ts';
import { FILES_A_THREAD } from '../host/threads.ts';
import type { Config } from '../model/config.ts';
import type { Host } from '../model/host.ts';
import type { DecodeImage } from '../model/image.ts';
import type { Linter } from '../model/linter.ts';
import { byText } from '../model/order.ts';
import type { Failure, Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Web } from '../model/web.ts';
import { createProgress } from './progress.ts';
import { ruleUrl } from './rule-page.ts';
import type { RunFlags } from './run-flags.ts';
import { referredFiles, type Targets } from './targets.ts';
import type { Timing } from './timing.ts';
import { BUILD, packageFile, TOOL } from './tool.ts';

/** What every run of one command shares. */
export interface RunTools {
  /** Absolute. */
  readonly root: string;
  /** Our own and those of plugins. */
  readonly rules: RuleSet;
  readonly decode: DecodeImage | undefined;
  /** Given, it is asked for links that lead there. */
  readonly web?: Web | undefined;
  readonly linter?: Linter | undefined;
  /** False: marks in the posts let nothing stand. */
  readonly heedsMarks?: boolean;
  readonly options: RunFlags;
  readonly timing: Timing | undefined;
  readonly notice: (line: string) => void;
  /** Given, it is shared by several runs over nearly the same files. */
  readonly memory?: Memory;
  /** Used instead of the one of the project. */
  readonly cache?: DiskCache | undefined;
  /** Set where the targets are one part of several: files outside of it are not asked for. */
  readonly isPart?: boolean;
}

/** Judges the targets, with what earlier runs have kept, in as many threads as pay. `ask` may do more than to check. */
export async function runProject(
  host: Host,
  config: Config,
  targets: Targets,
  tools: RunTools,
  ask: (project: Project) => Promise<Report> = (project) => project.check(),
): Promise<Report> {
  const { options, timing, notice } = tools;
  const progress = createProgress(targets.files.length, 'files');
  const { project, save } = openProject(host, config, targets.files, tools, { onFile: progress.step });
  const report = await ask(project);
  progress.end();
  const unsaved = save();
  if (unsaved !== undefined && options.cacheDir !== undefined) notice(`the cache could not be written: ${unsaved}`);
  timing?.stages.lap('cache');
  return withFailures(report, targets);
}

/** With what could not be looked at when the files were looked for. */
export function withFailures(report: Report, { failures }: Targets): Report {
  return failures.length === 0 ? report : { ...report, failures: sorted([...report.failures, ...failures]) };
}

/** A project of files, with the cache and the threads that the options allow. `save` keeps what was found out for later runs. */
export function openProject(
  host: Host,
  config: Config,
  files: readonly string[],
  { root, rules, decode, web, heedsMarks, linter, options, timing, memory, isPart = false, ...tools }: Omit<RunTools, 'notice'>,
  hooks: Pick<ProjectOptions, 'onFile' | 'pause'> = {},
): { readonly project: LiveProject; save(): string | undefined } {
  const open = () => cacheOf(host, root, config, options);
  const cache = tools.cache ?? (!options.cache ? undefined : memory === undefined ? open() : remembering(open, memory));
  const project = createProject({
    host,
    config,
    rules,
    ruleUrl: (id) => ruleUrl(id, rules.get(id)),
    paths: files,
    others: () => (isPart ? [] : referredFiles(host, config)),
    decode,
    web,
    heedsMarks,
    linter,
    cache,
    pool: poolOf(root, options.threads, cache !== undefined),
    timing,
    ...hooks,
  });
  return { project, save: () => cache?.save() };
}

/** Threads are started only where there is work for two. */
function poolOf(root: string, threads: number, hashed: boolean): MapPool {
  const script = () => packageFile('dist/cli.cjs');
  return async (jobs, here, take, watch) => {
    if (threads === 1 || jobs.length < FILES_A_THREAD) return inTurn(jobs, here, take);
    const { threadPool } = await import('../host/pool.ts');
    return threadPool({ root, script, threads, hashed })(jobs, here, take, watch);
  };
}

/** The cache of the project. */
export function cacheOf(host: Host, root: string, config: Config, flags: RunFlags): DiskCache {
  const active = [...config.rulesAt('')].filter(([, { level }]) => level !== 'off').map(([id, { options }]) => [id, options]);
  const { versions, platform, arch, env } = process;
  const key = [TOOL.version, BUILD, versions.v8, platform, arch, env['STET_PARSER'] ?? ''].join(' ');
  return openCache({ folder: keepingFolder(root, flags), name: hashOf(JSON.stringify(active)).slice(0, 16), key, host, now: Date.now() });
}

/** Where a project keeps what runs find out. */
export function keepingFolder(root: string, { cacheDir }: RunFlags): string {
  return cacheDir === undefined ? cacheFolder(root, process.env, process.platform) : resolve(cacheDir);
}

function sorted(failures: Failure[]): Failure[] {
  return failures.sort((a, b) => byText(a.path, b.path));
}
