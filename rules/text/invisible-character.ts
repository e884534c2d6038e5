import type { Document } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { fileRule } from '../../src/model/rule.ts';

const NAMES = new Map([
  [0x061c, 'ARABIC LETTER MARK'],
  [0x180e, 'MONGOLIAN VOWEL SEPARATOR'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x2028, 'LINE SEPARATOR'],
  [0x2029, 'PARAGRAPH SEPARATOR'],
  [0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x2060, 'WORD JOINER'],
  [0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0x3164, 'HANGUL FILLER'],
  [0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
]);

/** Candidates, the same one once or more often; not the mark at the start of a file. Soft hyphens, variation selectors and wide spaces are set on purpose. */
const RUN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /(?!^\ufeff)([\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\u3164\ufeff\u{e0001}-\u{e007f}])\1*/gu;
/** The same, quicker: most posts are done with this one look. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const SOMEWHERE = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\u3164\ufeff\udb40]/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Scripts that are written without spaces: a zero-width one tells where a line may break. */
const WITHOUT_SPACES =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Letters that don't change with their neighbours; a joiner between them joins nothing. */
const UNJOINED =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Hebrew}]/u;
const EMOJI = /\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;

export default fileRule({
  meta: {
    summary: 'A character that no reader sees: zero-width, a control character, or one that turns the direction of text.',
    level: 'warn',
  },
  *check(document) {
    const { text } = document;
    if (!SOMEWHERE.test(text)) return;
    for (const { index, 0: run } of text.matchAll(RUN)) {
      if (isMeant(run, index, document)) continue;
      yield finding(run, index);
    }
  },
});

function finding(run: string, at: number): Finding {
  const code = run.codePointAt(0) ?? 0;
  const name = NAMES.get(code) ?? (code > 0xffff ? 'TAG' : 'CONTROL CHARACTER');
  const times = [...run].length;
  return {
    span: [at, at + run.length],
    message: `Invisible character U+${code.toString(16).toUpperCase().padStart(4, '0')} ${name}${times > 1 ? `, ${times} times` : ''}`,
    hint: 'Remove it; where it is meant, write it as an HTML entity.',
  };
}

function isMeant(run: string, at: number, document: Document): boolean {
  const { text } = document;
  const code = run.codePointAt(0) ?? 0;
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const after = [...text.slice(at + run.length, at + run.length + 2)][0] ?? '';
  if (code === 0xfeff) return false;
  if (code === 0x200b || code === 0x2060) return isBreak(before, after);
  if (code === 0x200c) return /[\p{L}\p{M}]/u.test(before) && !UNJOINED.test(before);
  if (code === 0x200d) return EMOJI.test(before) || (/[\p{L}\p{M}]/u.test(before) && !UNJOINED.test(before));
  // Overrides hide what a text says; the others are needed where both directions meet.
  if (code === 0x202d || code === 0x202e) return false;
  if (NAMES.get(code)?.match(/LEFT|RIGHT|POP|STRONG|ARABIC/)) return RIGHT_TO_LEFT.test(text);
  // Flags of regions are spelt with tags.
  if (code > 0xffff) return before === '\u{1f3f4}' || /[\u{e0020}-\u{e007f}]/u.test(before);
  // A byte of damaged text, or the colours of a terminal.
  if (code >= 0x80 && code < 0xa0) return /[\u00c2-\u00f4][\u0080-\u00bf]{0,2}$/.test(text.slice(Math.max(0, at - 3), at));
  return code < 0x80 && isInCode(at, document);
}

/** Between two visible characters it may be the place for a line break, or keep marks of Markdown apart. */
function isBreak(before: string, after: string): boolean {
  if (WITHOUT_SPACES.test(before) || WITHOUT_SPACES.test(after)) return true;
  if (before.trim() === '' || after.trim() === '') return false;
  return !(/[\p{L}\p{N}]/u.test(before) && /[\p{Ll}\p{Lo}]/u.test(after));
}

function isInCode(at: number, document: Document): boolean {
  return [...document.all('code'), ...document.all('inlineCode')].some((node) => {
    const [start, end] = document.span(node);
    return start <= at && at < end;
  });
}
