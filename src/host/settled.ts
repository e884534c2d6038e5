import type { Stamp } from '../model/host.ts';

/** The coarsest clock of a file system that is in use (FAT's): two changes within it may leave equal stamps. */
const TICK_MS = 2000;

/** Whether an equal stamp, later on, will mean equal bytes. `now` is in milliseconds since 1970, before the file was read. */
export function isSettled({ time }: Stamp, now: number): boolean {
  return time + TICK_MS < now;
}
