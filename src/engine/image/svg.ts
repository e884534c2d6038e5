import { firstMarkup, type Markup } from './markup.ts';
import { badHeader, damaged, type Reader, type Size, type Walk } from './reader.ts';

const HEAD_BYTES = 64 * 1024;

/** The root element is `svg`, behind any prolog, comments and doctype. */
export function isSvg(bytes: Uint8Array): boolean {
  return rootOf(decoded(bytes.subarray(0, HEAD_BYTES))) !== undefined;
}

/** The root element must be closed. What is wrong in between is for an XML parser. */
export function walkSvg(file: Reader): Walk {
  const text = decoded(file.bytes(0, file.size));
  const root = rootOf(text);
  if (root === undefined) return badHeader('svg');
  const end = endOfTag(text, root.at);
  const whole = end !== undefined && isClosed(text, root);
  return whole ? { size: sizeOf(text.slice(root.at, end)) } : damaged('svg', 'that is cut off: its root element is not closed');
}

function rootOf(text: string): Markup | undefined {
  const markup = firstMarkup(text, /^<!doctype\s+(?!\s|html)/i);
  return /^(?:\w+:)?svg$/.test(markup.name) ? markup : undefined;
}

/** Elements of the root's own name are counted; all others are passed by. */
function isClosed(text: string, { name, at: start }: Markup): boolean {
  let depth = 0;
  for (let at = start; at !== -1; at = text.indexOf('<', at)) {
    const skipped = HIDDEN.find(([opening]) => text.startsWith(opening, at));
    if (skipped) {
      const end = text.indexOf(skipped[1], at + skipped[0].length);
      if (end === -1) return false;
      at = end + skipped[1].length;
      continue;
    }
    const closing = text[at + 1] === '/';
    const nameAt = at + (closing ? 2 : 1);
    const isRoot = text.slice(nameAt, nameAt + name.length).toLowerCase() === name && /[\s/>]/.test(text[nameAt + name.length] ?? '');
    const isTag = closing || /[A-Za-z_]/.test(text[nameAt] ?? '');
    const end = isTag ? endOfTag(text, at) : at + 1;
    if (end === undefined) return false;
    if (isRoot && text[end - 2] !== '/') depth += closing ? -1 : 1;
    if (isRoot && depth <= 0) return true;
    at = end;
  }
  return false;
}

/** What may hold tags that are none. */
const HIDDEN = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Behind the `>` that ends the tag at `start`; one within quotes does not. */
function endOfTag(text: string, start: number): number | undefined {
  const next = /["'>]/g;
  next.lastIndex = start;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    if (match[0] === '>') return match.index + 1;
    const quote = text.indexOf(match[0], match.index + 1);
    if (quote === -1) return undefined;
    next.lastIndex = quote + 1;
  }
  return undefined;
}

/** The size that the root element states in pixels; a view box alone is none. */
function sizeOf(root: string): Size | undefined {
  const [width = 0, height = 0] = ['width', 'height'].map((name) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(root)?.[1]),
  );
  const isLength = (value: number) => value > 0 && Number.isFinite(value);
  return isLength(width) && isLength(height) ? { width, height } : undefined;
}

function decoded(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}
