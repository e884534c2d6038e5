import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Level } from '../src/model/rule.ts';
import { check, covered } from './support/world.ts';

const RULES = [
  'empty',
  'reversed',
  'undefined-reference',
  'unused-definition',
  'duplicate-definition',
  'bare-url',
  'insecure',
  'vague-text',
];

function judge(text: string, rules = RULES, path = 'posts/a.md') {
  const flags = rules.map((name) => ({ id: `link/${name}`, level: 'warn' as Level }));
  return check({ files: { [path]: text }, flags: [{ id: 'all', level: 'off' }, ...flags] });
}

/** The text after all fixes of one rule. */
async function fixed(rule: string, text: string, path?: string): Promise<string> {
  const { diagnostics } = await judge(text, [rule], path);
  const edits = diagnostics.flatMap(({ fix }) => fix?.edits ?? []).sort((a, b) => b.range.start.offset - a.range.start.offset);
  return edits.reduce((rest, { range, text: put }) => rest.slice(0, range.start.offset) + put + rest.slice(range.end.offset), text);
}

describe('the places of findings on links', () => {
  it.each([
    ['> the [long\n> text][no\n> where] is', [['link/undefined-reference', 'no\n> where']]],
    ['| a |\n| - |\n| [the cell][nowhere] |', [['link/undefined-reference', 'nowhere']]],
    ['a *[strong **text**][]* b', [['link/undefined-reference', 'strong **text**']]],
    ['[![the logo][logo]](/)', [['link/undefined-reference', 'logo']]],
    ['中文(链接)[https://example.org/中文]。', [['link/reversed', '(链接)[https://example.org/中文]']]],
    ['\uFEFF# A\r\n\r\nIt was.[^1]\r\n', [['link/undefined-reference', '^1']]],
    ['[a b](<http://a.shop/b> "http://a.shop")', [['link/insecure', 'http://a.shop/b']]],
    ['- [ ]( )', [['link/empty', '[ ]( )']]],
  ])('%j', async (text, expected) => {
    const report = await judge(text, RULES.slice(0, 7));
    expect(covered(report, text)).toEqual(expected);
  });
});

describe('fixes of links', () => {
  it.each([
    ['bare-url', '请看https://a.org，谢谢。', '请看https://a.org，谢谢。'],
    ['reversed', 'A (text (b))[/guide/start].', 'A [text (b)](/guide/start).'],
    ['unused-definition', '# A\r\n\r\nB.\r\n\r\n[c]: /c\r\n[d]: /d\r\n', '# A\r\n\r\nB.\r\n\r\n'],
    ['unused-definition', 'B.\n\n  [c]: /c\n  "Title"', 'B.\n\n'],
    ['unused-definition', '- one\n\n[c]: /c\n\n- two', '- one\n\n[c]: /c\n\n- two'],
    ['unused-definition', '> B.\n>\n> [c]: /c', '> B.\n>\n> [c]: /c'],
    ['unused-definition', 'B.\n\n[Update]: fixed', 'B.\n\n[Update]: fixed'],
    ['duplicate-definition', '[c]\n\n[c]: /c\n[d]: /d\n[C]: </c>\n\nB.', '[c]\n\n[c]: /c\n[d]: /d\n\nB.'],
    ['duplicate-definition', '[c]\n\n[c]: /c\n[c]: /c "C"', '[c]\n\n[c]: /c\n[c]: /c "C"'],
    [
      'bare-url',
      'See https://a.org/b_c_d and www.a.org, a@b.org.',
      'See <https://a.org/b_c_d> and [www.a.org](http://www.a.org), <a@b.org>.',
    ],
  ])('%s: %j', async (rule, text, expected) => {
    expect(await fixed(rule, text)).toBe(expected);
  });

  it('writes no tag into MDX', async () => {
    expect(await fixed('bare-url', 'See https://a.org/b_(c).', 'posts/a.mdx')).toBe('See [https://a.org/b\\_(c)](<https://a.org/b_(c)>).');
  });
});

it('judges any run of brackets, and points at places that are there', async () => {
  const pieces = [
    '[',
    ']',
    '(',
    ')',
    '!',
    '^',
    'ab',
    '1',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '`',
    '*',
    '\\',
    '<',
    '>',
    ':',
    ' ',
    '{{',
    '}}',
    '$',
    'http://a.shop',
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), async (parts) => {
      const text = parts.join('');
      const { diagnostics, failures } = await judge(text);
      expect(failures).toEqual([]);
      for (const { range } of diagnostics) expect(text.slice(range.start.offset, range.end.offset)).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

it.each(['[', '[a', '[a][', '(', '(a)[', '](', '[^', '![', '$', '{{', '[a]: ', '\\'])(
  'takes no longer on a long run of %j',
  async (piece) => {
    const started = performance.now();
    await judge(`x${piece.repeat(20_000)} ][ )[ [a]: /b`);
    expect(performance.now() - started).toBeLessThan(30_000);
  },
);
