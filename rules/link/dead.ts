import type { Post } from '../../src/model/corpus.ts';
import { corpusRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';
import { NO_HOST, OWN_HOST } from './_hosts.ts';

interface Options {
  readonly ignore: readonly string[];
  readonly local: boolean;
}

/** Written by a template when the site is built, or left for the reader to fill in: `{id}`, `<name>`, `/users/...`. */
const UNFINISHED = /[{}<>]|%[A-Z_]+%|\.\.\.|…/;

export default corpusRule<Options>({
  meta: {
    summary: 'A link or an image leads to a page on the web that is gone; asked for only with `--rule link/dead=warn`.',
    level: 'off',
    options: {
      ignore: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description: 'URLs that are not asked for; `*` stands for any text.',
      },
      local: {
        type: 'boolean',
        default: false,
        description: "Ask hosts of one's own machine and network as well.",
      },
      timeout: { type: 'integer', minimum: 1, default: 10, description: 'Seconds that a server has for an answer.' },
      retries: { type: 'integer', minimum: 0, default: 2, description: 'How often more a server is asked that gives no clear answer.' },
      perHost: { type: 'integer', minimum: 1, default: 2, description: 'Requests to one host at a time.' },
      limit: {
        type: 'integer',
        minimum: 1,
        default: 600,
        description: 'Seconds after which a run asks no more; the next one goes on with what is left.',
      },
    },
  },
  *urls(post, options) {
    for (const { page } of pagesOf(post, options)) yield page;
  },
  *check(post, corpus, options) {
    for (const { url, span, page } of pagesOf(post, options)) {
      const answer = corpus.answerOf(post, page);
      if (answer?.status === 'gone')
        yield { span, message: `\`${url}\` is dead: ${answer.reason}`, hint: 'Link to where the page is now, or to a copy in an archive.' };
    }
  },
});

/** The links and images of a post that lead to the web, with what is asked for. */
function* pagesOf({ facts, images }: Post, options: Options): Generator<{ url: string; span: Span; page: string }> {
  const seen = new Set<number>();
  const patterns = options.ignore.map(patternOf);
  for (const { url, span } of [...facts.links, ...images]) {
    const page = pageOf(url, options);
    // A definition can be that of a link and of an image.
    if (page === undefined || seen.has(span[0]) || patterns.some((pattern) => pattern.test(page) || pattern.test(url))) continue;
    seen.add(span[0]);
    yield { url, span, page };
  }
}

/** The URL without its fragment, which no server gets to see; undefined for what is nobody's to ask. */
function pageOf(url: string, { local }: Options): string | undefined {
  if (!/^(?:https?:)?\/\//i.test(url) || UNFINISHED.test(url) || !URL.canParse(url, 'https://x')) return undefined;
  const page = new URL(url, 'https://x');
  if (NO_HOST.test(page.hostname) || (!local && OWN_HOST.test(page.hostname))) return undefined;
  page.hash = '';
  return page.href;
}

function patternOf(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[$()+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
