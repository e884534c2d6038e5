import type { Moves } from '../../engine/moved.ts';
import type { Corpus } from '../../model/corpus.ts';
import { stemOf } from '../../model/path.ts';
import { mentionsIn } from './mentions.ts';

/** The folders that images lie in because they bear the name of a post that moves, and the names that they need then. */
export function ownFolders(moves: Moves, corpus: Corpus, next: Corpus): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const [from, to] of moves) {
    const post = corpus.post(from);
    const moved = next.post(to);
    if (post === undefined || moved === undefined) continue;
    const names = [
      { old: corpus.slugOf(post), now: next.slugOf(moved) },
      { old: stemOf(from), now: stemOf(to) },
    ];
    for (const { kind, path, reference } of mentionsIn(post, corpus)) {
      if (kind !== 'image' || moves.has(path)) continue;
      const sought = next.resolve(moved, reference);
      if (sought.status !== 'missing') continue;
      for (const { old, now } of names) {
        const at = `/${path}`.lastIndexOf(`/${old}/`);
        const folder = path.slice(0, at) + old;
        const isSought = at !== -1 && sought.tried.includes(path.slice(0, at) + now + path.slice(folder.length));
        if (isSought && !isShared(old)) folders.set(folder, path.slice(0, at) + now);
      }
    }
  }
  return folders;

  /** Translations of a post often have one name. */
  function isShared(name: string): boolean {
    return corpus.posts.some((other) => !moves.has(other.path) && (corpus.slugOf(other) === name || stemOf(other.path) === name));
  }
}
