import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { once } from '../../model/memo.ts';
import { LEFT_ALONE } from './verdict.ts';

/** Keeps requests at a pace that no server minds. */
export interface Pace {
  /** Does the work when the host is free for it. Rejects with the code `LEFT_ALONE` where it never will be. */
  turn<T>(host: string, work: () => Promise<T>): Promise<T>;
  /** Lets the host alone for so many milliseconds. */
  rest(host: string, time: number): void;
  /** Lets the host alone for good. */
  leave(host: string): void;
}

export interface PaceOptions {
  /** Requests at a time: in all, and to one host. */
  readonly total: number;
  readonly perHost: number;
  /** Milliseconds between two requests to one host. */
  readonly gap: number;
  readonly signal: AbortSignal;
}

export function createPace({ total, perHost, gap, signal }: PaceOptions): Pace {
  const all = pLimit(total);
  const lanes = new Map<string, { readonly limit: ReturnType<typeof pLimit>; next: number; isLeft: boolean }>();
  const laneOf = (host: string) => once(lanes, host, () => ({ limit: pLimit(perHost), next: 0, isLeft: false }));
  return {
    turn(host, work) {
      const lane = laneOf(host);
      return lane.limit(async () => {
        // Whoever has waited looks again: another one may have come first, or the host may want to rest.
        for (let wait = 1; wait > 0; ) {
          if (lane.isLeft) throw Object.assign(new Error(host), { code: LEFT_ALONE });
          wait = lane.next - performance.now();
          if (wait > 0) await sleep(wait, undefined, { signal });
        }
        lane.next = performance.now() + gap;
        return all(work);
      });
    },
    rest(host, time) {
      const lane = laneOf(host);
      lane.next = Math.max(lane.next, performance.now() + time);
    },
    leave(host) {
      laneOf(host).isLeft = true;
    },
  };
}
