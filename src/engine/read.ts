import { createHash } from 'node:crypto';
import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';

/** The same for equal bytes, and for no others. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha1').update(bytes).digest('base64url');
}

/** A file's text, or why it has none; a text that is kept although something is wrong carries a `warning`. */
export type Reading = { readonly text: string; readonly warning?: string } | { readonly text: undefined; readonly warning: string };

/** Reads a file as UTF-8. What is no text is refused with its place. */
export function readText(host: Host, path: string): Reading {
  let bytes: Uint8Array;
  try {
    bytes = host.read(path);
  } catch (error) {
    if (error instanceof HostError) return { text: undefined, warning: error.message };
    throw error;
  }
  return decodeText(bytes);
}

export function decodeText(bytes: Uint8Array): Reading {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { text: undefined, warning: 'The file is UTF-16; save it as UTF-8' };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  // Bytes that are no UTF-8 become U+FFFD, so only a text with that character needs the strict look.
  if (text.includes('\uFFFD') && !isUtf8(bytes)) {
    return { text: undefined, warning: `Line ${lineOf(text, text.indexOf('\uFFFD'))} is not valid UTF-8; save the file as UTF-8` };
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) return { text, warning: `Line ${lineOf(text, nul)} holds a NUL byte; remove it, or exclude the file if it is no text` };
  return { text };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
