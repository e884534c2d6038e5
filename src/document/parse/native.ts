import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The binary that a package has for this platform, or undefined where there is none. It is required by name, from the
 * package's own place in node_modules: going through the package's entry would load all of its JavaScript as well.
 */
export function nativeOf(owner: string, prefix: string): unknown {
  const { platform, arch } = process;
  const names =
    platform === 'linux'
      ? [`linux-${arch}-gnu`, `linux-${arch}-musl`]
      : platform === 'win32'
        ? [`win32-${arch}-msvc`]
        : [`${platform}-${arch}`];
  for (const name of names) {
    try {
      return createRequire(require.resolve(owner))(`${prefix}${name}`);
    } catch {
      // Not built for this platform, or not installed.
    }
  }
  return undefined;
}
