import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../src/document/document.ts';
import { covered, check as run } from './support/world.ts';

const only = (id: string) =>
  [
    { id: 'all', level: 'off' },
    { id, level: 'warn' },
  ] as const;
const check = (id: string, text: string, path = 'posts/a.md') => run({ files: { [path]: text }, flags: only(id) });
const found = async (id: string, text: string, path?: string) => covered(await check(id, text, path), text).map(([, part]) => part);

describe('text/invisible-character', () => {
  const id = 'text/invisible-character';
  it.each([
    ['It turns \u200boff.', '\u200b'],
    ['It turns\u200b\u200b off.', '\u200b\u200b'],
    ['the l\u200bight', '\u200b'],
    ['`npm \u200binstall`', '\u200b'],
    ['```sh\nnpm \u200binstall\n```', '\u200b'],
    ['---\ntitle: Bread \u200b\n---\n', '\u200b'],
    ['See https://example.com/\u2060 for more.', '\u2060'],
    ['Bread\ufeff', '\ufeff'],
    ['\ufeff\ufeffBread', '\ufeff'],
    ['if (isAdmin\u202e) {}', '\u202e'],
    ['كتب \u202eabc', '\u202e'],
    ['Two\u2028lines', '\u2028'],
    ['Latin\u200dletters', '\u200d'],
    ['hidden \u{e0041}', '\u{e0041}'],
  ])('finds it in %j', async (text, character) => {
    expect(await found(id, text)).toEqual([character]);
  });

  it.each([
    '\ufeffBread',
    '👩\u200d🚀 🏳️\u200d🌈 👨🏿\u200d🚀',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'می\u200cخواهم',
    'क्\u200dष',
    'ภาษา\u200bไทย',
    'docs/\u200bguides and get\u200bServer',
    '**「強調」**\u200bの',
    '```ansi\n\u001b[31mred\n```',
    'soft\u00adhyphen and wide\u3000space',
  ])('lets %j pass', async (text) => {
    expect(await found(id, text)).toEqual([]);
  });
});

describe('text/mojibake', () => {
  const misread = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
  const letters = fc.constantFrom(...'äöüßéèçñøąćłśžščřğабвгдежαβγδあいう漢字한글');

  it('finds any word that was read in the wrong encoding, and says what it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { minLength: 2, maxLength: 8 }), async (word) => {
        const { diagnostics } = await check('text/mojibake', `One ${misread(word.join(''))} two`);
        expect(diagnostics.map(({ hint }) => hint)).toEqual([`It was meant as \`${word.join('')}\`.`]);
      }),
      { numRuns: 100, examples: [[['ß', 'š']]] },
    );
  });

  it('takes no text of two letters and punctuation for damage', async () => {
    const upper = fc.constantFrom(...'ÀÉÎÕÜÃÂÄÅÖØß');
    const marks = fc.constantFrom('”', '“', '’', '…', '—', '»', ' »', '™');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(upper, marks), { minLength: 1, maxLength: 3 }), async (parts) => {
        const text = `Wörter: ${parts.map(([letter, mark]) => `GRO${letter}${mark} `).join('')}ende`;
        expect(await found('text/mojibake', text)).toEqual([]);
      }),
    );
  });
});

describe('text/broken-emphasis', () => {
  it.each([
    '** Note** it',
    'Bread **needs time ** and',
    '**Note: **it needs time',
    '** both ** ends',
    '__ Water__ is wet',
    '**专利：**你们的公司',
    '我们要**「强调」**这个',
    '**这件事很复杂。**确定',
    '**Note:**it needs time',
    '한국어 **(예)**입니다',
    '- a `b` **c `d` **, e',
    '| a |\n| - |\n| ** b** |',
  ])('makes %j bold', async (text) => {
    const { diagnostics } = await check('text/broken-emphasis', text);
    expect(diagnostics).toHaveLength(1);
    const edits = diagnostics[0]?.fix?.edits ?? [];
    const fixed = edits
      .toReversed()
      .reduce((rest, { range, text: insert }) => rest.slice(0, range.start.offset) + insert + rest.slice(range.end.offset), text);
    expect((await openDocument('a.md', fixed, { dialect: 'markdown' })).all('strong')).toHaveLength(1);
    expect(await found('text/broken-emphasis', fixed)).toEqual([]);
  });
});

describe('text/merge-conflict', () => {
  const conflict = (eol: string) => ['Text', '<<<<<<< HEAD', 'a', '=======', 'b', '>>>>>>> main', ''].join(eol);

  it.each(['\n', '\r\n'])('finds one place for a conflict, with lines that end in %j', async (eol) => {
    expect(await found('text/merge-conflict', conflict(eol))).toEqual(['<<<<<<< HEAD']);
  });

  it('finds them in MDX that no longer parses', async () => {
    expect(await found('text/merge-conflict', `${conflict('\n')}\n\n<Tab>`, 'posts/a.mdx')).toEqual(['<<<<<<< HEAD']);
    expect(await found('text/merge-conflict', `\`\`\`\n${conflict('\n')}\`\`\`\n\n<Tab>`, 'posts/a.mdx')).toEqual([]);
  });

  it('finds every conflict, and a mark without its fellows', async () => {
    expect(await found('text/merge-conflict', `${conflict('\n')}\n${conflict('\n')}\n<<<<<<< HEAD\n`)).toHaveLength(3);
    expect(await found('text/merge-conflict', 'Text\n\n<<<<<<<\n\n=======\n')).toEqual([]);
  });
});
