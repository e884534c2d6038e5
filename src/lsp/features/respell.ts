import { posix } from 'node:path';
import { normaliseAddress } from '../../engine/addresses.ts';
import type { Corpus, Post } from '../../model/corpus.ts';
import { decodePercent, dirOf, extensionOf, normalise, stemOf } from '../../model/path.ts';
import { leadsTo, type Mention } from './mentions.ts';
import { spelled } from './spell.ts';
import { pathIn } from './written.ts';

/** A post among all others, before files move or after. */
export interface Side {
  readonly post: Post;
  readonly corpus: Corpus;
}

/** A mention's path, percent signs decoded, and the files that it leads to before and after the move. */
interface Journey {
  readonly ref: string;
  readonly from: string;
  readonly to: string;
  readonly old: Side;
  readonly now: Side;
}

/** How the path of a mention is written to lead to `to`, in the way it was written; undefined where it does so already, or none surely would. */
export function respelled(mention: Mention, to: string, old: Side, now: Side): string | undefined {
  const { url } = mention;
  const ref = pathIn(url);
  if (ref === '') return undefined;
  const leads = (path: string) => leadsTo(to, path + url.slice(ref.length), mention, now.post, now.corpus);
  const journey = { ref: decodePercent(ref), from: mention.path, to, old, now };
  // A file that is named stays named, also where an address like its name leads to it.
  const namesFile = extensionOf(ref) !== '' && normalise(`${dirOf(old.post.path)}/${journey.ref}`) === mention.path;
  if (!namesFile && leads(ref)) return undefined;
  const isDotted = ref.startsWith('./') || mention.reference.kind === 'import';
  const next = [relativeFile(journey), address(journey), belowSame(journey.ref, journey.from, to), ...servedAt(mention, to, now)]
    .flatMap((path) => (path === undefined ? [] : [isDotted && !/^[./]/.test(path) ? `./${path}` : path]))
    .flatMap((path) => spelled(path, ref, mention) ?? [])
    .find(leads);
  return next === ref ? undefined : next;
}

const isIndex = (path: string) => /^(?:_?index|readme)$/i.test(stemOf(path));
const whole = (path: string) => path;
const bare = (path: string) => path.slice(0, path.length - extensionOf(path).length);
/** Of the page that is shown for a folder. */
const folder = (path: string) => (isIndex(path) ? dirOf(path) : bare(path));

/** A path from the post's own folder: to the file, to it without its extension, or to the folder whose page it is. */
function relativeFile({ ref, from, to, old, now }: Journey): string | undefined {
  const named = ref.startsWith('/') ? undefined : normalise(`${dirOf(old.post.path)}/${ref}`);
  const form = [whole, bare, folder].find((one) => one(from) === named);
  if (form === undefined) return undefined;
  const written = posix.relative(`/${dirOf(now.post.path)}`, `/${form(to)}`) || '.';
  return ref.endsWith('/') ? `${written}/` : written;
}

/** The address of the page, from the root or from the address of the post that names it. */
function address({ ref, from, to, old, now }: Journey): string | undefined {
  const before = ownAddress(old.corpus.post(from), old.corpus);
  const after = ownAddress(now.corpus.post(to), now.corpus);
  if (before === undefined || after === undefined) return undefined;
  const ending = /(?:\/(?:index\.html?)?|\.html?|\.mdx?|\.markdown)$/.exec(ref)?.[0] ?? '';
  const stem = ref.slice(0, ref.length - ending.length);
  const newEnding = ending === extensionOf(from) ? extensionOf(to) : ending;
  if (ref.startsWith('/')) {
    // With a locale of its own, where the page is shown in another language too.
    const written = belowSame(normaliseAddress(stem), before, after);
    return written && written.replace(/^\/$/, newEnding && '') + newEnding;
  }
  const bases = basesOf(old);
  const at = bases.findIndex((base) => normaliseAddress(posix.join(base, stem)) === before);
  const base = at === -1 ? undefined : basesOf(now)[at];
  return base && (posix.relative(base, after) || '.') + newEnding;
}

function ownAddress(post: Post | undefined, corpus: Corpus): string | undefined {
  return post && corpus.addressesOf(post)?.[0];
}

/** What a relative address counts from: the post's own one, where a slash ends it, or its folder. */
function basesOf({ post, corpus }: Side): string[] {
  const own = ownAddress(post, corpus);
  return own === undefined ? [] : [own, posix.dirname(own)];
}

/** What is written before the part that names a folder or file of the disk stays: an alias, the root of the site, a folder of images. */
function belowSame(ref: string, from: string, to: string): string | undefined {
  const written = ref.split('/');
  const names = from.split('/');
  let same = 0;
  while (same < names.length && written.at(-1 - same) === names.at(-1 - same)) same++;
  const above = names
    .slice(0, names.length - same)
    .map((name) => `${name}/`)
    .join('');
  if (same === 0 || !to.startsWith(above)) return undefined;
  return [...written.slice(0, written.length - same), to.slice(above.length)].join('/');
}

/** The place of an image in a folder that is served as it is. */
function servedAt({ kind, reference }: Mention, to: string, { post: { collection } }: Side): string[] {
  if (kind !== 'image' || reference.kind === 'import' || collection === undefined || collection.site.base !== '') return [];
  return collection.publicDirs.filter((folder) => to.startsWith(`${folder}/`)).map((folder) => to.slice(folder.length));
}
