import { setTimeout as sleep } from 'node:timers/promises';
import { lookupBy, type Resolve } from './names.ts';
import type { Pace } from './pace.ts';
import { hostOf, type Reply, type RequestOptions, request } from './request.ts';
import { isPassing } from './verdict.ts';

/** What came of asking for a URL: an answer, or the code of the error that came instead. */
export type Outcome = (Reply & { readonly code?: never }) | { readonly code: string; readonly status?: never; readonly retryAfter?: never };

export interface KnockOptions extends Omit<RequestOptions, 'lookup'> {
  /** How often more a server is asked that may answer otherwise in a while. */
  readonly retries: number;
  /** Milliseconds before it is asked again, and twice as long before each further time. */
  readonly backoff: number;
}

/** Milliseconds: a server that wants to be left alone for longer is asked no more. */
const MOST_PATIENCE = 30_000;
/** A host that has given no answer to so many requests in a row is asked no more. */
const MOST_SILENCE = 6;
const TOO_MANY_REQUESTS = 429;

/** Asks servers, with as much patience as is due to them. */
export function createKnock(names: Resolve, pace: Pace, { retries, backoff, ...rest }: KnockOptions): (url: URL) => Promise<Outcome> {
  const options: RequestOptions = { ...rest, lookup: lookupBy(names) };
  const silences = new Map<string, number>();

  async function ask(method: 'HEAD' | 'GET', url: URL): Promise<Outcome> {
    // No host need be spared a request that can't reach it.
    const outcome: Outcome = await names(hostOf(url))
      .then(() => pace.turn(url.host, () => request(method, url, options)))
      .catch((error: NodeJS.ErrnoException) => ({ code: error.code ?? 'EUNKNOWN' }));
    const isSilent = isPassing(outcome) && (outcome.code !== undefined || outcome.status === TOO_MANY_REQUESTS);
    const silence = isSilent ? (silences.get(url.host) ?? 0) + 1 : 0;
    silences.set(url.host, silence);
    if (silence >= MOST_SILENCE) pace.leave(url.host);
    return outcome;
  }

  return async (url) => {
    let outcome = await ask('HEAD', url);
    // Many servers know no HEAD, and say so by all kinds of answers, or by none: the first GET is no second time.
    let isWorthwhile = outcome.status === undefined || outcome.status >= 400;
    for (let time = 0; time <= retries && isWorthwhile; time++) {
      const isBusy = outcome.status === TOO_MANY_REQUESTS || outcome.retryAfter !== undefined;
      const wait = outcome.retryAfter ?? backoff * 2 ** Math.max(0, time - 1);
      if (isBusy && wait > MOST_PATIENCE) break;
      if (isBusy) pace.rest(url.host, wait);
      else if (time > 0) await sleep(wait, undefined, { signal: rest.signal }).catch(() => undefined);
      outcome = await ask('GET', url);
      isWorthwhile = isPassing(outcome);
    }
    return outcome;
  };
}
