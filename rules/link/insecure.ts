import { fileRule } from '../../src/model/rule.ts';
import { NO_HOST, OWN_HOST } from './_hosts.ts';

interface Options {
  readonly allow: readonly string[];
}

/** Names that look like URLs: nobody opens them. */
const NAMESPACE = /^http:\/\/(?:www\.w3\.org\/(?:19|20)\d\d\/|schemas\.|xmlns\.|purl\.org\/|ns\.|[^/]*\/ns(?:\/|$))/i;

export default fileRule<Options>({
  meta: {
    summary: 'A link leads to `http://`, which anybody on the way can read and change.',
    level: 'off',
    options: {
      allow: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description: 'Hosts that have no `https://`; their subdomains count too.',
      },
    },
  },
  *check(document, { allow }) {
    if (!/http:\/\//i.test(document.text)) return;
    for (const { url, span, kind } of document.links) {
      // GitHub adds the scheme to `www.example.com`.
      if (kind === 'autolink' && document.text.startsWith('www.', span[0])) continue;
      const host = insecureHost(url);
      if (host === undefined || allow.some((other) => host === other.toLowerCase() || host.endsWith(`.${other.toLowerCase()}`))) continue;
      yield { span, message: `\`${url}\` is not encrypted`, hint: `Try whether \`https://${host}\` answers.` };
    }
  },
});

function insecureHost(url: string): string | undefined {
  if (!/^http:\/\//i.test(url) || NAMESPACE.test(url) || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  return OWN_HOST.test(hostname) || NO_HOST.test(hostname) ? undefined : hostname;
}
