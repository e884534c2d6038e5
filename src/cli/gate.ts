import type { Change } from '../host/git/change.ts';
import { extensionOf } from '../model/path.ts';
import { type Diagnostic, type Failure, narrowed, type Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';

/** Judges the world before the change; all of its files, where no paths are given. */
type JudgeBefore = (paths: readonly string[] | undefined) => Promise<Report>;

interface Judge {
  readonly rules: RuleSet;
  /** Relative to the root. */
  readonly configPath: string | undefined;
  readonly judgeBefore: JudgeBefore;
}

/** What settings are read from: a change of it may change how any post is read. */
const SETTINGS = /^\.(?:[cm]?[jt]sx?|json5?|jsonc|ya?ml|toml|rb|py)$/;

/**
 * What of a report a change answers for: findings and failures in its files, and those in other files that were not there
 * before. The world before is judged only where there are such others. A change of the config answers for everything.
 */
export async function findingsOfChange(report: Report, change: Change, { rules, configPath, judgeBefore }: Judge): Promise<Report> {
  if (configPath !== undefined && change.includes(configPath)) {
    return { ...report, notices: [...report.notices, `${configPath} is part of the change: all files are judged`] };
  }
  const mayBeRead = [...change.paths].some((path) => SETTINGS.test(extensionOf(path)));
  const others = report.diagnostics.filter(
    ({ path, rule }) => !change.includes(path) && (mayBeRead || (rules.get(rule)?.kind ?? 'file') !== 'file'),
  );
  const otherFailures = report.failures.filter(({ path }) => !change.includes(path));
  // What nobody uses is known only when all posts have been asked.
  const isOfSite = others.some(({ rule }) => rules.get(rule)?.kind === 'site') || otherFailures.some(({ path }) => path === '');
  const isOfItself = others.length === 0 && otherFailures.length === 0;
  const before = isOfItself ? undefined : await judgeBefore(isOfSite ? undefined : pathsOf([...others, ...otherFailures]));
  const caused = new Set(newOnes(others, before?.diagnostics ?? []));
  const known = new Set(before?.failures.map(keyOf));
  return {
    ...narrowed(report, (diagnostic) => change.includes(diagnostic.path) || caused.has(diagnostic)),
    failures: report.failures.filter((failure) => change.includes(failure.path) || !known.has(keyOf(failure))),
  };
}

function pathsOf(places: readonly { readonly path: string }[]): string[] {
  return [...new Set(places.map(({ path }) => path))];
}

/** Findings that are not among the earlier ones. The same rule at the same place counts as the same, whatever it says now. */
function newOnes(diagnostics: readonly Diagnostic[], earlier: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<string, number>();
  for (const diagnostic of earlier) counts.set(placeOf(diagnostic), (counts.get(placeOf(diagnostic)) ?? 0) + 1);
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
