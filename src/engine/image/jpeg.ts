import type { ImageLocation } from '../../model/image.ts';
import { readExif } from './exif.ts';
import { type Component, isScanWhole, type Scan } from './jpeg-scan.ts';
import { locationInXmp } from './location.ts';
import { ascii, badHeader, damaged, type Reader, sized, turned, u16be, type Walk } from './reader.ts';

/** Decoders give up far below. */
const MOST_SCANS = 1000;

const EXIF_ID = 'Exif\0\0';
const XMP_ID = 'http://ns.adobe.com/xap/1.0/\0';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  readonly components: readonly Component[];
  /** By component and coefficient: the bit down to which it has come; 0 is all of it. */
  readonly missing: Uint8Array;
}

/**
 * The markers up to the end of the picture; what comes behind (previews, maps of depth) is not looked at. A file without
 * an end marker is a defect only where pixels are missing: cameras leave it out, and browsers don't mind.
 */
export function walkJpeg(file: Reader): Walk {
  const data = file.bytes(0, file.size);
  const tables = new Map<number, number>();
  let frame: Frame | undefined;
  let scan: Scan | undefined;
  let scans = 0;
  let interval = 0;
  let orientation = 1;
  let location: ImageLocation | undefined;
  let ended = false;
  for (let at = 2; !ended && scans <= MOST_SCANS; ) {
    const found = data.indexOf(0xff, at);
    if (found === -1) break;
    at = found + 1;
    const marker = data[at] ?? 0;
    if (marker === 0xd9) ended = true;
    // Fill bytes, pixels, restarts: no segment begins.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9) || marker === 0xff) continue;
    const start = at + 3;
    const length = u16be(data, at + 1) - 2;
    const end = start + length;
    if (length < 0 || end > data.length) break;
    if (scan && scan.end === data.length) scan = { ...scan, end: at - 1 };
    if (marker === 0xc4) readTables(data, start, end, tables);
    else if (marker === 0xdd) interval = u16be(data, start);
    else if (marker === 0xe1 && ascii(data, start, start + EXIF_ID.length) === EXIF_ID) {
      const exif = readExif(data.subarray(start, end));
      if (orientation === 1) orientation = exif.orientation;
      location ??= exif.location;
    } else if (marker === 0xe1 && ascii(data, start, start + XMP_ID.length) === XMP_ID)
      location ??= locationInXmp(data.subarray(start, end));
    else if (marker === 0xda && frame) {
      scan = { start: end, end: data.length, header: start, tables: new Map(tables), interval };
      note(frame, data, start);
      scans++;
    } else if (marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) frame ??= frameOf(data, marker, start, end);
    at = end;
  }
  if (frame === undefined) return badHeader('jpeg');
  const size = sized('jpeg', frame.width, frame.height);
  if ('reason' in size || size.size === undefined) return size;
  if (scan === undefined) return damaged('jpeg', 'that is cut off: it ends before its pixels');
  const facts = { size: turned(size.size, orientation), location };
  if (ended || scans > MOST_SCANS) return facts;
  if (frame.missing.some((bits) => bits > 0)) return damaged('jpeg', 'that is cut off: it ends before its last scan');
  if (scan.end === data.length && !isScanWhole(data, scan, frame))
    return damaged('jpeg', 'that is cut off: it ends in the middle of its pixels');
  return facts;
}

function frameOf(data: Uint8Array, marker: number, start: number, end: number): Frame | undefined {
  const count = data[start + 5] ?? 0;
  if (count === 0 || start + 6 + 3 * count > end) return undefined;
  const components = Array.from({ length: count }, (_, i) => {
    const at = start + 6 + 3 * i;
    return { id: data[at] ?? 0, across: (data[at + 1] ?? 0) >> 4, down: (data[at + 1] ?? 0) & 15 };
  });
  const progressive = marker === 0xc2 || marker === 0xc6 || marker === 0xca || marker === 0xce;
  return {
    width: u16be(data, start + 3),
    height: u16be(data, start + 1),
    progressive,
    components,
    missing: new Uint8Array(64 * count).fill(255),
  };
}

/** Notes what the scan whose header lies at `start` brings. */
function note({ components, missing, progressive }: Frame, data: Uint8Array, start: number): void {
  const count = data[start] ?? 0;
  const [first = 0, last = 63, bits = 0] = progressive ? data.subarray(start + 1 + 2 * count) : [];
  for (let i = 0; i < count; i++) {
    const component = components.findIndex(({ id }) => id === data[start + 1 + 2 * i]);
    if (component !== -1) missing.fill(bits & 15, component * 64 + Math.min(first, 64), component * 64 + Math.min(last + 1, 64));
  }
}

/** Where the counts of each Huffman table begin, by class and number. */
function readTables(data: Uint8Array, start: number, end: number, tables: Map<number, number>): void {
  for (let at = start; at + 17 <= end; ) {
    tables.set(data[at] ?? 0, at + 1);
    at += 17 + data.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
  }
}
