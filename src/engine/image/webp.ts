import type { ImageLocation } from '../../model/image.ts';
import { readExif } from './exif.ts';
import { locationInXmp } from './location.ts';
import { ascii, badHeader, cutOff, damaged, type Reader, sized, u16le, u32le, type Walk } from './reader.ts';

const FIRST_CHUNK = 12;
const CHUNK_HEADER_BYTES = 8;
/** Flags of an extended file: it holds EXIF, or XMP. */
const METADATA = 0x0c;
const MOST_METADATA_BYTES = 4 * 1024 * 1024;

/**
 * The RIFF size against the size of the file, and the chunks up to the first that holds pixels; metadata stand behind
 * them. That place is too late for browsers: none turns a WebP by its EXIF.
 */
export function walkWebp(file: Reader): Walk {
  const head = file.bytes(0, 30);
  const end = 8 + u32le(head, 4);
  if (head.length < FIRST_CHUNK || end < FIRST_CHUNK + CHUNK_HEADER_BYTES) return badHeader('webp');
  // Some writers leave the last padding byte out.
  if (end > file.size + 1 || (end > file.size && end % 2 === 1)) return cutOff('webp', file.size, end);
  const type = ascii(head, 12, 16);
  const size = sizeOf(head, type);
  if ('reason' in size) return size;
  for (let at = FIRST_CHUNK; at + CHUNK_HEADER_BYTES <= end; ) {
    const chunk = file.bytes(at, CHUNK_HEADER_BYTES);
    const length = u32le(chunk, 4);
    const name = ascii(chunk, 0, 4);
    const chunkEnd = at + CHUNK_HEADER_BYTES + length;
    if (chunkEnd > end) return damaged('webp', `that is damaged: its chunk \`${printable(name)}\` is longer than the file`);
    if (chunkEnd > file.size) return cutOff('webp', file.size, end);
    if (name === 'VP8 ' || name === 'VP8L' || (name === 'ANMF' && type === 'VP8X'))
      return {
        ...size,
        location: type === 'VP8X' && (head[20] ?? 0) & METADATA ? locationIn(file, chunkEnd + (length % 2), end) : undefined,
      };
    at = chunkEnd + (length % 2);
  }
  return damaged('webp', 'without pixels: it ends before its first picture');
}

/** In the chunks from `start` on. */
function locationIn(file: Reader, start: number, end: number): ImageLocation | undefined {
  let location: ImageLocation | undefined;
  for (let at = start; at + CHUNK_HEADER_BYTES <= end && location === undefined; ) {
    const chunk = file.bytes(at, CHUNK_HEADER_BYTES);
    if (chunk.length < CHUNK_HEADER_BYTES) break;
    const [name, length] = [ascii(chunk, 0, 4), u32le(chunk, 4)];
    const data = () => file.bytes(at + CHUNK_HEADER_BYTES, Math.min(length, MOST_METADATA_BYTES));
    if (name === 'EXIF') location = readExif(data()).location;
    if (name === 'XMP ') location = locationInXmp(data());
    at += CHUNK_HEADER_BYTES + length + (length % 2);
  }
  return location;
}

function sizeOf(head: Uint8Array, type: string): Walk {
  if (head.length < 25) return badHeader('webp');
  if (type === 'VP8 ' && head[23] === 0x9d && head[24] === 0x01 && head[25] === 0x2a)
    return sized('webp', u16le(head, 26) & 0x3fff, u16le(head, 28) & 0x3fff);
  const packed = u32le(head, 21);
  if (type === 'VP8L' && head[20] === 0x2f) return sized('webp', 1 + (packed & 0x3fff), 1 + ((packed >>> 14) & 0x3fff));
  if (type === 'VP8X' && head.length === 30) return sized('webp', 1 + u24le(head, 24), 1 + u24le(head, 27));
  return badHeader('webp');
}

const u24le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + (bytes[at + 2] ?? 0) * 0x10000;

function printable(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/g, '?').trim();
}
