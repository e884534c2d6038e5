import { reading, typeset } from './readings.ts';
import { firstFree, type SlugStyle } from './style.ts';

/** Letters that Unicode does not take apart, as deunicode writes them. */
const LETTERS = new Map(
  Object.entries({
    ß: 'ss',
    ẞ: 'ss',
    æ: 'ae',
    Æ: 'ae',
    œ: 'oe',
    Œ: 'oe',
    ø: 'o',
    Ø: 'o',
    ł: 'l',
    Ł: 'l',
    đ: 'd',
    Đ: 'd',
    ð: 'd',
    Ð: 'd',
    þ: 'th',
    Þ: 'th',
    ħ: 'h',
    Ħ: 'h',
    ı: 'i',
    ŋ: 'ng',
    Ŋ: 'ng',
    '©': '-c-',
    '®': '-r-',
    '™': 'tm',
    '×': 'x',
  }),
);
/** Spaces, dashes, quotation marks and the like: deunicode writes them with signs that end as hyphens. */
const SIGNS = /[\u00A0\u00A1\u00AB\u00AC\u00B7\u00BB\u00BF\u2000-\u200A\u2010-\u201F\u2022\u2026\u202F\u2032\u2033\u2039\u203A\u3000]/;
/** No trace is left of these. */
const NOTHING = /[\u0300-\u036F\u00AD\u2060\uFEFF]|\u200B|\u200C|\u200D|\uFE0F/;

/** Zola with `slugify.anchors = "on"`: the slug crate on top of deunicode, whose tables are not at hand. */
export const zola: SlugStyle = {
  readings: [reading(), reading('alt'), typeset],
  slug(text) {
    let written = '';
    for (const letter of text) {
      const latin = transliterated(letter);
      if (latin === undefined) return undefined;
      written += latin;
    }
    return written
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-|-$/g, '');
  },
  // With `safe` or `off`.
  also: (text) => [text.replace(/[ \t\r\n\f]/g, '_')],
  stated: 'first',
  numbering: firstFree,
};

function transliterated(letter: string): string | undefined {
  if (letter < '\u0080') return letter;
  const known = LETTERS.get(letter);
  if (known !== undefined) return known;
  if (NOTHING.test(letter)) return '';
  if (SIGNS.test(letter)) return '-';
  const [base = '', ...marks] = letter.normalize('NFD');
  return /[a-z]/i.test(base) && marks.every((mark) => NOTHING.test(mark)) ? base : undefined;
}
