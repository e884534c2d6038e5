import { byText } from '../model/order.ts';
import type { Report } from '../model/report.ts';
import { tally } from '../model/tally.ts';

/** Findings by rule, and references that could not be judged by reason; the most frequent first. */
export function statisticsTable({ diagnostics, unjudged, stale = new Map() }: Report): string {
  const counts = tally(diagnostics.map(({ rule, severity }) => `${severity.padEnd(7)}  ${rule}`));
  const parts = [
    ['not judged', unjudged],
    ['gone, and still in the baseline', stale],
  ] as const;
  return table(counts) + parts.map(([title, rows]) => (rows.size === 0 ? '' : `\n${title}:\n${table(rows)}`)).join('');
}

function table(counts: ReadonlyMap<string, number>): string {
  const rows = [...counts].sort(([a, most], [b, fewer]) => fewer - most || byText(a, b));
  const width = String(rows[0]?.[1] ?? 0).length;
  return rows.map(([key, number]) => `${String(number).padStart(width)}  ${key}\n`).join('');
}
