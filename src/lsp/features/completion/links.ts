import type { Corpus, Post } from '../../../model/corpus.ts';
import { entryOf } from '../../../model/frontmatter.ts';
import type { Host } from '../../../model/host.ts';
import { decodePercent, dirOf, normalise } from '../../../model/path.ts';
import { encoded } from './images.ts';
import type { Suggestion } from './item.ts';

/** The posts and anchors that a link which begins with `typed` may lead to. */
export function linkTargets(typed: string, post: Post, corpus: Corpus, host: Host): Suggestion[] {
  const hash = typed.indexOf('#');
  if (hash !== -1) return anchorsAt(typed.slice(0, hash), post, corpus);
  if (typed.startsWith('/')) return addresses(post, corpus);
  const own = typed === '' ? [...anchorsAt('', post, corpus), ...addresses(post, corpus)] : [];
  return [...filesAt(typed, post, corpus, host), ...own];
}

function anchorsAt(url: string, post: Post, corpus: Corpus): Suggestion[] {
  const to = url === '' ? post : postAt(url, post, corpus);
  const anchors = to?.facts.anchors?.filter(({ kind }) => kind !== 'possible') ?? [];
  return anchors.map(({ id, text }) => ({ label: `${url}#${id}`, kind: 'anchor', detail: text, rank: url === '' ? 2 : 0 }));
}

/** Of the other posts. */
function addresses(from: Post, corpus: Corpus): Suggestion[] {
  return corpus.posts.flatMap((post): Suggestion[] => {
    const [address] = post.path === from.path ? [] : (corpus.addressesOf(post) ?? []);
    return address === undefined ? [] : [{ label: address, kind: 'file', detail: titleOf(post) ?? post.path, rank: 1 }];
  });
}

/** Files and folders beside the post, or where `typed` leads from there. */
function filesAt(typed: string, post: Post, corpus: Corpus, host: Host): Suggestion[] {
  const start = typed.slice(0, typed.lastIndexOf('/') + 1);
  const folder = normalise(`${dirOf(post.path)}/${decodePercent(start)}`);
  return [...((folder === undefined ? undefined : host.list(folder)) ?? [])].flatMap(([name, entry]): Suggestion[] => {
    if (name.startsWith('.') || name === 'node_modules') return [];
    if (entry === 'directory') return [{ label: `${start}${encoded(name)}/`, kind: 'folder', rank: 1 }];
    const url = start + encoded(name);
    const to = postAt(url, post, corpus);
    return to === undefined || to === post ? [] : [{ label: url, kind: 'file', detail: titleOf(to) }];
  });
}

function postAt(url: string, post: Post, corpus: Corpus): Post | undefined {
  const to = corpus.resolveLink(post, { url, span: [0, 0], kind: 'markdown' });
  return to.status === 'post' ? corpus.post(to.path) : undefined;
}

export function titleOf({ facts }: Post): string | undefined {
  const root = facts.frontmatter?.root;
  const title = root && entryOf(root, 'title')?.value;
  return title?.kind === 'scalar' && typeof title.value === 'string' ? title.value : undefined;
}
