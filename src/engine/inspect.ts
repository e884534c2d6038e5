import { imageSize } from 'image-size';
import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { ImageFormat, ImageInspection } from '../model/image.ts';
import { walkGif } from './image/gif.ts';
import { walkIsobmff } from './image/isobmff.ts';
import { walkJpeg } from './image/jpeg.ts';
import { firstMarkup } from './image/markup.ts';
import { walkPng } from './image/png.ts';
import { badHeader, type Reader, type Walk } from './image/reader.ts';
import { isSvg, walkSvg } from './image/svg.ts';
import { walkWebp } from './image/webp.ts';

/** Whole, for most images; of larger ones the rest is read where their structure leads there. */
const HEAD_BYTES = 64 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;

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
  const start = Buffer.from(head.subarray(0, 512)).toString('latin1');
  if (start.startsWith('version https://git-lfs.github.com/spec/'))
    return corrupt('is a Git LFS pointer, not the image', 'Run `git lfs pull`, or commit the file itself.');
  if (start.startsWith('\x89PNG\n\x1a'))
    return corrupt(
      'is a PNG whose line endings were converted: the byte `0D` is lost',
      'Mark `*.png` as `binary` in .gitattributes, and add the file again.',
    );
  const format = formatOf(head);
  if (format === undefined) {
    if (/^(?:html|head|body)$|^!doctype html/.test(firstMarkup(start).name))
      return corrupt('is an HTML page, not an image', 'It was probably saved from an error page.');
    return corrupt('is no image: its first bytes are those of no known image format');
  }
  // What is too large to be read whole is not judged by its end.
  const walk = size > MOST_BYTES ? { size: measure(head, format) } : walkOf(format, readerOf(head, size, whole));
  return 'reason' in walk ? corrupt(walk.reason) : { status: 'image', format, bytes: size, size: walk.size };
}

/** The whole file is read when the first piece behind its head is asked for. */
function readerOf(head: Uint8Array, size: number, whole: () => Uint8Array): Reader {
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
    default: {
      const size = measure(file.bytes(0, HEAD_BYTES), format) ?? measure(file.bytes(0, file.size), format);
      return size ? { size } : badHeader(format);
    }
  }
}

/** Width and height after EXIF rotation; undefined when they can't be told, or are no size. */
function measure(head: Uint8Array, format: ImageFormat): { width: number; height: number } | undefined {
  try {
    const { width, height, orientation = 1, type } = imageSize(head);
    const isIt = (type === 'jpg' ? 'jpeg' : type) === format;
    const valid = isIt && Number.isFinite(width) && Number.isFinite(height) && width > 0 && height > 0;
    if (!valid) return undefined;
    return orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height };
  } catch {
    return undefined;
  }
}

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
