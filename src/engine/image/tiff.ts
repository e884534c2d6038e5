import { directoryAt, type Entry, exifIn, numberOf, openTiff, type Tiff } from './exif.ts';
import { locationInXmp } from './location.ts';
import { badHeader, cutOff, damaged, type Reader, sized, turned, type Walk } from './reader.ts';

const [WIDTH, HEIGHT, XMP] = [0x0100, 0x0101, 0x02bc];
/** Where the pixels begin, and how many bytes they are: in strips, or in tiles. */
const PIXELS = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
] as const;
const MOST_PIECES = 100_000;

/** The first directory, and the pixels it leads to. */
export function walkTiff(file: Reader): Walk {
  const tiff = openTiff(file.bytes(0, file.size));
  if (tiff === undefined) return badHeader('tiff');
  const start = tiff.u32(tiff.bytes, 4);
  const end = start + 2 + 12 * tiff.u16(tiff.bytes, start);
  if (start + 2 > file.size || end > file.size) return cutOff('tiff', file.size, Math.max(end, start + 18), true);
  const directory = directoryAt(tiff, start);
  const size = sized('tiff', numberOf(tiff, directory.get(WIDTH)), numberOf(tiff, directory.get(HEIGHT)));
  if ('reason' in size || size.size === undefined) return size;
  const last = pixelsEnd(tiff, directory);
  if (last === undefined) return damaged('tiff', 'without pixels: its first directory leads to none');
  if (last > file.size) return cutOff('tiff', file.size, last, true);
  const { orientation, location } = exifIn(tiff, directory);
  const xmp = directory.get(XMP);
  return {
    size: turned(size.size, orientation),
    location: location ?? (xmp && locationInXmp(tiff.bytes.subarray(xmp.at, xmp.at + xmp.count))),
  };
}

function pixelsEnd(tiff: Tiff, directory: ReadonlyMap<number, Entry>): number | undefined {
  let last: number | undefined;
  for (const [offsets, lengths] of PIXELS) {
    const entry = directory.get(offsets);
    if (entry === undefined) continue;
    const table = entry.at + entry.count * 2;
    if (table > tiff.bytes.length) return table;
    for (let i = 0; i < Math.min(entry.count, MOST_PIECES); i++)
      last = Math.max(last ?? 0, numberOf(tiff, entry, i) + numberOf(tiff, directory.get(lengths), i));
  }
  return last;
}
