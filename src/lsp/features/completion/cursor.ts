import type { Scene } from '../../scene.ts';
import type { PlaceParams } from '../place.ts';

/** Where something is being written. */
export interface Cursor {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  /** The text before and behind the cursor, in its line. */
  readonly head: string;
  readonly tail: string;
}

/** Undefined where there is no such text. */
export function cursorAt(scene: Scene, { textDocument, position }: PlaceParams): Cursor | undefined {
  const path = scene.pathOf(textDocument.uri);
  const text = path === undefined ? undefined : scene.textOf(path);
  if (path === undefined || text === undefined) return undefined;
  const offset = scene.placesOf(path).offsetAt(position);
  const head = /[^\r\n]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const tail = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  return { path, text, offset, head, tail };
}
