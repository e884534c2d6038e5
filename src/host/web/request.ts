import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { TIMEOUT } from './verdict.ts';

/** The head of an answer; its body is never read. */
export interface Reply {
  readonly status: number;
  /** As text: of a redirect, where it leads. */
  readonly location: string | undefined;
  /** In milliseconds: how long the server asks to be left alone. */
  readonly retryAfter: number | undefined;
}

export interface RequestOptions {
  readonly lookup: LookupFunction;
  /** Milliseconds until the head of the answer must be there. */
  readonly timeout: number;
  readonly userAgent: string;
  readonly signal: AbortSignal;
}

/** Asks once, and hangs up when the head of the answer is there. Rejects with an error that has a `code`. */
export function request(method: 'HEAD' | 'GET', url: URL, { lookup, timeout, userAgent, signal }: RequestOptions): Promise<Reply> {
  const { protocol, port, pathname, search } = url;
  return new Promise((done, fail) => {
    const send = protocol === 'https:' ? httpsRequest : httpRequest;
    const asked = send({
      method,
      host: hostOf(url),
      port,
      path: pathname + search,
      lookup,
      signal,
      // A connection that is kept may be closed just when it is used again.
      agent: false,
      headers: {
        'User-Agent': userAgent,
        // Some servers have no page for clients that don't ask for one.
        Accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'Accept-Encoding': 'gzip, deflate, br',
        'Accept-Language': 'en,*;q=0.5',
      },
    });
    const timer = setTimeout(() => asked.destroy(Object.assign(new Error(url.href), { code: TIMEOUT })), timeout);
    asked.on('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
    asked.on('response', (response) => {
      const { statusCode = 0, headers } = response;
      clearTimeout(timer);
      // That it is broken off is what we want.
      response.on('error', () => {});
      done({ status: statusCode, location: asText(headers.location), retryAfter: milliseconds(headers['retry-after']) });
      asked.destroy();
    });
    asked.end();
  });
}

/** The name or the address of a host; that of IPv6 without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Headers come byte by byte; what servers put there beyond ASCII is UTF-8, or nobody knows what. */
function asText(header: string | undefined): string | undefined {
  const text = header && Buffer.from(header, 'latin1').toString('utf8');
  return text?.includes('\ufffd') ? undefined : text;
}

/** Of `Retry-After`: seconds, or a date. */
function milliseconds(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const time = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(time) ? undefined : Math.max(0, time);
}
