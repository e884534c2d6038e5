import type { ImageLocation } from '../../model/image.ts';
import { pointOf } from './location.ts';
import { ascii, u16be, u16le, u32be, u32le } from './reader.ts';

/** The directories of a TIFF file, which EXIF is too. */
export interface Tiff {
  readonly bytes: Uint8Array;
  readonly u16: (bytes: Uint8Array, at: number) => number;
  readonly u32: (bytes: Uint8Array, at: number) => number;
}

export interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its values begin. */
  readonly at: number;
}

export interface Exif {
  /** 1, upright, when none is stated. */
  readonly orientation: number;
  readonly location: ImageLocation | undefined;
}

const ORIENTATION = 0x0112;
const GPS = 0x8825;
/** Bytes of a value, by type. */
const BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const [SHORT, RATIONAL, SIGNED_RATIONAL] = [3, 5, 10];

const NOTHING: Exif = { orientation: 1, location: undefined };

/** With or without the six letters that go before it in a JPEG. */
export function readExif(bytes: Uint8Array): Exif {
  const tiff = openTiff(ascii(bytes, 0, 6) === 'Exif\0\0' ? bytes.subarray(6) : bytes);
  return tiff === undefined ? NOTHING : exifIn(tiff, directoryAt(tiff, tiff.u32(tiff.bytes, 4)));
}

export function openTiff(bytes: Uint8Array): Tiff | undefined {
  const order = ascii(bytes, 0, 4);
  if (order === 'II*\0') return { bytes, u16: u16le, u32: u32le };
  return order === 'MM\0*' ? { bytes, u16: u16be, u32: u32be } : undefined;
}

/** What of a directory lies within the file; the first of two entries with one tag. */
export function directoryAt({ bytes, u16, u32 }: Tiff, start: number): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  const end = Math.min(start + 2 + 12 * u16(bytes, start), bytes.length);
  for (let at = start + 2; at < end; at += 12) {
    const [tag, type, count] = [u16(bytes, at), u16(bytes, at + 2), u32(bytes, at + 4)];
    const length = (BYTES[type] ?? 0) * count;
    if (length > 0 && !entries.has(tag)) entries.set(tag, { type, count, at: length <= 4 ? at + 8 : u32(bytes, at + 8) });
  }
  return entries;
}

/** The whole number at an index of an entry; 0 where there is none. */
export function numberOf({ bytes, u16, u32 }: Tiff, entry: Entry | undefined, index = 0): number {
  if (entry === undefined || index >= entry.count) return 0;
  return entry.type === SHORT ? u16(bytes, entry.at + 2 * index) : BYTES[entry.type] === 4 ? u32(bytes, entry.at + 4 * index) : 0;
}

export function exifIn(tiff: Tiff, directory: ReadonlyMap<number, Entry>): Exif {
  const gps = numberOf(tiff, directory.get(GPS));
  return { orientation: numberOf(tiff, directory.get(ORIENTATION)) || 1, location: gps === 0 ? undefined : locationAt(tiff, gps) };
}

function locationAt(tiff: Tiff, start: number): ImageLocation | undefined {
  const entries = directoryAt(tiff, start);
  const signed = (reference: number, value: number, negative: RegExp) => {
    const { at } = entries.get(reference) ?? { at: tiff.bytes.length };
    return negative.test(ascii(tiff.bytes, at, at + 1)) ? -degreesOf(tiff, entries.get(value)) : degreesOf(tiff, entries.get(value));
  };
  return pointOf('EXIF', signed(1, 2, /s/i), signed(3, 4, /w/i));
}

/** Degrees, minutes and seconds; not a number, where there are no degrees. */
function degreesOf({ bytes, u32 }: Tiff, entry: Entry | undefined): number {
  if (entry === undefined || (entry.type !== RATIONAL && entry.type !== SIGNED_RATIONAL)) return Number.NaN;
  const part = (index: number) => {
    const at = entry.at + 8 * index;
    const [above, below] = [u32(bytes, at), u32(bytes, at + 4)];
    return entry.type === SIGNED_RATIONAL ? (above | 0) / (below | 0) : above / below;
  };
  const rest = (index: number) => (index < entry.count && Number.isFinite(part(index)) ? part(index) : 0);
  return part(0) + rest(1) / 60 + rest(2) / 3600;
}
