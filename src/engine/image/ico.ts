import { walkPng } from './png.ts';
import { badHeader, cutOff, damaged, i32le, partOf, type Reader, type Size, u16le, u32le, type Walk } from './reader.ts';

const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;
const BITMAP_HEADER_BYTES = 40;

/** Every picture must lie within the file; the size is that of the largest. */
export function walkIco(file: Reader): Walk {
  const count = u16le(file.bytes(0, HEADER_BYTES), 4);
  const end = HEADER_BYTES + ENTRY_BYTES * count;
  if (count === 0) return badHeader('ico');
  const table = file.bytes(HEADER_BYTES, ENTRY_BYTES * count);
  if (end > file.size) return cutOff('ico', file.size, end, true);
  let largest: Size = { width: 0, height: 0 };
  for (let at = 0; at < table.length; at += ENTRY_BYTES) {
    const [length, start] = [u32le(table, at + 8), u32le(table, at + 12)];
    if (start + length > file.size) return cutOff('ico', file.size, start + length, true);
    // The table has no room for more than 255; 0 is 256.
    const stated = { width: table[at] || 256, height: table[at + 1] || 256 };
    const size = pictureSize(partOf(file, start, length));
    if (size === undefined) return damaged('ico', `whose picture of ${stated.width} × ${stated.height} is damaged`);
    if (size.width * size.height > largest.width * largest.height) largest = size;
  }
  return { size: largest };
}

/** A PNG; or a bitmap, whose height is counted twice, for its mask. */
function pictureSize(picture: Reader): Size | undefined {
  const head = picture.bytes(0, BITMAP_HEADER_BYTES);
  if (head[0] === 0x89) {
    const png = walkPng(picture);
    return 'reason' in png ? undefined : png.size;
  }
  const [width, height] = [i32le(head, 4), Math.abs(i32le(head, 8)) / 2];
  const valid = head.length === BITMAP_HEADER_BYTES && u32le(head, 0) >= BITMAP_HEADER_BYTES && width > 0 && height >= 1;
  return valid ? { width, height: Math.floor(height) } : undefined;
}
