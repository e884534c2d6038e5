import { firstMarkup } from './markup.ts';

interface Other {
  /** In words that follow the name of the file. */
  readonly reason: string;
  readonly hint?: string;
}

const LFS: Other = { reason: 'is a Git LFS pointer, not the image', hint: 'Run `git lfs pull`, or commit the file itself.' };
const HTML: Other = { reason: 'is an HTML page, not an image', hint: 'It was probably saved from an error page.' };
const UNKNOWN: Other = { reason: 'is no image: its first bytes are those of no known image format' };

/** Signatures whose line breaks a tool has converted. */
const CONVERTED: readonly [name: string, start: string, change: string][] = [
  ['PNG', '\x89PNG\n\x1a', 'lost'],
  ['PNG', '\x89PNG\r\n\x1a\r\n', 'added'],
  ['PNG', '\x89PNG\r\r\n\x1a', 'added'],
  ['JPEG XL', '\0\0\0\x0cJXL \n\x87', 'lost'],
  ['JPEG XL', '\0\0\0\x0cJXL \r\n\x87\r\n', 'added'],
  ['JPEG XL', '\0\0\0\x0cJXL \r\r\n\x87', 'added'],
];

/** What bytes that are no UTF-8 become, when somebody reads them as a text and writes it. */
const LOST = '\xef\xbf\xbd';
const AS_TEXT = [`${LOST}PNG`, LOST.repeat(3)];

const FORMATS: readonly [start: string, name: string][] = [
  ['%PDF-', 'a PDF'],
  ['%!PS', 'a PostScript file'],
  ['8BPS', 'a Photoshop file'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1f\x8b\x08', 'a gzip archive'],
  ['\x1aE\xdf\xa3', 'a Matroska or WebM video'],
];
const MPEG4 = /^(?:isom|iso\d|mp4|avc1|M4V|qt )/;

/** What a file is that is no image, by its first bytes. */
export function whatElse(start: string): Other {
  if (start.startsWith('version https://git-lfs.github.com/spec/')) return LFS;
  const converted = CONVERTED.find(([, signature]) => start.startsWith(signature));
  if (converted !== undefined) {
    const [name, , change] = converted;
    const hint = `Mark \`*.${name === 'PNG' ? 'png' : 'jxl'}\` as \`binary\` in .gitattributes, and add the file again.`;
    return { reason: `is a ${name} whose line endings were converted: the byte \`0D\` is ${change}`, hint };
  }
  if (AS_TEXT.some((signature) => start.startsWith(signature)))
    return { reason: 'was saved as text, and has lost all bytes that are none', hint: 'Get the file anew, and copy it byte by byte.' };
  const format = FORMATS.find(([signature]) => start.startsWith(signature))?.[1];
  if (format !== undefined) return { reason: `is ${format}, not an image` };
  if (start.slice(4, 8) === 'ftyp' && MPEG4.test(start.slice(8))) return { reason: 'is an MPEG-4 video, not an image' };
  const { name, at } = firstMarkup(start);
  if (/^(?:html|head|body)$|^!doctype html/.test(name)) return HTML;
  return name === '' ? UNKNOWN : { reason: `is markup, not an image: its first tag is \`<${start.slice(at + 1, at + 1 + name.length)}>\`` };
}
