import { formatName, type ImageFormat } from '../../model/image.ts';

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

/** What a walk over the structure of a file found: its size, where it states one, or why it is no image, in words that follow its name. */
export type Walk = { readonly size: Size | undefined } | { readonly reason: string };

// Numbers behind the end of a piece are zero: no walk throws.
export const u16be = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
export const u32be = (bytes: Uint8Array, at: number): number => u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2);
export const u16le = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
export const u32le = (bytes: Uint8Array, at: number): number => u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000;

export function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

export function sized(format: ImageFormat, width: number, height: number): Walk {
  const valid = Number.isFinite(width) && Number.isFinite(height) && width > 0 && height > 0;
  return valid ? { size: { width, height } } : badHeader(format);
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
  return `${format === 'avif' || format === 'svg' ? 'an' : 'a'} ${formatName(format)}`;
}
