import type { Report } from '../model/report.ts';

/** Findings by rule, and references that could not be judged by reason; the most frequent first. */
export function statisticsTable({ diagnostics, unjudged, stale = new Map() }: Report): string {
  const counts = new Map<string, number>();
  for (const { rule, severity } of diagnostics) {
    const key = `${severity.padEnd(7)}  ${rule}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const parts = [
    ['not judged', unjudged],
    ['gone, and still in the baseline', stale],
  ] as const;
  return table(counts) + parts.map(([title, rows]) => (rows.size === 0 ? '' : `\n${title}:\n${table(rows)}`)).join('');
}

function table(counts: ReadonlyMap<string, number>): string {
  const rows = [...counts].sort(([a, most], [b, fewer]) => fewer - most || (a < b ? -1 : 1));
  const width = String(rows[0]?.[1] ?? 0).length;
  return rows.map(([key, number]) => `${String(number).padStart(width)}  ${key}\n`).join('');
}
