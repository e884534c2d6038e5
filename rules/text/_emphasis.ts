import type { Edit } from '../../src/model/finding.ts';

/** Text between two marks, and the characters around them; empty at the start and the end of a block. */
export interface Emphasis {
  readonly mark: string;
  readonly inner: string;
  readonly before: string;
  readonly after: string;
}

const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const SENTENCE_MARKS = /[:.,;!?：，。、；！？]+$/;
/** Behind these, bold text may begin: a mark behind a Latin letter is a footnote's or a power's. */
const BEGINS = /[\s\p{Ps}\p{Pi}"'—–，。、：；！？।]/u;
/** Patterns of paths, templates, formulas, marks of other emphasis. */
const NOT_PROSE = /^[/*.=]|[/*\\=]$|\*\*|__|\{\{|\}\}|\{%|\$|[\r\n]/;

/** Why CommonMark does not make it bold, where it was surely meant so. */
export function causeOf({ mark, inner, before, after }: Emphasis): 'space inside' | 'punctuation' | undefined {
  const text = inner.trim();
  if (!LETTER.test(text) || NOT_PROSE.test(text) || !(before === '' || BEGINS.test(before) || WITHOUT_SPACES.test(before)))
    return undefined;
  const [leads, trails] = [/^\s/.test(inner), /\s$/.test(inner)];
  const isBlockStart = before === '' || /[\r\n]/.test(before);
  if (!leads && !trails) {
    const isStuck =
      (LETTER.test(after) && PUNCTUATION.test(text.at(-1) ?? '')) || (WITHOUT_SPACES.test(before) && PUNCTUATION.test(text.charAt(0)));
    return mark === '**' && isStuck ? 'punctuation' : undefined;
  }
  // `2 ** 3 ** 4`, and blanks to fill in.
  if (leads && (trails || mark === '__') && !isBlockStart) return undefined;
  if (leads && trails && mark === '__') return undefined;
  // `**args and **options`; but `**Note: **text` was meant.
  const isClosed = !LETTER.test(after) || WITHOUT_SPACES.test(after) || (trails && /[:.!?]$/.test(text));
  return isClosed ? 'space inside' : undefined;
}

/** Moves spaces and punctuation out of the marks; `at` is the offset of the opening one. */
export function repair({ mark, inner, before, after }: Emphasis, at: number): Edit[] {
  const start = at + mark.length;
  const close = start + inner.length;
  const behind = close + mark.length;
  const text = inner.trim();
  const edits: Edit[] = [];
  if (WITHOUT_SPACES.test(before) && PUNCTUATION.test(text.charAt(0))) edits.push({ span: [at, at], text: ' ' });
  const leading = inner.length - inner.trimStart().length;
  if (leading > 0) edits.push({ span: [start, start + leading], text: '' });
  const isStuck = LETTER.test(after) && (PUNCTUATION.test(text.at(-1) ?? '') || !WITHOUT_SPACES.test(after));
  const moved = isStuck && WITHOUT_SPACES.test(after) ? (SENTENCE_MARKS.exec(text)?.[0] ?? '') : '';
  const cut = inner.length - inner.trimEnd().length + moved.length;
  if (cut > 0) edits.push({ span: [close - cut, close], text: '' });
  if (isStuck) edits.push({ span: [behind, behind], text: moved === '' ? ' ' : moved });
  return edits;
}
