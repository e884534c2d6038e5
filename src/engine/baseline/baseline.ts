import type { Diagnostic, Report } from '../../model/report.ts';
import { narrowed } from '../../model/report.ts';
import { fingerprintOf } from './fingerprint.ts';

/** How often an offending text is accepted: by path, rule and fingerprint. */
export type Baseline = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, number>>>;
type Draft = Map<string, Map<string, Map<string, number>>>;

type TextOf = (path: string) => string | undefined;

/** Whether all that a rule has to say of a file is in the report, so that what is missing is mended. */
export type IsSettled = (path: string, rule: string) => boolean;

export interface Entry {
  readonly path: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** A baseline that accepts all of these. */
export function baselineOf(diagnostics: readonly Diagnostic[], textOf: TextOf): Baseline {
  const entries = diagnostics.map((diagnostic): Entry => ({ ...keyOf(diagnostic, textOf), count: 1 }));
  return fromEntries(entries);
}

export function entriesOf(baseline: Baseline): Entry[] {
  return [...baseline].flatMap(([path, rules]) =>
    [...rules].flatMap(([rule, counts]) => [...counts].map(([fingerprint, count]): Entry => ({ path, rule, fingerprint, count }))),
  );
}

/** Equal keys are added up. */
export function fromEntries(entries: readonly Entry[]): Baseline {
  const draft: Draft = new Map();
  for (const { path, rule, fingerprint, count } of entries) {
    const rules = draft.get(path) ?? new Map<string, Map<string, number>>();
    const counts = rules.get(rule) ?? new Map<string, number>();
    draft.set(path, rules.set(rule, counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + count)));
  }
  return draft;
}

/** The report without what the baseline accepts. Of several findings on equal texts, the first ones are accepted. */
export function accept(report: Report, baseline: Baseline, textOf: TextOf): Report {
  const left = countsOf(baseline);
  const accepted = new Set<Diagnostic>();
  for (const diagnostic of report.diagnostics) {
    if (!baseline.has(diagnostic.path)) continue;
    const key = joined(keyOf(diagnostic, textOf));
    const count = left.get(key) ?? 0;
    if (count > 0) accepted.add(diagnostic);
    left.set(key, count - 1);
  }
  const rest = narrowed(report, (diagnostic) => !accepted.has(diagnostic));
  const suppressed = [...accepted].map((diagnostic) => ({ diagnostic, by: 'baseline' as const }));
  return { ...rest, suppressed: [...(report.suppressed ?? []), ...suppressed], summary: { ...rest.summary, baselined: accepted.size } };
}

/** What the baseline accepts and is not there any more. */
export function staleIn(baseline: Baseline, found: Baseline, isSettled: IsSettled): Entry[] {
  const counts = countsOf(found);
  return entriesOf(baseline).flatMap((entry): Entry[] => {
    const gone = entry.count - (counts.get(joined(entry)) ?? 0);
    return gone > 0 && isSettled(entry.path, entry.rule) ? [{ ...entry, count: gone }] : [];
  });
}

export function without(baseline: Baseline, stale: readonly Entry[]): Baseline {
  const gone = countsOf(fromEntries(stale));
  const kept = entriesOf(baseline).map((entry) => ({ ...entry, count: entry.count - (gone.get(joined(entry)) ?? 0) }));
  return fromEntries(kept.filter(({ count }) => count > 0));
}

type Key = Omit<Entry, 'count'>;

function keyOf(diagnostic: Diagnostic, textOf: TextOf): Key {
  const { path, rule, range } = diagnostic;
  // What stands at the start of a file may be about an image: it has no text.
  return { path, rule, fingerprint: fingerprintOf(diagnostic, range.end.offset === 0 ? '' : textOf(path)) };
}

function countsOf(baseline: Baseline): Map<string, number> {
  return new Map(entriesOf(baseline).map((entry) => [joined(entry), entry.count]));
}

function joined({ path, rule, fingerprint }: Key): string {
  return [path, rule, fingerprint].join('\0');
}
