import { fileRule } from '../../src/model/rule.ts';
import { proseOf } from './_prose.ts';

/** What Windows-1252 shows for the bytes 80 to 9F, in their order; five of them it shows as they are. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';
const BYTES = new Map([...HIGH].map((character, index) => [character, 0x80 + index]));
/** A byte of UTF-8 that continues a character, as Windows-1252 or Latin-1 shows it. */
const NEXT = `[\\x80-\\xbf${HIGH}]`;
const RUN = new RegExp(`(?:[Â-ß]${NEXT}|[à-ï]${NEXT}{2}|ð${NEXT}{3})+|â€|\\ufffd+`, 'gu');
/** Punctuation that may well stand behind a letter with an accent. */
const ORDINARY = /^[‘’“”„‚…–—«»·\xa0]+$/;
const ORDINARY_RUN = /^(?:[Â-ô][‘’“”„‚…–—«»·\xa0]+)+$/;
/** A post that names encodings shows what goes wrong with them. */
const ABOUT_ENCODINGS = /mojibake|windows-125\d|cp-?125\d|latin-?1|iso-?8859|double[- ]encod/i;

export default fileRule({
  meta: { summary: 'Text that was read in the wrong encoding and saved, such as `â€™` for `’`.', level: 'error' },
  *check(document) {
    const { text } = document;
    const runs = [...text.matchAll(RUN)].filter(({ index, 0: run }) => {
      const [before = '', after = ''] = [text.charAt(index - 1), text.charAt(index + run.length)];
      return run.startsWith('\ufffd') ? /\p{L}/u.test(before + after) : isDamaged(run, before, after);
    });
    if (runs.length === 0 || ABOUT_ENCODINGS.test(text)) return;
    const isProse = proseOf(document);
    for (const { index, 0: run } of runs) {
      if (!isProse(index)) continue;
      const span = [index, index + run.length] as const;
      if (run.startsWith('\ufffd')) {
        yield {
          span,
          message: 'U+FFFD stands where a character was lost',
          hint: 'Write the character anew: nothing in the file tells what it was.',
        };
        continue;
      }
      yield { span, message: `\`${run}\` is text that was read in the wrong encoding`, hint: `It was meant as ${meaningOf(run)}.` };
    }
  },
});

function isDamaged(run: string, before: string, after: string): boolean {
  if (run === 'â€') return true;
  const meaning = decode(run);
  if (meaning === undefined || !/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\ufeff]+$/u.test(meaning)) return false;
  if ([...meaning].length > 1) return !ORDINARY_RUN.test(run);
  const [lead = '', ...rest] = run;
  const isOrdinary = ORDINARY.test(rest.join(''));
  // Words in capitals end with such letters, and quotation marks and dashes follow them.
  const isInWord = /\p{Ll}/u.test(before) || (/\p{Ll}/u.test(after) && !/\p{Lu}/u.test(before));
  if (lead === 'Â') return isOrdinary ? /[\p{Ll}\p{N}.,;:!?)]/u.test(before) : !/\p{Lu}/u.test(before);
  if (lead === 'Ã') return isOrdinary ? isInWord : !/\p{Lu}/u.test(before);
  if (lead === 'Ä' || lead === 'Å') return !isOrdinary && isInWord;
  if (lead === 'ï') return meaning === '\ufeff';
  return lead === 'ð' ? run.charAt(1) === 'Ÿ' || run.charAt(1) === '\x9f' : lead === 'â' && !isOrdinary;
}

/** The text whose UTF-8 was read as `run`; undefined when there is none. */
function decode(run: string): string | undefined {
  const bytes = [...run].map((character) => BYTES.get(character) ?? character.charCodeAt(0));
  if (bytes.some((byte) => byte > 0xff)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

const UNSEEN = new Map([
  ['\xa0', 'a no-break space'],
  ['\ufeff', 'a byte order mark, which has no place here'],
]);

/** What text that went through the mill twice has in it; `ßš` alone could be read once more as well. */
const LEAD = /[ÂÃâ]/;

/** Some text went through the mill more than once. */
function meaningOf(run: string): string {
  const meaning = run === 'â€' ? '”' : (decode(run) ?? '');
  const isStillDamaged = [...meaning].length > 1 && LEAD.test(meaning) && decode(meaning) !== undefined;
  return isStillDamaged ? meaningOf(meaning) : (UNSEEN.get(meaning) ?? `\`${meaning}\``);
}
