import { memo } from '../../model/memo.ts';
import { markup } from '../xml.ts';

/** Larger files are named and not shown; so are all that come when the page has this much in pictures. */
const MOST_BYTES = 150_000;
const MOST_IN_ALL = 5_000_000;

/** What a picture is by its first bytes. SVG is none of them: it is a document, and could be more than a picture. */
const KINDS: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/avif', 4, 'ftypavif'],
];

/** Makes a figure of an image file, each file once read; without a picture where it can't be shown. */
export function thumbnails(bytesOf: (path: string, most: number) => Uint8Array | undefined): (path: string) => string {
  let left = MOST_IN_ALL;
  const source = memo((path: string): string | undefined => {
    const bytes = bytesOf(path, Math.min(MOST_BYTES, left));
    const type = bytes && KINDS.find(([, at, mark]) => Buffer.from(bytes.subarray(at, at + mark.length)).toString('latin1') === mark)?.[0];
    if (bytes === undefined || type === undefined) return undefined;
    left -= bytes.length;
    return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  });
  return (path) => {
    const url = source(path);
    return url === undefined
      ? ''
      : `<figure><img src="${url}" alt="" loading="lazy">${markup(path.slice(path.lastIndexOf('/') + 1))}</figure>`;
  };
}
