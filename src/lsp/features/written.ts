import { decodeHTMLStrict } from 'entities';
import type { Span } from '../../model/span.ts';
import type { Mention } from './mentions.ts';

/** What of a URL names the file or the page, without query and fragment. */
export function pathIn(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

/** Where a mention names the file, without the quotes of front matter; undefined where that is written with escapes, or is not what was read. */
export function pathSpan({ span: [start, end], url }: Mention, text: string): Span | undefined {
  const path = pathIn(url);
  const written = text.slice(start, end);
  const at = /^["']/.test(written) && !/^["']/.test(url) ? 1 : 0;
  const isPath = written.startsWith(path, at) && /^(?:[?#].*|["'])?$/s.test(written.slice(at + path.length));
  return isPath ? [start + at, start + at + path.length] : undefined;
}

/** Where a mention names the anchor; undefined where it names none, or that is not what was read. */
export function fragmentSpan({ span: [start, end], url }: Mention, text: string): Span | undefined {
  const written = text.slice(start, end);
  // The mark of a character's number is no fragment's.
  const hash = written.search(/(?<!&)#/);
  const isFragment = hash !== -1 && (written === url || decodeHTMLStrict(written) === url);
  return isFragment ? [start + hash + 1, end] : undefined;
}
