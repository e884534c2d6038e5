import { createRequire } from 'node:module';

/** satteri's native functions that we call; a handle is opaque and must be dropped. */
export interface Binding {
  createMdastHandle(source: string, options: number, trackPositions: boolean): unknown;
  createMdxMdastHandle(source: string, options: number, trackPositions: boolean): unknown;
  serializeHandle(handle: unknown): Uint8Array;
  dropHandle(handle: unknown): void;
  /** The ESTree of imports and exports as JSON; null when they are none. */
  parseEsm(source: string): string | null;
}

const require = createRequire(import.meta.url);

let loaded: Binding | undefined;
let tried = false;

/**
 * The native parser, or undefined where there is none for this platform.
 *
 * The platform's binary is required by name, from satteri's own place in node_modules: going through satteri's
 * entry would load its JavaScript reader and HTML half as well, of which nothing is used here.
 */
export function binding(): Binding | undefined {
  if (!tried) {
    tried = true;
    if (process.env['STET_PARSER'] !== 'remark') loaded = load();
  }
  return loaded;
}

function load(): Binding | undefined {
  const { platform, arch } = process;
  const names =
    platform === 'linux'
      ? [`linux-${arch}-gnu`, `linux-${arch}-musl`]
      : platform === 'win32'
        ? [`win32-${arch}-msvc`]
        : [`${platform}-${arch}`];
  for (const name of names) {
    try {
      return createRequire(require.resolve('satteri'))(`@bruits/satteri-${name}`) as Binding;
    } catch {
      // Not built for this platform, or not installed: try the next one, then fall back to remark.
    }
  }
  return undefined;
}
