import { type ActiveContent, formatName, type ImageFormat, type ImageLocation } from '../../model/image.ts';

/** A file, read by pieces. */
export interface Reader {
  /** Of the file, in bytes. */
  readonly size: number;
  /** A piece, shorter where the file ends. */
  bytes(offset: number, length: number): Uint8Array;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a walk over the structure of a file found; or why it is no image, in words that follow its name. */
export type Walk = Facts | { readonly reason: string };

export interface Facts {
  /** Where the file states one. */
  readonly size: Size | undefined;
  readonly location?: ImageLocation | undefined;
  readonly active?: ActiveContent | undefined;
}

// Numbers behind the end of a piece are zero: no walk throws.
export const u16be = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
export const u32be = (bytes: Uint8Array, at: number): number => u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2);
export const u16le = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
export const i32le = (bytes: Uint8Array, at: number): number => u32le(bytes, at) | 0;
export const u32le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000;

/** A piece of a file, as if it were a file of its own. */
export function partOf(file: Reader, start: number, size: number): Reader {
  return { size, bytes: (offset, length) => file.bytes(start + offset, Math.max(0, Math.min(length, size - offset))) };
}

export function readerOf(bytes: Uint8Array): Reader {
  return { size: bytes.length, bytes: (offset, length) => bytes.subarray(offset, offset + length) };
}

export function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

export function sized(format: ImageFormat, width: number, height: number): Walk {
  return isLength(width) && isLength(height) ? { size: { width, height } } : badHeader(format);
}

function isLength(pixels: number): boolean {
  return Number.isSafeInteger(pixels) && pixels > 0;
}

/** As it is shown: the orientations of EXIF from 5 up lie on their side. */
export function turned(size: Size, orientation: number): Size {
  return orientation >= 5 && orientation <= 8 ? { width: size.height, height: size.width } : size;
}

export function badHeader(format: ImageFormat): Walk {
  return { reason: `begins as ${formatName(format)}, but its header can't be read` };
}

export function damaged(format: ImageFormat, how: string): Walk {
  return { reason: `is ${named(format)} ${how}` };
}

/** `need` is the size that the file states, or the least that it can have. */
export function cutOff(format: ImageFormat, have: number, need: number, least = false): Walk {
  return damaged(format, `that is cut off: ${have} of ${least ? 'at least ' : ''}${need} bytes are there`);
}

function named(format: ImageFormat): string {
  return `${format === 'avif' || format === 'svg' || format === 'ico' ? 'an' : 'a'} ${formatName(format)}`;
}
