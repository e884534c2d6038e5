import { posix } from 'node:path';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Corpus, Post } from '../../model/corpus.ts';
import { decodePercent, dirOf, extensionOf, normalise } from '../../model/path.ts';
import type { Scene } from '../scene.ts';
import { type Mention, mentionsIn } from './mentions.ts';

interface Params {
  readonly files: readonly { readonly oldUri: string; readonly newUri: string }[];
}

/** New paths by old ones. */
type Moves = ReadonlyMap<string, string>;

/** When files or folders are moved: what names them in any post, and what they name themselves, is written anew. */
export async function willRenameFiles(scene: Scene, { files }: Params): Promise<WorkspaceEdit | null> {
  const corpus = await scene.fresh(undefined);
  if (corpus === undefined) return null;
  const moves = movesOf(files, scene, corpus);
  const changes: Record<string, TextEdit[]> = {};
  for (const post of corpus.posts) {
    const edits = [...mentionsIn(corpus.post(post.path) ?? post, corpus)].flatMap((mention): TextEdit[] => {
      const text = rewritten(mention, post, moves, corpus);
      const written = scene.textOf(post.path)?.slice(...mention.span);
      // What is written with escapes is left to people.
      if (text === undefined || text === mention.url || written !== mention.url) return [];
      return [{ range: scene.placesOf(post.path).rangeOf(mention.span), newText: text }];
    });
    if (edits.length > 0) changes[scene.uriOf(post.path)] = edits;
  }
  return Object.keys(changes).length === 0 ? null : { changes };
}

/** Of a folder, all files in it move. */
function movesOf(files: Params['files'], scene: Scene, corpus: Corpus): Moves {
  const moves = new Map<string, string>();
  for (const { oldUri, newUri } of files) {
    const from = scene.pathOf(oldUri);
    const to = scene.pathOf(newUri);
    if (from === undefined || to === undefined) continue;
    moves.set(from, to);
    const inside = [...corpus.posts.map(({ path }) => path), ...corpus.filesBelow(from)].filter((path) => path.startsWith(`${from}/`));
    for (const path of inside) moves.set(path, to + path.slice(from.length));
  }
  return moves;
}

/** How a reference is written after the moves; undefined where it stays, or nothing is sure. */
function rewritten({ path, url, kind }: Mention, post: Post, moves: Moves, corpus: Corpus): string | undefined {
  const from = moves.get(post.path) ?? post.path;
  const to = moves.get(path) ?? path;
  if (from === post.path && to === path) return undefined;
  const end = url.search(/[?#]/);
  const ref = end === -1 ? url : url.slice(0, end);
  const rest = url.slice(ref.length);
  if (ref === '') return undefined;
  const next = ref.startsWith('/') ? undefined : relativeRef(ref, { old: dirOf(post.path), now: dirOf(from) }, path, to);
  if (next !== undefined) return encoded(next, ref) + rest;
  if (to === path) return undefined;
  const moved = kind === 'link' ? addressed(ref, path, to, corpus) : below(ref, path, to);
  return moved === undefined ? undefined : encoded(moved, ref) + rest;
}

/** A path from the post's own folder, with or without the extension, as it was. */
function relativeRef(ref: string, folder: { readonly old: string; readonly now: string }, path: string, to: string): string | undefined {
  const named = normalise(`${folder.old}/${decodePercent(ref)}`);
  const extension = extensionOf(path);
  const bare = path.slice(0, path.length - extension.length);
  if (named !== path && named !== bare) return undefined;
  const target = named === path ? to : to.slice(0, to.length - extensionOf(to).length);
  const written = posix.relative(folder.now, target);
  return ref.startsWith('./') && !written.startsWith('.') ? `./${written}` : written;
}

/** An address of the page, where the new file's can be told. */
function addressed(ref: string, path: string, to: string, corpus: Corpus): string | undefined {
  const post = corpus.post(path);
  if (post === undefined) return undefined;
  const old = corpus.addressesOf(post)?.[0];
  const now = corpus.addressesOf({ ...post, path: to })?.[0];
  const plain = (address: string) => address.replace(/\/$/, '');
  if (old === undefined || now === undefined || plain(decodePercent(ref)) !== plain(old)) return undefined;
  return plain(now) + (ref.endsWith('/') ? '/' : '');
}

/** A path below one of the folders that images are taken from. */
function below(ref: string, path: string, to: string): string | undefined {
  const named = decodePercent(ref).replace(/^(?:\.\/)+/, '');
  if (!path.endsWith(named)) return undefined;
  const folder = path.slice(0, path.length - named.length);
  return to.startsWith(folder) ? to.slice(folder.length) : undefined;
}

/** With percent signs where the old one had them, or white space needs them. */
function encoded(ref: string, old: string): string {
  return old.includes('%') || /\s/.test(ref) ? ref.split('/').map(encodeURIComponent).join('/') : ref;
}
