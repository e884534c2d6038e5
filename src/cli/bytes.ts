import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';

/** The bytes of a file that has no more than `most`; undefined for any other, and for one that can't be read. */
export function bytesUpTo(host: Host, path: string, most: number): Uint8Array | undefined {
  try {
    const { bytes, size } = host.readHead(path, most);
    return size <= most ? bytes : undefined;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
