import { nativeOf } from './native.ts';

/** satteri's native functions that we call; a handle is opaque and must be dropped. */
export interface Binding {
  createMdastHandle(source: string, options: number, trackPositions: boolean): unknown;
  createMdxMdastHandle(source: string, options: number, trackPositions: boolean): unknown;
  serializeHandle(handle: unknown): Uint8Array;
  dropHandle(handle: unknown): void;
  /** The ESTree of imports and exports as JSON; null when they are none. */
  parseEsm(source: string): string | null;
}

let loaded: Binding | undefined;
let tried = false;

/** The native parser, or undefined where there is none for this platform. */
export function binding(): Binding | undefined {
  if (!tried) {
    tried = true;
    if (process.env['STET_PARSER'] !== 'remark') loaded = nativeOf('satteri', '@bruits/satteri-') as Binding | undefined;
  }
  return loaded;
}
