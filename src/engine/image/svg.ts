import { activeIn, runsNothing } from './active.ts';
import { firstMarkup, type Markup } from './markup.ts';
import { ascii, badHeader, damaged, type Reader, type Size, type Walk } from './reader.ts';
import { readXml, type StartTag } from './xml.ts';

const HEAD_BYTES = 64 * 1024;

/** The root element is `svg`, behind any prolog, comments and doctype. */
export function isSvg(bytes: Uint8Array): boolean {
  return rootOf(decoded(bytes.subarray(0, HEAD_BYTES))) !== undefined;
}

/** The text must be XML that every browser reads: one that does not shows nothing, or a part. */
export function walkSvg(file: Reader): Walk {
  const text = decoded(file.bytes(0, file.size));
  if (rootOf(text) === undefined) return badHeader('svg');
  const candidates: { tag: StartTag; name: string }[] = [];
  let root: StartTag | undefined;
  const problem = readXml(text, (tag) => {
    root ??= tag;
    const name = activeIn(tag);
    if (name !== undefined) candidates.push({ tag, name });
  });
  if (problem !== undefined) {
    const how = problem.cutOff ? 'cut off' : 'not well-formed';
    return damaged('svg', `that is ${how}: line ${lineAt(text, problem.at)} ${problem.problem}`);
  }
  // Only when all is read is it known which elements are empty.
  const active = candidates.find(({ tag }) => !runsNothing(tag));
  return { size: root && sizeOf(root), active: active && { name: active.name, line: lineAt(text, active.tag.at) } };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function rootOf(text: string): Markup | undefined {
  const markup = firstMarkup(text, /^<!doctype\s+(?!\s|html)/i);
  return /^(?:\w+:)?svg$/.test(markup.name) ? markup : undefined;
}

/** The size that the root element states in pixels; a view box alone is none. */
function sizeOf({ attributes }: StartTag): Size | undefined {
  const [width = 0, height = 0] = ['width', 'height'].map((name) =>
    Number(/^\s*(\d+\.?\d*|\.\d+)(?:px)?\s*$/.exec(attributes.get(name) ?? '')?.[1]),
  );
  const isLength = (value: number) => value > 0 && Number.isFinite(value);
  return isLength(width) && isLength(height) ? { width, height } : undefined;
}

/** By its byte order mark, else as its declaration says, else as UTF-8. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)/.exec(ascii(bytes, 0, 200))?.[1];
  return decoderOf(declared).decode(bytes);
}

function decoderOf(label = 'utf-8'): { decode(bytes: Uint8Array): string } {
  try {
    return new TextDecoder(/^utf-?16/i.test(label) ? 'utf-8' : label);
  } catch {
    return new TextDecoder('utf-8');
  }
}
