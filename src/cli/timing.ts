import { type Lap, type Stopwatch, stopwatch } from '../model/stopwatch.ts';

/** Where the time of a run goes: by stage, one after the other; and by what is done with files, in all threads together. */
export interface Timing {
  readonly stages: Stopwatch;
  readonly files: Stopwatch;
}

export function createTiming(): Timing {
  const now = () => performance.now();
  const stages = stopwatch(now);
  // What came before any of our code ran.
  stages.add([['start', { count: 1, ms: performance.now() }]]);
  return { stages, files: stopwatch(now) };
}

/** Two tables: the stages in their order, and the rest with the slowest first. */
export function timingTable({ stages, files }: Timing): string {
  const bySlowest = [...files.laps].sort(([, a], [, b]) => b.ms - a.ms);
  return `${table('stage', [...stages.laps])}\n${table('files and rules, all threads together', bySlowest)}`;
}

function table(title: string, rows: readonly (readonly [name: string, lap: Lap])[]): string {
  const total = rows.reduce((sum, [, { ms }]) => sum + ms, 0);
  const line = (name: string, ms: number, count: string) => {
    const share = total === 0 ? 0 : Math.round((100 * ms) / total);
    return `${ms.toFixed(1).padStart(10)} ms ${`${share}`.padStart(4)} % ${count.padStart(8)}  ${name}`;
  };
  return [title, ...rows.map(([name, { ms, count }]) => line(name, ms, `${count} ×`)), line('total', total, ''), ''].join('\n');
}
