import type { ImageLocation } from '../../model/image.ts';
import { type Box, boxesIn, boxesOf, boxIn } from './boxes.ts';
import { readExif } from './exif.ts';
import { type Extent, type ItemType, itemExtents, itemTypes } from './isobmff-items.ts';
import { locationInXmp } from './location.ts';
import { badHeader, cutOff, damaged, type Reader, type Size, sized, u16be, u32be, type Walk } from './reader.ts';

type IsoFormat = 'avif' | 'heif';

/** A `meta` box holds tables, no pixels. */
const MOST_META_BYTES = 4 * 1024 * 1024;
const MOST_METADATA_BYTES = 4 * 1024 * 1024;
const PICTURE_BOXES = new Set(['ftyp', 'meta', 'mdat', 'moov']);

/** The chain of boxes, the size of the primary item, and where its data lie. */
export function walkIsobmff(file: Reader, format: IsoFormat): Walk {
  const boxes = new Map<string, Box>();
  for (const box of boxesIn(file, 0, file.size)) {
    if (box.end > file.size && PICTURE_BOXES.has(box.type)) return cutOff(format, file.size, box.end, true);
    if (!boxes.has(box.type)) boxes.set(box.type, box);
  }
  const meta = boxes.get('meta');
  // A bare sequence of frames.
  if (meta === undefined && boxes.has('moov'))
    return boxes.has('mdat') ? { size: undefined } : damaged(format, 'that is cut off: its pixels are missing');
  if (meta === undefined) return badHeader(format);
  if (meta.end - meta.start > MOST_META_BYTES) return { size: undefined };
  const bytes = file.bytes(meta.start, meta.end - meta.start);
  const extents = itemExtents(bytes, boxIn(bytes, 4, 'iloc'));
  const end = extents.reduce((last, extent) => (extent.from === 'file' ? Math.max(last, extent.end) : last), 0);
  if (end > file.size) return cutOff(format, file.size, end, true);
  const size = sizeOf(bytes, format);
  const walk = size === undefined ? badHeader(format) : sized(format, size.width, size.height);
  return 'reason' in walk ? walk : { ...walk, location: locationIn(file, bytes, extents) };
}

/** In the items that hold EXIF or XMP. */
function locationIn(file: Reader, meta: Uint8Array, extents: readonly Extent[]): ImageLocation | undefined {
  const types = itemTypes(meta, boxIn(meta, 4, 'iinf'));
  const idat = boxIn(meta, 4, 'idat');
  let location: ImageLocation | undefined;
  for (const { item, from, start, end } of extents) {
    const type: ItemType | undefined = types.get(item);
    if (type === undefined || location !== undefined) continue;
    const length = Math.min(end - start, MOST_METADATA_BYTES);
    const data =
      from === 'file'
        ? file.bytes(start, length)
        : meta.subarray((idat?.start ?? meta.length) + start, (idat?.start ?? 0) + start + length);
    // Before EXIF stands the distance to its first byte.
    location = type === 'xmp' ? locationInXmp(data) : readExif(data.subarray(4 + u32be(data, 0))).location;
  }
  return location;
}

/** The size of the primary item after it is cropped and turned; of the largest, when no item is named. */
function sizeOf(meta: Uint8Array, format: IsoFormat): Size | undefined {
  const iprp = boxIn(meta, 4, 'iprp');
  const ipco = iprp && boxIn(meta, iprp.start, 'ipco', iprp.end);
  if (iprp === undefined || ipco === undefined) return undefined;
  const properties = boxesOf(meta, ipco.start, ipco.end);
  const own = associated(meta, boxIn(meta, iprp.start, 'ipma', iprp.end), primaryItem(meta)).flatMap(
    (index) => properties[index - 1] ?? [],
  );
  const extents = (boxes: readonly Box[]) =>
    boxes.flatMap(({ type, start }) => (type === 'ispe' ? [{ width: u32be(meta, start + 4), height: u32be(meta, start + 8) }] : []));
  const [size] = [...extents(own), ...extents(properties).sort((a, b) => b.width * b.height - a.width * a.height)];
  const clap = own.find(({ type }) => type === 'clap');
  const cropped = size && clap ? crop(size, meta.subarray(clap.start, clap.end), format) : size;
  const turns = own.reduce((sum, { type, start }) => sum + (type === 'irot' ? (meta[start] ?? 0) : 0), 0);
  return cropped && turns % 2 === 1 ? { width: cropped.height, height: cropped.width } : cropped;
}

/**
 * The clean aperture: width, height and the offset of its centre, as fractions. One that does not fit is passed over;
 * so is, in an AVIF, one that does not begin at the upper left corner, as browsers do.
 */
function crop(size: Size, clap: Uint8Array, format: IsoFormat): Size {
  const fraction = (at: number) => (u32be(clap, at) | 0) / (u32be(clap, at + 4) | 0);
  const [width, height] = [fraction(0), fraction(8)];
  const left = (size.width - width) / 2 + fraction(16);
  const top = (size.height - height) / 2 + fraction(24);
  const fits = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  const isInside = left >= 0 && top >= 0 && left + width <= size.width && top + height <= size.height;
  return fits && isInside && (format === 'heif' || (left === 0 && top === 0)) ? { width, height } : size;
}

function primaryItem(meta: Uint8Array): number | undefined {
  const pitm = boxIn(meta, 4, 'pitm');
  return pitm && (meta[pitm.start] === 0 ? u16be(meta, pitm.start + 4) : u32be(meta, pitm.start + 4));
}

/** The numbers, from one, of an item's properties. */
function associated(meta: Uint8Array, ipma: Box | undefined, item: number | undefined): number[] {
  if (ipma === undefined || item === undefined) return [];
  const long = (meta[ipma.start] ?? 0) > 0;
  const wide = ((meta[ipma.start + 3] ?? 0) & 1) === 1;
  const entries = u32be(meta, ipma.start + 4);
  for (let at = ipma.start + 8, entry = 0; entry < entries && at < ipma.end && at < meta.length; entry++) {
    const id = long ? u32be(meta, at) : u16be(meta, at);
    const count = meta[at + (long ? 4 : 2)] ?? 0;
    at += long ? 5 : 3;
    if (id === item) return Array.from({ length: count }, (_, i) => (wide ? u16be(meta, at + 2 * i) & 0x7fff : (meta[at + i] ?? 0) & 0x7f));
    at += count * (wide ? 2 : 1);
  }
  return [];
}
