/** What one kind of work took: how often it was done, and milliseconds altogether. */
export interface Lap {
  readonly count: number;
  readonly ms: number;
}

/** Where the time of a run goes, by name. */
export interface Stopwatch {
  /** Counts the time since the last lap to a name. */
  lap(name: string): void;
  /** Begins a lap without counting what was before. */
  restart(): void;
  /** Counts what others have measured. */
  add(laps: Iterable<readonly [name: string, lap: Lap]>): void;
  readonly laps: ReadonlyMap<string, Lap>;
}

/** `now` in milliseconds, from wherever it counts. */
export function stopwatch(now: () => number): Stopwatch {
  const laps = new Map<string, Lap>();
  const add = (name: string, lap: Lap) => {
    const { count, ms } = laps.get(name) ?? { count: 0, ms: 0 };
    laps.set(name, { count: count + lap.count, ms: ms + lap.ms });
  };
  let last = now();
  return {
    lap(name) {
      const at = now();
      add(name, { count: 1, ms: at - last });
      last = at;
    },
    restart() {
      last = now();
    },
    add(others) {
      for (const [name, lap] of others) add(name, lap);
    },
    laps,
  };
}
