import type { ImageLocation } from '../../model/image.ts';
import { readExif } from './exif.ts';
import { locationInXmp } from './location.ts';
import { exifInText, xmpInText } from './png-text.ts';
import { ascii, badHeader, cutOff, damaged, type Reader, sized, turned, u32be, type Walk } from './reader.ts';
import { zlib } from './zlib.ts';

/** Without these, a picture can't be shown, or not as it was meant; only small ones are worth their reading. */
const CHECKED = new Set(['IHDR', 'PLTE', 'tRNS', 'IEND']);
const MOST_CHECKED_BYTES = 64 * 1024;
/** In files up to this size the pixels' checksums are tested as well. */
const MOST_PIXEL_BYTES = 1024 * 1024;

const SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const AROUND = 12;
const MOST_LENGTH = 0x7fffffff;

const TEXTS = new Set(['iTXt', 'zTXt', 'tEXt']);
const MOST_METADATA_BYTES = 4 * 1024 * 1024;

/**
 * The chain of chunks from IHDR to IEND. What comes behind is not looked at. Browsers turn a picture by its EXIF only
 * where that stands before the pixels, as the standard demands.
 */
export function walkPng(file: Reader): Walk {
  const header = file.bytes(0, SIGNATURE_BYTES + AROUND + 13);
  if (header.length < SIGNATURE_BYTES + AROUND + 13 || u32be(header, 8) !== 13 || ascii(header, 12, 16) !== 'IHDR') return badHeader('png');
  const size = sized('png', u32be(header, 16), u32be(header, 20));
  if ('reason' in size || size.size === undefined) return size;
  let shown = size.size;
  let location: ImageLocation | undefined;
  let hasPixels = false;
  for (let at = SIGNATURE_BYTES; ; ) {
    const head = file.bytes(at, 8);
    if (head.length < 8) return cutOff('png', file.size, at + AROUND, true);
    const length = u32be(head, 0);
    const type = ascii(head, 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type) || length > MOST_LENGTH) return damaged('png', `that is damaged: at byte ${at}, no chunk begins`);
    const end = at + AROUND + length;
    if (end > file.size) return cutOff('png', file.size, type === 'IEND' ? end : end + AROUND, type !== 'IEND');
    if (isChecked(type, length, file.size) && !isWhole(file.bytes(at + 4, length + 8)))
      return damaged('png', `whose chunk \`${type}\` is damaged: its checksum does not match`);
    const data = () => file.bytes(at + 8, length);
    if (type === 'eXIf' && length <= MOST_METADATA_BYTES) {
      const exif = readExif(data());
      if (!hasPixels) shown = turned(size.size, exif.orientation);
      location ??= exif.location;
    } else if (TEXTS.has(type) && length <= MOST_METADATA_BYTES) location ??= locationInText(type, data());
    if (type === 'IDAT') hasPixels = true;
    if (type === 'IEND') return hasPixels ? { size: shown, location } : damaged('png', 'without pixels: it has no chunk `IDAT`');
    at = end;
  }
}

function isChecked(type: string, length: number, size: number): boolean {
  return type === 'IDAT' ? size <= MOST_PIXEL_BYTES : CHECKED.has(type) && length <= MOST_CHECKED_BYTES;
}

/** `chunk` is type, data and checksum. */
function isWhole(chunk: Uint8Array): boolean {
  const end = chunk.length - 4;
  return zlib().crc32(chunk.subarray(0, end)) === u32be(chunk, end);
}

function locationInText(type: string, data: Uint8Array): ImageLocation | undefined {
  const xmp = xmpInText(type, data);
  if (xmp !== undefined) return locationInXmp(xmp);
  const exif = exifInText(type, data);
  return exif && readExif(exif).location;
}
