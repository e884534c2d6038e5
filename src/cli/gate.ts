import { relative } from 'node:path';
import { factsOf, looksSame } from '../engine/outward.ts';
import type { Change } from '../host/git/change.ts';
import type { Config } from '../model/config.ts';
import { extensionOf } from '../model/path.ts';
import { type Diagnostic, type Failure, narrowed, type Report, WHOLE_PROJECT } from '../model/report.ts';
import { tally } from '../model/tally.ts';
import { type RunTools, runProject } from './run.ts';
import type { Place } from './setup.ts';
import { collectionTargets, NO_TARGETS, toPosix } from './targets.ts';

/** What settings are read from: a change of it may change how any post is read. */
const SETTINGS = /^\.(?:[cm]?[jt]sx?|json5?|jsonc|ya?ml|toml|rb|py)$/;

/** Of so many changed files it pays to ask whether others can see the change. */
const FEW = 50;

/**
 * What of a report a change answers for: findings and failures in its files, and those in other files that were not there
 * before. The world before is judged only where there are such others. A change of the config answers for everything.
 * `config` is that of the world with the change.
 */
export async function ofChange(report: Report, change: Change, config: Config, place: Place, tools: RunTools): Promise<Report> {
  const configPath = place.configPath && toPosix(relative(place.root, place.configPath));
  if (configPath !== undefined && change.includes(configPath)) {
    return { ...report, notices: [...report.notices, `${configPath} is part of the change: all files are judged`] };
  }
  const { rules } = tools;
  const kindOf = (rule: string) => rules.get(rule)?.kind ?? 'file';
  const mayBeRead = [...change.paths].some((path) => SETTINGS.test(extensionOf(path)));
  const others = report.diagnostics.filter(({ path, rule }) => !change.includes(path) && (mayBeRead || kindOf(rule) !== 'file'));
  const otherFailures = report.failures.filter(({ path }) => !change.includes(path));
  // What nobody uses is known only when all posts have been asked.
  const isOfSite = others.some(({ rule }) => kindOf(rule) === 'site') || otherFailures.some(({ path }) => path === WHOLE_PROJECT);
  const keep = (caused: ReadonlySet<unknown>): Report => ({
    ...narrowed(report, (diagnostic) => change.includes(diagnostic.path) || caused.has(diagnostic)),
    failures: report.failures.filter((failure) => change.includes(failure.path) || caused.has(failure)),
  });
  if (others.length === 0 && otherFailures.length === 0) return keep(new Set());
  if (!isOfSite && (await isUnseen(change, config))) return keep(new Set());

  const before = await judgeBefore(isOfSite ? undefined : pathsOf([...others, ...otherFailures]), change, place, tools);
  const known = new Set(before.failures.map(keyOf));
  return keep(new Set([...newOnes(others, before.diagnostics), ...otherFailures.filter((failure) => !known.has(keyOf(failure)))]));
}

/** Whether the change is one that only its own files can see, such as a typo that is mended. */
async function isUnseen({ paths, before, after }: Change, config: Config): Promise<boolean> {
  if (paths.size > FEW) return false;
  const earlier = before();
  for (const path of paths) {
    const facts = await factsOf(path, after, config);
    if (facts === undefined || !looksSame(facts, await factsOf(path, earlier, config))) return false;
  }
  return true;
}

/** Judges the world before the change; all of its files, where no paths are given. */
async function judgeBefore(paths: readonly string[] | undefined, change: Change, { configIn }: Place, tools: RunTools): Promise<Report> {
  const host = change.before();
  const { config } = await configIn(host);
  const { files, failures } = collectionTargets(host, config);
  return runProject(host, config, { ...NO_TARGETS, files: paths ?? files, failures }, tools);
}

function pathsOf(places: readonly { readonly path: string }[]): string[] {
  return [...new Set(places.map(({ path }) => path))];
}

/** Findings that are not among the earlier ones. The same rule at the same place counts as the same, whatever it says now. */
function newOnes(diagnostics: readonly Diagnostic[], earlier: readonly Diagnostic[]): Diagnostic[] {
  const counts = tally(earlier.map(placeOf));
  const messages = new Set(earlier.map((diagnostic) => `${placeOf(diagnostic)}\0${diagnostic.message}`));
  const isSame = (diagnostic: Diagnostic) => messages.has(`${placeOf(diagnostic)}\0${diagnostic.message}`);
  return [...diagnostics.filter(isSame), ...diagnostics.filter((diagnostic) => !isSame(diagnostic))].filter((diagnostic) => {
    const left = counts.get(placeOf(diagnostic)) ?? 0;
    counts.set(placeOf(diagnostic), left - 1);
    return left <= 0;
  });
}

function keyOf({ path, message }: Failure): string {
  return `${path}\0${message}`;
}

function placeOf({ path, rule, range }: Diagnostic): string {
  return [path, rule, range.start.offset, range.end.offset].join('\0');
}
