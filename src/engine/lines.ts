import type { Host } from '../model/host.ts';
import { lineStarts } from '../model/span.ts';
import { readText } from './read.ts';

/** Where the lines of a file begin. Only files with findings are asked for, and each is read once more at most. */
export function linesBy(bufferOf: (path: string) => string | undefined, host: Host): (path: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (path) => {
    let lines = known.get(path);
    if (lines === undefined) {
      lines = lineStarts(bufferOf(path) ?? readText(host, path).text ?? '');
      known.set(path, lines);
    }
    return lines;
  };
}
