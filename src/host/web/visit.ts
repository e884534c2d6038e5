import type { WebAnswer } from '../../model/web.ts';
import type { Outcome } from './knock.ts';
import { verdictOf, verdictOn } from './verdict.ts';

/** Browsers follow twenty. */
const MOST_REDIRECTS = 20;

/** Asks for a page, and for those that it redirects to. */
export async function visit(page: URL, knock: (url: URL) => Promise<Outcome>): Promise<WebAnswer> {
  const seen = new Set<string>();
  for (let at = page; ; ) {
    seen.add(at.href);
    const outcome = await knock(at);
    if ('code' in outcome) return from(page, at, verdictOn(outcome.code, at.hostname));
    const { status, location } = outcome;
    if (![301, 302, 303, 307, 308].includes(status)) return from(page, at, verdictOf(status));
    const next = location === undefined ? undefined : pageAt(location, at);
    if (next === undefined) return { status: 'unclear', reason: 'redirects to what is no page' };
    // Servers send visitors in a circle who keep no cookies.
    if (seen.has(next.href) || seen.size > MOST_REDIRECTS) return { status: 'unclear', reason: 'redirects without an end' };
    at = next;
  }
}

function pageAt(location: string, base: URL): URL | undefined {
  if (!URL.canParse(location, base.href)) return undefined;
  const page = new URL(location, base);
  page.hash = '';
  return /^https?:$/.test(page.protocol) ? page : undefined;
}

/** The verdict on where a page has led, as that on the page. */
function from(page: URL, at: URL, verdict: WebAnswer): WebAnswer {
  return verdict.status !== 'gone' || at === page
    ? verdict
    : { ...verdict, reason: `it redirects to \`${at.href}\`, and ${verdict.reason}` };
}
