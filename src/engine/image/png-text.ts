import { zlib } from './zlib.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/** The XMP of a text chunk, of the international kind; libvips writes it into the compressed one. */
export function xmpInText(type: string, data: Uint8Array): Uint8Array | undefined {
  const body = bodyOf(data, 'XML:com.adobe.xmp');
  if (body === undefined || type !== 'iTXt') return body && textOf(type, body);
  // Flag and method of compression; then two texts, of language and keyword.
  const language = body.indexOf(0, 2);
  const keyword = language === -1 ? -1 : body.indexOf(0, language + 1);
  const text = keyword === -1 ? undefined : body.subarray(keyword + 1);
  return text && body[0] === 1 ? inflated(text) : text;
}

/** The EXIF that ImageMagick writes into a text chunk, as hexadecimal digits behind a name and a length. */
export function exifInText(type: string, data: Uint8Array): Uint8Array | undefined {
  const body = bodyOf(data, 'Raw profile type exif') ?? bodyOf(data, 'Raw profile type APP1');
  if (body === undefined || type === 'iTXt') return undefined;
  const digits = Buffer.from(textOf(type, body) ?? [])
    .toString('latin1')
    .replace(/^\s*\w+\s+\d+\s/, '')
    .replaceAll(/\s/g, '');
  return Buffer.from(digits, 'hex');
}

/** In a compressed chunk, the method goes before. */
function textOf(type: string, body: Uint8Array): Uint8Array | undefined {
  return type === 'zTXt' ? inflated(body.subarray(1)) : body;
}

/** What follows the keyword, if it is this one. */
function bodyOf(data: Uint8Array, keyword: string): Uint8Array | undefined {
  const isIt = data[keyword.length] === 0 && Buffer.from(data.subarray(0, keyword.length)).toString('latin1') === keyword;
  return isIt ? data.subarray(keyword.length + 1) : undefined;
}

function inflated(data: Uint8Array): Uint8Array | undefined {
  try {
    return zlib().inflateSync(data, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}
