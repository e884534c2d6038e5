import type { Piece, Place, Reader, Source } from './source.ts';

/** Tags of Obsidian, with nothing else on their line. */
const TAGS = /^#[\p{L}\p{N}_/-]+(?:[ \t]+#[\p{L}\p{N}_/-]+)*$/u;

/** `[[Page#Heading|text]]`, `![[image.png]]`, and Obsidian's `%%comments%%` and lines of tags. */
export function wikilinksReader(): Reader {
  return {
    starts: '![%',
    lineStarts: '#',
    read: (place, source) => (source.text[place.at] === '%' ? comment(place, source) : link(place.at, source)),
    readLine: (line, { at }, { dialect }) =>
      dialect === 'markdown' && TAGS.test(line) ? { end: at + line.length, how: 'blank' } : undefined,
  };
}

function link(at: number, { text, find, lineEnd }: Source): Piece | undefined {
  const start = text.startsWith('![[', at) ? at + 3 : text.startsWith('[[', at) ? at + 2 : undefined;
  if (start === undefined) return undefined;
  const end = find(']]', start);
  if (end === -1 || end > lineEnd(at) || end === start) return undefined;
  // `[[1]](https://…)` is a link with brackets in its text.
  if (/[[\]]/.test(text.slice(start, end)) || /[([]/.test(text.charAt(end + 2))) return undefined;
  return { end: end + 2, how: 'quiet' };
}

function comment({ at, startsLine }: Place, { text, dialect, find, lineEnd }: Source): Piece | undefined {
  if (!text.startsWith('%%', at) || dialect === 'mdx') return undefined;
  const end = find('%%', at + 2);
  if (end === -1 || end === at + 2 || (end > lineEnd(at) && !startsLine)) return undefined;
  return { end: end + 2, how: 'blank' };
}
