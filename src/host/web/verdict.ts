import { STATUS_CODES } from 'node:http';
import type { WebAnswer } from '../../model/web.ts';

/** Codes of errors: Node's own, and those that are ours. */
export const NO_NAME = 'ENOTFOUND';
export const NO_LOOKUP = 'EAI_AGAIN';
export const OVER = 'ABORT_ERR';
export const TIMEOUT = 'ESTETTIMEOUT';
/** The host is one of one's own machine or network. */
export const OWN_ADDRESS = 'ESTETOWN';
/** The host is asked no more. */
export const LEFT_ALONE = 'ESTETLEFTALONE';
const INSECURE = /CERT|TLS|SSL|EPROTO|SIGNATURE|ISSUER/;

/** What a status says that is no redirect: only two say that a page is gone, all others may be meant for us alone. */
export function verdictOf(status: number): WebAnswer {
  if (status >= 200 && status < 300) return { status: 'there' };
  const name = STATUS_CODES[status];
  const reason = `the server answers ${status}${name === undefined ? '' : ` (${name})`}`;
  return status === 404 || status === 410 ? { status: 'gone', reason } : { status: 'unclear', reason };
}

/** What it means that there was no answer. Of all causes, only one says that the page is gone: a name that no host has. */
export function verdictOn(code: string, hostname: string): WebAnswer {
  return code === NO_NAME ? { status: 'gone', reason: `there is no host \`${hostname}\`` } : { status: 'unclear', reason: reasonOf(code) };
}

function reasonOf(code: string): string {
  if (code === OVER) return 'the time for the web was over';
  if (code === TIMEOUT) return 'no answer in time';
  if (code === OWN_ADDRESS) return "the host is one of one's own network";
  if (code === LEFT_ALONE) return 'the host gave no answer for other URLs';
  if (code === NO_LOOKUP) return 'the name of the host could not be looked up';
  return INSECURE.test(code) ? `no secure connection (${code})` : `no connection (${code})`;
}

/** Whether a server may answer otherwise in a while. */
export function isPassing({ status, code }: { readonly status?: number; readonly code?: string }): boolean {
  if (status !== undefined) return status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501);
  return code !== undefined && ![NO_NAME, NO_LOOKUP, OWN_ADDRESS, LEFT_ALONE, OVER].includes(code) && !INSECURE.test(code);
}
