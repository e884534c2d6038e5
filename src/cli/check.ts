import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { BASELINE_FILE } from '../engine/baseline/name.ts';
import { decodeText } from '../engine/read.ts';
import type { DiskCache } from '../host/cache.ts';
import type { Change } from '../host/git/change.ts';
import { overlayHost } from '../host/memory.ts';
import { emptyMemory } from '../host/memory-cache.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Command } from './command.ts';
import { CHECK_HELP } from './help.ts';
import { keptRunOf } from './kept-run.ts';
import { notice } from './notice.ts';
import { type Options, parseOptions } from './options.ts';
import type { Repaired, Stdin } from './repair.ts';
import { type RunTools, runProject } from './run.ts';
import { runTools } from './run-tools.ts';
import { locate } from './setup.ts';
import { collectionTargets, isNothing, NO_TARGETS, namedTargets, type Targets, targetsIn, toPosix } from './targets.ts';
import { tell, tellAssumed, tellTargets } from './tell.ts';
import { createTiming, timingTable } from './timing.ts';
import { webOf } from './web.ts';

export const check: Command = { help: CHECK_HELP, run };

async function run(args: readonly string[], cwd: string): Promise<number> {
  const options = parseOptions(args);
  if (options.watch) return (await import('./watch.ts')).watch(options, cwd);
  if (!options.untrusted) return checkFiles(options, cwd);
  const { isWatched, watchOver } = await import('./watch-over.ts');
  return isWatched(process.env) ? checkFiles(options, cwd) : watchOver(options.deadline);
}

/**
 * Checks what the options name and writes the report. Returns the exit code. `found` is what the shards of a run have found
 * out.
 */
export async function checkFiles(options: Options, cwd: string, found?: DiskCache): Promise<number> {
  const timing = options.timing ? createTiming() : undefined;
  const place = await locate(options, cwd);
  const { root, loaded, rules } = place;
  const kept = found === undefined ? keptRunOf(place, options, cwd) : undefined;
  const known = kept?.find();
  if (known !== undefined) {
    for (const line of known.said) notice(line);
    await tell(known.report, options, { host: place.disk, root, cwd, rules, stream: process.stdout });
    return exitCode(known.report, options);
  }
  const disk = kept?.disk ?? place.disk;
  const said: string[] = [];
  const say = (line: string) => {
    said.push(line);
    notice(line);
  };
  const change = await changeOf(options, root, disk);
  const world = change?.after ?? disk;
  const { config, assumed } = await place.configIn(world);
  timing?.stages.lap('config');
  const asked = await runTools(place, config, options);
  tellAssumed(loaded, { config, assumed }, say);
  const input = options.stdin ? stdinFile(options, cwd, root) : undefined;
  const host = input?.text === undefined ? world : overlayHost(new Map([[input.path, input.text]]), world);
  const targets = input ?? (await targetsOf(options, cwd, root, world, config, change));
  tellTargets(targets, assumed === undefined || options.paths.length > 0, say);
  const isEmpty = isNothing(targets);
  if (isEmpty && targets.mistakes.length > 0) return 2;
  if (isEmpty) say(change?.paths.size === 0 ? 'nothing was changed, so no file was checked' : 'no file was checked');
  timing?.stages.lap('walk');

  const web = options.shard === undefined ? await webOf(place, config, options, change) : undefined;
  const tools = { ...asked, web, timing, notice, cache: found, ...(change && { memory: emptyMemory() }) };
  if (options.shard !== undefined) {
    const { writeShard } = await import('./shard.ts');
    return writeShard(options.shard, resolve(cwd, options.shard.file), host, config, targets, tools);
  }
  const repaired = options.fix === 'no' ? undefined : await repair(host, config, targets, tools, options, { stdin: input, change, disk });
  const after = repaired?.host ?? host;
  const all = repaired?.report ?? (await runProject(host, config, targets, tools));
  const whole = options.baseline ? await withBaseline(all, after, config, rules, targets, options) : all;
  const report =
    change === undefined ? whole : await (await import('./gate.ts')).ofChange(whole, { ...change, after }, config, place, tools);
  if (repaired?.output !== undefined) process.stdout.write(repaired.output);
  const stream = repaired?.output === undefined ? process.stdout : process.stderr;
  await tell(report, options, { host: after, root, cwd, rules, stream });
  timing?.stages.lap('report');
  if (timing !== undefined) process.stderr.write(timingTable(timing));
  kept?.keep({ report, said }, config);
  return targets.mistakes.length > 0 ? 2 : (repaired?.exitCode ?? exitCode(report, options));
}

async function repair(
  host: Host,
  config: Config,
  targets: Targets,
  tools: RunTools,
  options: Options,
  { stdin, change, disk }: { stdin: Stdin | undefined; change: Change | undefined; disk: Host },
): Promise<Repaired> {
  const { repairFiles } = await import('./repair.ts');
  const limits = change && (await import('./fix-change.ts')).limitsOf(change, disk, notice);
  return repairFiles(host, config, targets, tools, options, { stdin, limits });
}

/** Without what the project has accepted. Most projects have accepted nothing. */
export async function withBaseline(
  report: Report,
  host: Host,
  config: Config,
  rules: RuleSet,
  { files }: Targets,
  { paths, stdin, deep }: Options,
): Promise<Report> {
  if (host.list('')?.get(BASELINE_FILE) !== 'file') return report;
  const { withoutAccepted } = await import('./accepted.ts');
  return withoutAccepted(report, { host, config, rules, files, isWhole: paths.length === 0 && !stdin, isDeep: deep });
}

async function changeOf({ staged, since }: Options, root: string, disk: Host): Promise<Change | undefined> {
  if (!staged && since === undefined) return undefined;
  const { changeSince, stagedChange } = await import('../host/git/change.ts');
  // Where pre-commit runs for something else than a commit, nothing is staged: it names the first of two commits.
  const ref = since ?? process.env['PRE_COMMIT_FROM_REF'];
  return ref === undefined ? stagedChange(root, disk) : changeSince(ref, root, disk);
}

async function targetsOf(
  { paths, staged }: Options,
  cwd: string,
  root: string,
  host: Host,
  config: Config,
  change: Change | undefined,
): Promise<Targets> {
  if (change?.paths.size === 0) return NO_TARGETS;
  if (paths.length === 0) return collectionTargets(host, config);
  const named = await namedTargets(paths, cwd, root, host, config);
  return staged ? targetsIn(host, named) : named;
}

function stdinFile({ stdinFilename, paths }: Options, cwd: string, root: string): Targets & { path: string; text: string | undefined } {
  if (paths.length > 0) throw new UserError('`--stdin` takes no paths; name the file with `--stdin-filename`');
  const path = toPosix(relative(root, resolve(cwd, stdinFilename ?? 'stdin.md')));
  const { text, warning } = decodeText(readFileSync(0));
  return {
    path,
    text,
    ...NO_TARGETS,
    files: text === undefined ? [] : [path],
    failures: warning === undefined ? [] : [{ path, message: warning }],
  };
}

function exitCode({ summary, failures }: Report, { exitZero, maxWarnings = Number.POSITIVE_INFINITY }: Options): number {
  if (failures.length > 0) return 2;
  return !exitZero && (summary.errors > 0 || summary.warnings > maxWarnings) ? 1 : 0;
}
