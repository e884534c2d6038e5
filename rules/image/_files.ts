import type { Corpus } from '../../src/model/corpus.ts';
import { dirOf } from '../../src/model/path.ts';
import { promisedFormat } from './_resolved.ts';

/** The image files of a site: those beside its posts, and those in the folders that it serves. */
export function imageFiles(corpus: Corpus): readonly string[] {
  return corpus.once(filesOf);
}

function filesOf(corpus: Corpus): string[] {
  const folders = new Set(corpus.posts.flatMap(({ path, collection }) => [dirOf(path), ...(collection?.publicDirs ?? [])]));
  // A site that serves the root serves what it is made of as well.
  const roots = [...folders].map((folder) => (folder === '.' ? '' : folder));
  const outermost = roots.filter((folder) => !roots.some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`))));
  const files = new Set(outermost.flatMap((folder) => corpus.filesBelow(folder)));
  return [...files].filter((path) => promisedFormat(path) !== undefined).sort();
}
