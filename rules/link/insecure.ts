import type { Definition, Link } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

interface Options {
  readonly allow: readonly string[];
}

/** Hosts of one's own machine and network, and those that only stand for something. */
const NOT_ON_THE_WEB =
  /^(?:localhost|[\w-]+|[\d.]+|\[.*\]|.*\.(?:local|localhost|internal|lan|home\.arpa|test|invalid|example|onion)|(?:.*\.)?example\.(?:com|org|net))$/i;
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
    for (const { url, span } of linksOf(document)) {
      const host = insecureHost(url);
      if (host === undefined || allow.some((other) => host === other.toLowerCase() || host.endsWith(`.${other.toLowerCase()}`))) continue;
      yield { span, message: `\`${url}\` is not encrypted`, hint: `Try whether \`https://${host}\` answers.` };
    }
  },
});

function insecureHost(url: string): string | undefined {
  if (!/^http:\/\//i.test(url) || NAMESPACE.test(url) || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  return NOT_ON_THE_WEB.test(hostname) ? undefined : hostname;
}

function linksOf(document: Document): { readonly url: string; readonly span: Span }[] {
  const written = [...document.all('link'), ...document.all('definition')]
    // GitHub adds the scheme to `www.example.com`.
    .filter((node) => /http:\/\//i.test(document.source(node)))
    .map((node) => ({ url: node.url, span: destination(node, document) }));
  const tags = document.tags.flatMap(({ name, attributes }) =>
    name === 'a'
      ? attributes.flatMap(({ name: key, value, span }) => (key === 'href' && value !== undefined ? [{ url: value.trim(), span }] : []))
      : [],
  );
  return [...written, ...tags];
}

/** The URL in the source; all of it where it is written in another way. */
function destination(node: Link | Definition, document: Document): Span {
  const [start, end] = document.span(node);
  const at = document.source(node).lastIndexOf(node.url);
  return at === -1 ? [start, end] : [start + at, start + at + node.url.length];
}
