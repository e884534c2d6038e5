import type { Stamp } from '../model/host.ts';
import type { OnAsk } from './disk.ts';
import { isSettled } from './settled.ts';

/** All that a run has asked the disk for, by path, as it was then: the stamps of files and folders, `null` where there was none. */
export type Seen = readonly (readonly [path: string, stamp: string | null])[];

/** Sees what a run asks the disk for. A run that would see the same again has the same outcome. */
export interface Witness {
  readonly onAsk: OnAsk;
  /** Undefined where something is too new to be known again. */
  seen(): Seen | undefined;
}

/** `now` is when the run began, in milliseconds since 1970. */
export function createWitness(now: number): Witness {
  const stamps = new Map<string, Stamp | undefined>();
  return {
    onAsk(path, stamp) {
      if (!stamps.has(path)) stamps.set(path, stamp());
    },
    seen() {
      const all = [...stamps];
      const isKnown = all.every(([, stamp]) => stamp === undefined || isSettled(stamp, now));
      return isKnown ? all.map(([path, stamp]) => [path, stamp?.key ?? null] as const) : undefined;
    },
  };
}

/** Whether the disk is as it was seen. */
export function isAsSeen(seen: Seen, stampOf: (path: string) => Stamp | undefined): boolean {
  return seen.every(([path, stamp]) => (stampOf(path)?.key ?? null) === stamp);
}
