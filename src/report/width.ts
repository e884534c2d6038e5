import { eastAsianWidth } from 'get-east-asian-width';

/** Made when a text first needs it: it costs as much as reading ten posts. */
let segmenter: Intl.Segmenter | undefined;
/** Latin, Greek and Cyrillic letters, dashes, quotation marks and `…`: each takes one column. */
const PLAIN = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*$/;

/** What may be one character for readers together with what stands beside it. */
const JOINING =
  /[\p{M}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Cc}\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u0D4E\u1100-\u11FF\u200C-\u200D\uA960-\uA97F\uD7B0-\uD7FF\u{110BD}\u{110CD}\u{E0020}-\u{E007F}]/u;

/** How many columns a terminal takes for `text`: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  if (!JOINING.test(text)) return [...text].reduce((width, character) => width + graphemeWidth(character), 0);
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  const first = grapheme.codePointAt(0) ?? 0;
  if (/^[\p{M}\p{Cf}]/u.test(grapheme)) return 0;
  if (grapheme.includes('\uFE0F') || /^\p{Regional_Indicator}{2}/u.test(grapheme)) return 2;
  return eastAsianWidth(first);
}
