import type { Position } from 'vscode-languageserver';
import type { Corpus, Post } from '../../model/corpus.ts';
import type { Document } from '../../model/document.ts';
import type { Scene } from '../scene.ts';

/** The parameters of a request about a place. */
export interface PlaceParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** A place in an open file, with all that is known around it. */
export interface Place {
  readonly path: string;
  readonly offset: number;
  readonly document: Document;
  readonly corpus: Corpus;
  /** The file among the others; undefined for one that belongs to none of the project's. */
  readonly post: Post | undefined;
}

/** Undefined where there is no such file, or the project is not known yet. */
export async function placeOf(scene: Scene, { textDocument, position }: PlaceParams): Promise<Place | undefined> {
  const path = scene.pathOf(textDocument.uri);
  const corpus = await scene.fresh(path);
  const document = path === undefined ? undefined : await scene.documentOf(path);
  if (path === undefined || corpus === undefined || document === undefined) return undefined;
  return { path, offset: scene.placesOf(path).offsetAt(position), document, corpus, post: scene.postAt(path) };
}
