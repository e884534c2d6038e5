import type { Found } from './scan.ts';
import type { Source } from './source.ts';

/** What Markdown, GFM and typography may see a meaning in. */
const MEANINGFUL = /[[\]()*_`<>!|\\~&$#:@"'=+^]/g;
const MEANINGFUL_IN_MDX = /[[\]()*_`<>!|\\~&$#:@"'=+^{}]/g;
/** Ends where the URL of a link, an image or a definition stands, or goes on; or the value of an attribute. */
const DESTINATION = /[\w-]=$|\]\(<?[^\s()]*$|(?:^|[\r\n])[ \t>]*\[[^[\]\r\n]+\]:[ \t]*<?\S*$/;
const LOOK_BACK = 300;

/** Spaces for all but line breaks. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}

/** The text with its pieces filled; its length and its line breaks stay. */
export function fill(source: Source, pieces: readonly Found[]): string {
  const { text } = source;
  let filled = '';
  let end = 0;
  let wasDestination = false;
  let aloneUntil = 0;
  for (const [index, piece] of pieces.entries()) {
    const between = text.slice(end, piece.at);
    const content = text.slice(piece.at, piece.end);
    if (piece.startsLine && !piece.inHtml) aloneUntil = aloneEnd(text, pieces, index) ?? aloneUntil;
    const isBlank = piece.how === 'blank' || (piece.how === 'tag' && piece.at < aloneUntil);
    const isDestination: boolean = !isBlank && isUrl(text.slice(Math.max(end, piece.at - LOOK_BACK), piece.at), wasDestination);
    filled += between;
    filled +=
      piece.as !== undefined
        ? piece.as.padEnd(content.length)
        : !isBlank
          ? quiet(content, isDestination, source)
          : piece.inQuote
            ? blankInQuote(content)
            : blank(content);
    end = piece.end;
    wasDestination = isDestination;
  }
  return filled + text.slice(end);
}

/** The end of the line, where nothing but tags stands on it from the piece on. */
function aloneEnd(text: string, pieces: readonly Found[], index: number): number | undefined {
  let at = pieces[index]?.at ?? 0;
  for (let next = pieces[index]; next?.at === at && (next.how === 'tag' || next.how === 'blank'); next = pieces[++index]) {
    at = next.end;
    while (text[at] === ' ' || text[at] === '\t') at++;
  }
  return at === text.length || text[at] === '\n' || text[at] === '\r' ? at : undefined;
}

function isUrl(before: string, wasDestination: boolean): boolean {
  return DESTINATION.test(before) || (wasDestination && /^[^\s()<>]*$/.test(before));
}

/** A URL may hold no spaces, and the text of a heading shall not end with a full stop. */
function quiet(content: string, isDestination: boolean, { dialect }: Source): string {
  const filler = isDestination ? '.' : ' ';
  const text = content.replace(dialect === 'mdx' ? MEANINGFUL_IN_MDX : MEANINGFUL, filler);
  return isDestination ? text.replace(/[ \t]/g, filler) : text;
}

/** The marks of the quotation stay. */
function blankInQuote(content: string): string {
  return content.replace(/([\r\n][ \t>]*)|[^\r\n]/g, (_, marks: string | undefined) => marks ?? ' ');
}
