import type { TextEdit } from 'vscode-languageserver';
import type { Moves } from '../../engine/moved.ts';
import type { Corpus, Post } from '../../model/corpus.ts';
import { NO_REWORK, type Rework } from '../rework.ts';
import type { Scene } from '../scene.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { ownFolders } from './own-folders.ts';
import { respelled } from './respell.ts';
import { pathSpan } from './written.ts';

interface Params {
  readonly files: readonly { readonly oldUri: string; readonly newUri: string }[];
}

/** When files or folders are moved: what names them in any post, and what they name themselves, is written anew. */
export async function willRenameFiles(scene: Scene, { files }: Params): Promise<Rework> {
  const asked = files.flatMap(({ oldUri, newUri }) => {
    const [from, to] = [scene.pathOf(oldUri), scene.pathOf(newUri)];
    return from === undefined || to === undefined ? [] : [[from, to] as const];
  });
  const corpus = asked.length === 0 ? undefined : await scene.settled();
  return corpus === undefined ? NO_REWORK : following(scene, corpus, new Map(asked));
}

/**
 * What has to be done with moves of files and folders, as long as nothing has moved yet: edits of posts, and moves of the
 * folders in which posts find their images by their own names.
 */
export async function following(scene: Scene, corpus: Corpus, asked: Moves): Promise<Rework> {
  const moves = filesIn(asked, corpus);
  const next = await scene.moved(moves);
  if (next === undefined) return NO_REWORK;
  const own = scene.canRenameFiles ? [...ownFolders(moves, corpus, next)] : [];
  const folders = new Map(own.filter(([, to]) => scene.host.list(to) === undefined));
  const all = new Map([...moves, ...filesIn(folders, corpus)]);
  const last = folders.size === 0 ? next : await scene.moved(all);
  return {
    edits: editsOf(all, scene, corpus, last ?? next),
    moves: [...folders].map(([from, to]) => [scene.uriOf(from), scene.uriOf(to)]),
  };
}

/** Of a folder, all files in it. */
function filesIn(moves: Moves, corpus: Corpus): Moves {
  const files = new Map<string, string>();
  for (const [from, to] of moves) {
    const inside = [...corpus.posts.map(({ path }) => path), ...corpus.filesBelow(from)].filter((path) => path.startsWith(`${from}/`));
    if (inside.length === 0) files.set(from, to);
    for (const path of inside) files.set(path, to + path.slice(from.length));
  }
  return files;
}

/** `next` is all posts after the moves. */
function editsOf(moves: Moves, scene: Scene, corpus: Corpus, next: Corpus): Rework['edits'] {
  return corpus.posts.flatMap(({ path }): Rework['edits'] => {
    const post = corpus.post(path) as Post;
    // What is no post of the project stays what it is.
    const moved = next.post(moves.get(path) ?? path) ?? (moves.has(path) ? undefined : post);
    const edits = moved === undefined ? [] : [...mentionsIn(post, corpus)].flatMap((mention) => editOf(mention, post, moved));
    return edits.length === 0 ? [] : [[scene.uriOf(path), edits]];
  });

  function editOf(mention: Mention, post: Post, moved: Post): TextEdit[] {
    const to = moves.get(mention.path) ?? mention.path;
    if (post.path === moved.path && to === mention.path) return [];
    const newText = respelled(mention, to, { post, corpus }, { post: moved, corpus: next });
    const span = pathSpan(mention, scene.textOf(post.path) ?? '');
    return newText === undefined || span === undefined ? [] : [{ range: scene.placesOf(post.path).rangeOf(span), newText }];
  }
}
