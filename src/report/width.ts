import { eastAsianWidth } from 'get-east-asian-width';

/** Made when a text first needs it: it costs as much as reading ten posts. */
let segmenter: Intl.Segmenter | undefined;
const PLAIN = /^[\x20-\x7e]*$/;

/** How many columns a terminal takes for `text`: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
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
