import type { Position } from 'vscode-languageserver';
import type { Corpus, Post } from '../../model/corpus.ts';
import type { Document } from '../../model/document.ts';
import type { Scene } from '../scene.ts';

/** The parameters of a request about a file. */
export interface FileParams {
  readonly textDocument: { readonly uri: string };
}

/** The parameters of a request about a place. */
export interface PlaceParams extends FileParams {
  readonly position: Position;
}

/** A file, with all that is known around it. */
export interface FileAtHand {
  readonly path: string;
  readonly document: Document;
  /** All posts, and this file, also where it belongs to none of the project's. */
  readonly corpus: Corpus;
  readonly post: Post;
}

export interface Place extends FileAtHand {
  readonly offset: number;
}

/** Undefined where there is no such file, or the project is not known yet. */
export async function fileOf(scene: Scene, { textDocument }: FileParams): Promise<FileAtHand | undefined> {
  const path = scene.pathOf(textDocument.uri);
  const corpus = path === undefined ? undefined : await scene.fresh(path);
  if (path === undefined || corpus === undefined) return undefined;
  const document = await scene.documentOf(path);
  const post = scene.postAt(path);
  if (document === undefined || post === undefined) return undefined;
  if (corpus.post(path) !== undefined) return { path, document, corpus, post };
  const around = { ...corpus, posts: [...corpus.posts, post], post: (other: string) => (other === path ? post : corpus.post(other)) };
  return { path, document, corpus: around, post };
}

export async function placeOf(scene: Scene, params: PlaceParams): Promise<Place | undefined> {
  const file = await fileOf(scene, params);
  return file && { ...file, offset: scene.placesOf(file.path).offsetAt(params.position) };
}
