import { expect, it } from 'vitest';
import { displayWidth } from '../src/report/width.ts';

it('is that of the characters that readers see, whether they are looked for or not', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const odd: string[] = [];
  for (let code = 0x20; code < 0x1_0000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const text = `가${String.fromCodePoint(code)}가`;
    const apart = [...segmenter.segment(text)].reduce((sum, { segment }) => sum + displayWidth(segment), 0);
    if (displayWidth(text) !== apart) odd.push(code.toString(16));
  }
  expect(odd).toEqual([]);
});

it('is the same for a character that is looked up and for one that is counted', () => {
  // Beside a wide character, nothing is counted without a look.
  const codes = [...Array(0x530).keys(), ...Array.from({ length: 0x18 }, (_, i) => 0x2010 + i)];
  for (const code of codes) {
    const character = String.fromCharCode(code);
    if (displayWidth(character) === 1) expect([code, displayWidth(`${character}あ`)]).toEqual([code, 3]);
  }
});
