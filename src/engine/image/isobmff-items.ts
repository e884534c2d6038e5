import { type Box, boxesOf } from './boxes.ts';
import { ascii, u16be, u32be } from './reader.ts';

export type ItemType = 'exif' | 'xmp';

/** A piece of an item's data: counted from the start of the file, or of the box `idat`. */
export interface Extent {
  readonly item: number;
  readonly from: 'file' | 'idat';
  readonly start: number;
  readonly end: number;
}

const MOST_EXTENTS = 100_000;

/** The items that hold metadata. */
export function itemTypes(meta: Uint8Array, iinf: Box | undefined): ReadonlyMap<number, ItemType> {
  const types = new Map<number, ItemType>();
  if (iinf === undefined) return types;
  for (const { type, start, end } of boxesOf(meta, iinf.start + (meta[iinf.start] === 0 ? 6 : 8), iinf.end)) {
    const version = meta[start] ?? 0;
    if (type !== 'infe' || version < 2) continue;
    const at = start + (version === 2 ? 6 : 8);
    const item = version === 2 ? u16be(meta, start + 4) : u32be(meta, start + 4);
    const kind = ascii(meta, at + 2, at + 6);
    if (kind === 'Exif') types.set(item, 'exif');
    if (kind === 'mime' && ascii(meta, at + 6, Math.min(end, at + 60)).includes('application/rdf+xml')) types.set(item, 'xmp');
  }
  return types;
}

/** Where the data of all items lie in this file. */
export function itemExtents(meta: Uint8Array, iloc: Box | undefined): Extent[] {
  const extents: Extent[] = [];
  if (iloc === undefined) return extents;
  const version = meta[iloc.start] ?? 0;
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [4, 5].flatMap((at) => {
    const byte = meta[iloc.start + at] ?? 0;
    return [byte >> 4, byte & 15];
  }) as [number, number, number, number];
  const limit = Math.min(iloc.end, meta.length);
  const idBytes = version === 2 ? 4 : 2;
  let at = iloc.start + 6;
  const number = (length: number) => {
    const value =
      length === 8 ? u32be(meta, at) * 2 ** 32 + u32be(meta, at + 4) : length === 4 ? u32be(meta, at) : length === 2 ? u16be(meta, at) : 0;
    at += length;
    return value;
  };
  for (let items = number(idBytes); items > 0 && at < limit; items--) {
    const item = number(idBytes);
    const method = version === 0 ? 0 : number(2) & 15;
    const elsewhere = number(2) !== 0;
    const base = number(baseBytes);
    for (let left = number(2); left > 0 && at < limit && offsetBytes + lengthBytes > 0; left--) {
      if (version > 0) number(indexBytes);
      const start = base + number(offsetBytes);
      const end = start + number(lengthBytes);
      if (method <= 1 && !elsewhere && at <= limit) extents.push({ item, from: method === 0 ? 'file' : 'idat', start, end });
      if (extents.length > MOST_EXTENTS) return extents;
    }
  }
  return extents;
}
