import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { memo } from '../../model/memo.ts';
import { isOwnAddress } from './address.ts';
import { NO_LOOKUP, OWN_ADDRESS } from './verdict.ts';

/** Finds the addresses of a host. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** As any program of this machine finds them. */
export const resolveName: Resolve = (hostname) =>
  new Promise((done, fail) => dnsLookup(hostname, { all: true }, (error, addresses) => (error ? fail(error) : done(addresses))));

export interface NameOptions {
  readonly resolve: Resolve;
  /** Whether addresses may be of one's own machine or network. */
  readonly local: boolean;
  /** Milliseconds before a name is looked up again that could not be. */
  readonly backoff: number;
  readonly signal: AbortSignal;
}

/** As many as Node looks up side by side. */
const LOOKUPS = 4;

/** Looks up every name once. What is connected to is then what was looked at here. */
export function createNames({ resolve, local, backoff, signal }: NameOptions): Resolve {
  const limit = pLimit(LOOKUPS);

  async function find(hostname: string): Promise<readonly LookupAddress[]> {
    const family = isIP(hostname);
    if (family !== 0) return [{ address: hostname, family }];
    try {
      return await resolve(hostname);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== NO_LOOKUP) throw error;
      await sleep(backoff, undefined, { signal });
      return resolve(hostname);
    }
  }

  return memo((hostname) =>
    limit(async () => {
      signal.throwIfAborted();
      const addresses = await find(hostname);
      if (!local && addresses.some(({ address }) => isOwnAddress(address))) throw Object.assign(new Error(hostname), { code: OWN_ADDRESS });
      return addresses;
    }),
  );
}

/** In the form that requests ask for. */
export function lookupBy(names: Resolve): LookupFunction {
  return (hostname, { all }, answer) => {
    names(hostname).then(
      (addresses) => {
        if (all === true) answer(null, [...addresses]);
        else answer(null, addresses[0]?.address ?? '', addresses[0]?.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, ''),
    );
  };
}
