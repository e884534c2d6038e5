import type { Corpus, Post } from '../../src/model/corpus.ts';
import { entryOf, scalarsOf } from '../../src/model/frontmatter.ts';
import { corpusRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

/** Front matter keys that decide of a page's address. */
const ADDRESS_KEYS = ['slug', 'permalink', 'url', 'path', 'aliases', 'redirect_from'];
/** More than this share of all posts: then it is our idea of their addresses that is wrong. */
const MOST = 0.1;
const FEW = 5;

export default corpusRule({
  meta: { summary: 'Two posts end at one address, aliases counted.', level: 'error' },
  *check(post, corpus) {
    const duplicates = corpus.once(duplicatesOf);
    for (const [address, first] of duplicates.get(post.path) ?? [])
      yield {
        span: placeOf(post, address),
        message: `This page and \`${first.path}\` are both at \`${address}\``,
        related: [{ path: first.path, span: placeOf(first, address), message: 'The first one' }],
      };
  },
});

/** By path, the addresses that a post before it has already. */
function duplicatesOf(corpus: Corpus): ReadonlyMap<string, ReadonlyMap<string, Post>> {
  const owners = new Map<string, Post>();
  const duplicates = new Map<string, Map<string, Post>>();
  for (const post of corpus.posts.filter((one) => !isDraft(one))) {
    for (const address of corpus.addressesOf(post) ?? []) {
      const key = `${post.collection?.site.root ?? ''}\n${address}`;
      const first = owners.get(key);
      if (first === undefined) owners.set(key, post);
      else if (first !== post) duplicates.set(post.path, (duplicates.get(post.path) ?? new Map<string, Post>()).set(address, first));
    }
  }
  return duplicates.size > FEW && duplicates.size > MOST * corpus.posts.length ? new Map() : duplicates;
}

function isDraft({ facts }: Post): boolean {
  const root = facts.frontmatter?.root;
  const value = (key: string) => {
    const node = root && entryOf(root, key)?.value;
    return node?.kind === 'scalar' ? node.value : undefined;
  };
  return value('draft') === true || value('published') === false;
}

/** The value of the front matter that makes the address; else the front matter's opening line, or the first line. */
function placeOf({ facts }: Post, address: string): Span {
  const root = facts.frontmatter?.root;
  for (const key of ADDRESS_KEYS) {
    const value = root && entryOf(root, key)?.value;
    const scalar =
      value && [...scalarsOf(value)].find((one) => typeof one.value === 'string' && address.endsWith(one.value.replace(/\/$/, '')));
    if (scalar !== undefined) return scalar.span;
  }
  return facts.frontmatter?.opening ?? facts.firstLine;
}
