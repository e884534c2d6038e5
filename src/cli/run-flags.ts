import { availableParallelism } from 'node:os';
import { UserError } from '../model/errors.ts';
import { type Values, wholeNumber } from './arguments.ts';

/** The flags that say how a run is done. None of them changes what is found. */
export const RUN_FLAGS = {
  cache: { type: 'boolean' },
  'no-cache': { type: 'boolean' },
  'cache-dir': { type: 'string' },
  threads: { type: 'string' },
  timing: { type: 'boolean' },
} as const;

export interface RunFlags {
  readonly cache: boolean;
  /** As it was given; undefined: where the project has its own. */
  readonly cacheDir: string | undefined;
  /** At least 1. */
  readonly threads: number;
  readonly timing: boolean;
}

/** More threads than these would wait for the disk, and for the one that collects what they found. */
const MOST_THREADS = 8;

export function runFlags(values: Values<typeof RUN_FLAGS>): RunFlags {
  const threads = wholeNumber('threads', values.threads);
  if (threads === 0) throw new UserError('`--threads` needs at least 1');
  return {
    cache: values['no-cache'] !== true,
    cacheDir: values['cache-dir'],
    threads: threads ?? Math.min(availableParallelism(), MOST_THREADS),
    timing: values.timing === true,
  };
}
