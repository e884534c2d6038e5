import type { Collection } from '../../src/model/config.ts';
import type { Corpus, Post } from '../../src/model/corpus.ts';
import { entryOf, type ScalarNode } from '../../src/model/frontmatter.ts';
import { corpusRule } from '../../src/model/rule.ts';

export default corpusRule({
  meta: { summary: 'Two posts of a collection share a value that must be unique.', level: 'error' },
  *check(post, corpus) {
    for (const key of post.collection?.unique ?? []) {
      for (const node of valuesAt(post, key)) {
        const others =
          corpus
            .once(ownersOf)
            .get(post.collection as Collection)
            ?.get(idOf(post, key, node)) ?? [];
        const other = others.find((owner) => owner.post.path !== post.path);
        if (other === undefined) continue;
        const rest = new Set(others.map((owner) => owner.post)).size - 2;
        yield {
          span: node.span,
          message: `\`${key}\` must be unique, and \`${other.post.path}\`${rest > 0 ? ` and ${rest} more` : ''} ${rest > 0 ? 'have' : 'has'} \`${String(node.value).trim()}\` as well`,
          related: [{ path: other.post.path, span: other.node.span, message: 'Here it is, too' }],
        };
      }
    }
  },
});

interface Owner {
  readonly post: Post;
  readonly node: ScalarNode;
}

/** Who has which value, by collection. */
function ownersOf({ posts }: Corpus): ReadonlyMap<Collection, ReadonlyMap<string, readonly Owner[]>> {
  const all = new Map<Collection, Map<string, Owner[]>>();
  for (const post of posts) {
    const { collection } = post;
    if (collection === undefined || collection.unique.length === 0) continue;
    const owners = all.get(collection) ?? new Map<string, Owner[]>();
    all.set(collection, owners);
    for (const key of collection.unique) {
      for (const node of valuesAt(post, key)) {
        const id = idOf(post, key, node);
        owners.set(id, [...(owners.get(id) ?? []), { post, node }]);
      }
    }
  }
  return all;
}

/** The value at a key, or each entry of a list. Empty ones are not compared. */
function valuesAt({ facts: { frontmatter } }: Post, key: string): ScalarNode[] {
  const node = frontmatter?.root && entryOf(frontmatter.root, key)?.value;
  const nodes = node?.kind === 'list' ? node.items : [node];
  return nodes.flatMap((item) => (item?.kind === 'scalar' && item.value !== null && String(item.value).trim() !== '' ? [item] : []));
}

/** Translations of a post may share its values: those of each locale are compared among themselves. */
function idOf({ path, collection }: Post, key: string, { value }: ScalarNode): string {
  const locale = path.split('/').find((part) => collection?.site.locales.includes(part)) ?? '';
  return JSON.stringify([key, locale, String(value).trim()]);
}
