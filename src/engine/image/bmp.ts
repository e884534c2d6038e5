import { badHeader, cutOff, i32le, type Reader, sized, u16le, u32le, type Walk } from './reader.ts';

const FILE_HEADER_BYTES = 14;
/** The header of OS/2, with sizes of 16 bits. */
const CORE_HEADER_BYTES = 12;
const [NO_COMPRESSION, BIT_FIELDS] = [0, 3];

/** The stated size of the file is often wrong, and nobody reads it: plain pixels are counted instead. */
export function walkBmp(file: Reader): Walk {
  const head = file.bytes(0, FILE_HEADER_BYTES + 40);
  const headerBytes = u32le(head, 14);
  const isCore = headerBytes === CORE_HEADER_BYTES;
  if ((!isCore && headerBytes < 40) || head.length < FILE_HEADER_BYTES + Math.min(headerBytes, 40)) return badHeader('bmp');
  // Rows from top to bottom have a height below zero.
  const [width, height] = isCore ? [u16le(head, 18), u16le(head, 20)] : [i32le(head, 18), Math.abs(i32le(head, 22))];
  const depth = u16le(head, isCore ? 24 : 28);
  const compression = isCore ? NO_COMPRESSION : u32le(head, 30);
  const size = sized('bmp', width, height);
  if ('reason' in size) return size;
  const isPlain = compression === NO_COMPRESSION || compression === BIT_FIELDS;
  const rowBits = width * depth;
  // The last row may lack its padding.
  const end = isPlain ? u32le(head, 10) + (height - 1) * 4 * Math.ceil(rowBits / 32) + Math.ceil(rowBits / 8) : u32le(head, 2);
  return end > file.size ? cutOff('bmp', file.size, end, isPlain) : size;
}
