import type { Piece, Place, Reader, Source } from './source.ts';

/** What is written in formulas only: a command, a superscript, a subscript of one character or in braces. */
const SURE = /\\[A-Za-z{}]|\^|_\{|(?<![A-Za-z])[A-Za-z]_[A-Za-z\d](?!\w)/;
const ENVIRONMENT = /\\begin\{([A-Za-z]+\*?)\}/y;
/** Rather a link between two prices. */
const LINK = /\]\([^)\s]*[./#:]/;
const LONGEST = 20_000;

/** Formulas of TeX: `$a_1$`, `$$…$$`, `\(a\)`, `\[a\]`, `\begin{align}…\end{align}`. `$5 and $10` is money. */
export function mathReader(): Reader {
  return {
    starts: '$\\',
    read(place, source) {
      const { text, dialect } = source;
      const { at } = place;
      if (text[at] === '$') return text[at + 1] === '$' ? display(place, source) : inline(at, source);
      return dialect === 'mdx' ? undefined : (bracketed(at, source) ?? environment(place, source));
    },
  };
}

function display({ at, startsLine }: Place, source: Source): Piece | undefined {
  const { text, find, lineEnd, paragraphEnd } = source;
  const end = find('$$', at + 2);
  if (end === -1 || end === at + 2 || end - at > LONGEST) return undefined;
  // Alone on its line it begins a block; otherwise it is a part of the paragraph.
  const isBlock = text.slice(at + 2, lineEnd(at)).trim() === '';
  if (!isBlock && end > paragraphEnd(at)) return undefined;
  if (source.dialect === 'mdx' && !isBlock && !SURE.test(text.slice(at, end))) return undefined;
  return { end: end + 2, how: isBlock ? 'blank' : startsLine ? 'tag' : 'quiet' };
}

/** Pandoc's rule: no space inside the signs, and no digit behind them. Sure formulas may have spaces, and several lines. */
function inline(at: number, { text, dialect, find, lineEnd, paragraphEnd }: Source): Piece | undefined {
  const end = find('$', at + 1);
  if (end === -1 || end > paragraphEnd(at) || /[\w$]/.test(text.charAt(at - 1)) || text[end - 1] === '\\') return undefined;
  const content = text.slice(at + 1, end);
  const isSure = SURE.test(content);
  if (!isSure && (dialect === 'mdx' || end > lineEnd(at) || /^[\s{]|\s$/.test(content) || LINK.test(content))) return undefined;
  if (/[\d$]/.test(text.charAt(end + 1)) || (/^\s/.test(content) && !/\s$/.test(content))) return undefined;
  return { end: end + 1, how: 'quiet' };
}

/** Escaped brackets, which are a formula only with a formula in them. */
function bracketed(at: number, { text, find, lineEnd, paragraphEnd }: Source): Piece | undefined {
  const slashes = text[at + 1] === '\\' ? '\\\\' : '\\';
  const closing = { '(': ')', '[': ']' }[text.charAt(at + slashes.length)];
  if (closing === undefined) return undefined;
  const end = find(slashes + closing, at + slashes.length + 1);
  if (end === -1 || end > paragraphEnd(at)) return undefined;
  const content = text.slice(at + slashes.length + 1, end);
  if (!SURE.test(content) || LINK.test(content)) return undefined;
  return { end: end + slashes.length + 1, how: end > lineEnd(at) ? 'blank' : 'quiet' };
}

function environment({ at, startsLine }: Place, { text, find }: Source): Piece | undefined {
  ENVIRONMENT.lastIndex = at;
  const name = startsLine ? ENVIRONMENT.exec(text)?.[1] : undefined;
  if (name === undefined) return undefined;
  const last = `\\end{${name}}`;
  const end = find(last, at);
  return end === -1 || end - at > LONGEST ? undefined : { end: end + last.length, how: 'blank' };
}
