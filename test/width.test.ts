import { expect, it } from 'vitest';
import { displayWidth } from '../src/report/width.ts';

it('is the same for a character that is looked up and for one that is counted', () => {
  // Beside a wide character, nothing is counted without a look.
  const codes = [...Array(0x530).keys(), ...Array.from({ length: 0x18 }, (_, i) => 0x2010 + i)];
  for (const code of codes) {
    const character = String.fromCharCode(code);
    if (displayWidth(character) === 1) expect([code, displayWidth(`${character}あ`)]).toEqual([code, 3]);
  }
});
