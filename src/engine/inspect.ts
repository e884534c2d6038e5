import { imageSize } from 'image-size';
import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { formatName, type ImageFormat, type ImageInspection } from '../model/image.ts';

/** Enough for the header of every format but a JPEG with very large metadata, which is then read whole. */
const HEAD_BYTES = 64 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;

/** Names that image-size gives to formats. */
const SIZED: Readonly<Record<string, ImageFormat>> = {
  jpg: 'jpeg',
  heif: 'heif',
  avif: 'avif',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  svg: 'svg',
  ico: 'ico',
  bmp: 'bmp',
  tiff: 'tiff',
  jxl: 'jxl',
};

/** Says what the file at `path` is, by its own bytes. Reads its head only, where that is enough. */
export function inspectImage(host: Host, path: string): ImageInspection {
  try {
    const { bytes, size } = host.readHead(path, HEAD_BYTES);
    const seen = inspectBytes(bytes, size);
    const partial = seen.status === 'corrupt' && bytes.length < size && size <= MOST_BYTES && formatOf(bytes) !== undefined;
    return partial ? inspectBytes(host.read(path), size) : seen;
  } catch (error) {
    if (error instanceof HostError) return { status: 'unreadable', reason: error.message };
    throw error;
  }
}

/** `head` are the first bytes of a file of `size` bytes. */
export function inspectBytes(head: Uint8Array, size: number): ImageInspection {
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
    if (/^(?:html|head|body)$|^!doctype html/.test(firstMarkup(start)))
      return corrupt('is an HTML page, not an image', 'It was probably saved from an error page.');
    return corrupt('is no image: its first bytes are those of no known image format');
  }
  if (format === 'svg') return { status: 'image', format, bytes: size, size: svgSize(head) };
  const measured = measure(head);
  if (measured === undefined) return corrupt(`begins as ${formatName(format)}, but its header can't be read`);
  return { status: 'image', format, bytes: size, size: measured };
}

/** The size that the root element states in pixels; a view box alone is none. */
function svgSize(head: Uint8Array): { width: number; height: number } | undefined {
  const root = /<(?:\w+:)?svg\b[^>]*>/.exec(Buffer.from(head).toString('utf8'))?.[0] ?? '';
  const [width, height] = ['width', 'height'].map((name) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(root)?.[1]),
  );
  return width && height ? { width, height } : undefined;
}

/** Width and height after EXIF rotation; undefined when they can't be told, or are no size. */
function measure(head: Uint8Array): { width: number; height: number } | undefined {
  try {
    const { width, height, orientation = 1, type } = imageSize(head);
    const valid = type !== undefined && type in SIZED && Number.isFinite(width) && Number.isFinite(height) && width > 0 && height > 0;
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

/** The root element is `svg`, behind any prolog, comments and doctype. */
function isSvg(bytes: Uint8Array): boolean {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes.subarray(0, HEAD_BYTES));
  return /^(?:\w+:)?svg$/.test(firstMarkup(text, /^<!doctype\s+(?!\s|html)/i));
}

/**
 * The name of the root element in lower case, `!doctype html` for that of a web page, or nothing. Comments and
 * processing instructions before it are passed over one by one, and so is a doctype that `passed` matches.
 */
function firstMarkup(text: string, passed?: RegExp): string {
  let at = 0;
  for (;;) {
    at += /^[\s\uFEFF\xEF\xBB\xBF]*/.exec(text.slice(at))?.[0].length ?? 0;
    const rest = text.slice(at, at + 200);
    const end = rest.startsWith('<!--') ? '-->' : rest.startsWith('<?') ? '?>' : passed?.test(rest) ? doctypeEnd(text, at) : undefined;
    if (end === undefined) return (/^<(!doctype\s+html|[\w:-]+)/i.exec(rest)?.[1] ?? '').toLowerCase().replace(/\s+/, ' ');
    const close = text.indexOf(end, at);
    if (close === -1) return '';
    at = close + end.length;
  }
}

/** A doctype with declarations of its own ends behind their bracket. */
function doctypeEnd(text: string, at: number): string {
  const bracket = text.indexOf('[', at);
  const close = text.indexOf('>', at);
  return bracket !== -1 && bracket < close ? ']>' : '>';
}
