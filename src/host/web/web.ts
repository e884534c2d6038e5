import { setMaxListeners } from 'node:events';
import type { Web, WebAnswer } from '../../model/web.ts';
import type { Answers } from './answers.ts';
import { createKnock } from './knock.ts';
import { createNames, type Resolve, resolveName } from './names.ts';
import { createPace } from './pace.ts';
import { NO_LOOKUP, NO_NAME, OVER } from './verdict.ts';
import { visit } from './visit.ts';

export interface WebOptions {
  readonly concerns: Web['concerns'];
  /** How the servers see us. */
  readonly userAgent: string;
  /** Whether hosts may be of one's own machine or network. */
  readonly local: boolean;
  /** Milliseconds that a server has for an answer. */
  readonly timeout: number;
  readonly retries: number;
  readonly perHost: number;
  /** Milliseconds after which no more is asked. */
  readonly limit: number;
  /** What earlier runs were told. */
  readonly answers?: Answers | undefined;
  /** Called when so many URLs are to be asked for. */
  readonly progress?: ((total: number) => { step(): void; end(): void }) | undefined;
  readonly resolve?: Resolve;
  readonly backoff?: number;
  readonly gap?: number;
}

/** Requests at a time. */
const TOTAL = 16;
/** Has an address as long as there is a web: by RFC 2606 it belongs to nobody. */
const SURELY_THERE = 'example.com';

/** The web, as this machine can reach it. */
export function createWeb(options: WebOptions): Web {
  const { concerns, local, answers, progress, limit, resolve = resolveName, backoff = 1000, gap = 100 } = options;
  const known = new Map<string, WebAnswer>();
  const ending = new AbortController();
  const { signal } = ending;
  setMaxListeners(0, signal);
  const pace = createPace({ total: TOTAL, perHost: options.perHost, gap, signal });
  const knock = createKnock(createNames({ resolve, local, backoff, signal }), pace, { ...options, backoff, signal });
  let isOnline: Promise<boolean> | undefined;
  let end: number | undefined;

  /** Without a network, or behind a proxy, some machines say of every name that no host has it. */
  async function knockOnline(url: URL): ReturnType<typeof knock> {
    const outcome = await knock(url);
    if (!('code' in outcome) || outcome.code !== NO_NAME) return outcome;
    isOnline ??= resolve(SURELY_THERE).then(
      () => true,
      () => false,
    );
    return (await isOnline) ? outcome : { code: NO_LOOKUP };
  }

  return {
    concerns,
    async ask(urls) {
      const missing: string[] = [];
      for (const url of urls) {
        if (known.has(url)) continue;
        const answer = answers?.find(url);
        if (answer === undefined) missing.push(url);
        else known.set(url, answer);
      }
      if (missing.length === 0) return known;
      const shown = progress?.(missing.length);
      end ??= performance.now() + limit;
      const timer = setTimeout(() => ending.abort(Object.assign(new Error('The time is over'), { code: OVER })), end - performance.now());
      await Promise.all(
        missing.map(async (url) => {
          const answer = await visit(new URL(url), knockOnline);
          known.set(url, answer);
          answers?.keep(url, answer);
          shown?.step();
        }),
      );
      clearTimeout(timer);
      shown?.end();
      answers?.save();
      return known;
    },
  };
}
