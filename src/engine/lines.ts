import type { Host } from '../model/host.ts';
import { memo } from '../model/memo.ts';
import { lineStarts } from '../model/span.ts';
import { readText } from './read.ts';

/** Where the lines of a file begin. Only files with findings are asked for, and each is read once more at most. */
export function linesBy(bufferOf: (path: string) => string | undefined, host: Host): (path: string) => readonly number[] {
  return memo((path) => lineStarts(bufferOf(path) ?? readText(host, path).text ?? ''));
}
