import type { Report } from '../model/report.ts';

/** Findings by rule, and references that could not be judged by reason; the most frequent first. */
export function statisticsTable({ diagnostics, unjudged }: Report): string {
  const counts = new Map<string, number>();
  for (const { rule, severity } of diagnostics) {
    const key = `${severity.padEnd(7)}  ${rule}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return table(counts) + (unjudged.size === 0 ? '' : `\nnot judged:\n${table(unjudged)}`);
}

function table(counts: ReadonlyMap<string, number>): string {
  const rows = [...counts].sort(([a, most], [b, fewer]) => fewer - most || (a < b ? -1 : 1));
  const width = String(rows[0]?.[1] ?? 0).length;
  return rows.map(([key, number]) => `${String(number).padStart(width)}  ${key}\n`).join('');
}
