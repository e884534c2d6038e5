import { imageSize } from 'image-size';
import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { ImageFormat, ImageInspection } from '../model/image.ts';
import { walkBmp } from './image/bmp.ts';
import { walkGif } from './image/gif.ts';
import { walkIco } from './image/ico.ts';
import { walkIsobmff } from './image/isobmff.ts';
import { walkJpeg } from './image/jpeg.ts';
import { walkJxl } from './image/jxl.ts';
import { whatElse } from './image/other.ts';
import { walkPng } from './image/png.ts';
import { type Reader, type Size, sized, turned, type Walk } from './image/reader.ts';
import { isSvg, walkSvg } from './image/svg.ts';
import { walkTiff } from './image/tiff.ts';
import { walkWebp } from './image/webp.ts';

/** Whole, for most images; of larger ones the rest is read where their structure leads there. */
const HEAD_BYTES = 64 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** Enough to tell what a file is that is no image. */
const START_BYTES = 1024;

/** Says what the file at `path` is, by its own bytes. Reads its head only, where that is enough. */
export function inspectImage(host: Host, path: string): ImageInspection {
  try {
    const { bytes, size } = host.readHead(path, HEAD_BYTES);
    return inspectBytes(bytes, size, () => host.read(path));
  } catch (error) {
    if (error instanceof HostError) return { status: 'unreadable', reason: error.message };
    throw error;
  }
}

/** `head` are the first bytes of a file of `size` bytes; `whole` gives them all. */
function inspectBytes(head: Uint8Array, size: number, whole: () => Uint8Array): ImageInspection {
  const corrupt = (reason: string, hint?: string): ImageInspection => ({ status: 'corrupt', bytes: size, reason, ...(hint && { hint }) });
  if (size === 0) return corrupt('is an empty file');
  const format = formatOf(head);
  if (format === undefined) {
    const { reason, hint } = whatElse(Buffer.from(head.subarray(0, START_BYTES)).toString('latin1'));
    return corrupt(reason, hint);
  }
  // What is too large to be read whole is not judged by its end.
  const walk = size > MOST_BYTES ? { size: measure(head, format) } : walkOf(format, lazyReader(head, size, whole));
  if ('reason' in walk) return corrupt(walk.reason);
  const { location, active } = walk;
  return { status: 'image', format, bytes: size, size: walk.size, ...(location && { location }), ...(active && { active }) };
}

/** The whole file is read when the first piece behind its head is asked for. */
function lazyReader(head: Uint8Array, size: number, whole: () => Uint8Array): Reader {
  let bytes = head;
  return {
    size,
    bytes(offset, length) {
      if (bytes === head && offset + length > head.length && head.length < size) bytes = whole();
      return bytes.subarray(offset, offset + length);
    },
  };
}

function walkOf(format: ImageFormat, file: Reader): Walk {
  switch (format) {
    case 'png':
      return walkPng(file);
    case 'jpeg':
      return walkJpeg(file);
    case 'gif':
      return walkGif(file);
    case 'webp':
      return walkWebp(file);
    case 'avif':
    case 'heif':
      return walkIsobmff(file, format);
    case 'svg':
      return walkSvg(file);
    case 'ico':
      return walkIco(file);
    case 'bmp':
      return walkBmp(file);
    case 'tiff':
      return walkTiff(file);
    case 'jxl':
      return walkJxl(file, (head) => measure(head, format));
  }
}

/** The library's answer, held to what a size is; undefined without one. */
function measure(head: Uint8Array, format: ImageFormat): Size | undefined {
  try {
    const { width, height, orientation = 1, type = '' } = imageSize(head);
    const walk = sized(format, width, height);
    if ((FORMATS.get(type) ?? type) !== format || 'reason' in walk || walk.size === undefined) return undefined;
    return turned(walk.size, orientation);
  } catch {
    return undefined;
  }
}

/** Where the library calls them by another name. */
const FORMATS = new Map<string, ImageFormat>([
  ['jpg', 'jpeg'],
  ['jxl-stream', 'jxl'],
]);

/** The format by its signature, or undefined. */
export function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 32)).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.slice(4, 8) === 'ftyp')
    return /^(?:avif|avis)/.test(text.slice(8)) || text.slice(16).includes('avif')
      ? 'avif'
      : /^(?:hei[cfmsx]|hev[cmsx]|mif1|msf1)/.test(text.slice(8))
        ? 'heif'
        : undefined;
  if (text.startsWith('BM')) return 'bmp';
  if (text.startsWith('\0\0\x01\0')) return 'ico';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'tiff';
  if (text.startsWith('\xff\x0a') || text.startsWith('\0\0\0\x0cJXL \r\n\x87\n')) return 'jxl';
  return isSvg(bytes) ? 'svg' : undefined;
}
