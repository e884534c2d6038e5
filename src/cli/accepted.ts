import { isAsked } from '../engine/asked.ts';
import { accept, type Baseline, baselineOf, type Entry, type IsSettled, staleIn } from '../engine/baseline/baseline.ts';
import { readBaseline } from '../engine/baseline/file.ts';
import { BASELINE_FILE } from '../engine/baseline/name.ts';
import { readText } from '../engine/read.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { memo } from '../model/memo.ts';
import { baseOf, dirOf } from '../model/path.ts';
import { type Report, WHOLE_PROJECT } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import { counted } from '../model/words.ts';

interface Run {
  readonly host: Host;
  readonly config: Config;
  readonly rules: RuleSet;
  /** The files that were judged. */
  readonly files: readonly string[];
  /** Whether these are all files of the collections. */
  readonly isWhole: boolean;
  readonly isDeep: boolean;
}

/** The baseline of the project; undefined where it has none. Throws a `UserError` when it can't be read. */
export function baselineIn(host: Host): Baseline | undefined {
  if (host.list('')?.get(BASELINE_FILE) !== 'file') return undefined;
  const { text, warning } = readText(host, BASELINE_FILE);
  if (text === undefined) throw new UserError(`${BASELINE_FILE}: ${warning}`);
  return readBaseline(text);
}

/** The report without what the project's baseline accepts, and what that accepts for nothing. */
export function withoutAccepted(report: Report, run: Run): Report {
  const baseline = baselineIn(run.host);
  if (baseline === undefined) return report;
  const stale = staleOf(report, baseline, run);
  const counts = new Map<string, number>();
  for (const { rule, count } of stale) counts.set(rule, (counts.get(rule) ?? 0) + count);
  const number = stale.reduce((sum, { count }) => sum + count, 0);
  const line = `${counted(number, 'finding')} of ${BASELINE_FILE} ${number === 1 ? 'is' : 'are'} gone: \`stet baseline --prune\` drops ${number === 1 ? 'it' : 'them'}`;
  return {
    ...accept(report, baseline, textsOf(run.host)),
    ...(number > 0 && { stale: counts, notices: [...report.notices, line] }),
  };
}

export function staleOf(report: Report, baseline: Baseline, run: Run): Entry[] {
  return staleIn(baseline, baselineOf(report.diagnostics, textsOf(run.host)), settledIn(report, run));
}

/** Texts by path; each is read once. */
export function textsOf(host: Host): (path: string) => string | undefined {
  return memo((path) => readText(host, path).text);
}

function settledIn({ failures, unanswered }: Report, { host, config, rules, files, isWhole, isDeep }: Run): IsSettled {
  const judged = new Set(files);
  const failed = new Set(failures.map(({ path }) => path));
  const isThere = (path: string) => host.list(dirOf(path))?.get(baseOf(path)) === 'file';
  return (path, id) => {
    if (failed.has(path) || failed.has(WHOLE_PROJECT)) return false;
    if (!isThere(path)) return true;
    const rule = rules.get(id);
    // A rule that there is not any more finds nothing any more; which rules remark has, only its plugins know.
    if (rule === undefined) return judged.has(path) && !id.startsWith('remark/');
    return isAsked(id, path, rules, config, { isDeep, unanswered }) && (rule.kind === 'site' ? isWhole : judged.has(path));
  };
}
