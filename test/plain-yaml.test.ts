import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePlainYaml } from '../src/document/frontmatter/plain-yaml.ts';
import { parseYaml } from '../src/document/frontmatter/yaml.ts';

const scrap = fc.oneof(
  fc.constantFrom(
    'a',
    'B',
    ' ',
    '  ',
    ':',
    ': ',
    '#',
    ' #',
    "'",
    '"',
    '-',
    '- ',
    '?',
    '|',
    '>',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&',
    '*',
    '!',
    '%',
    '@',
    '`',
    '\t',
    '\\',
    '.',
    '=',
    '\u00a0',
    'é',
    '😀',
    '\u2028',
    '\ufeff',
  ),
  fc.constantFrom(
    'true',
    'False',
    'null',
    '~',
    'yes',
    'no',
    '1',
    '0x1F',
    '1e3',
    '.5',
    '2024-01-05',
    '2024-1-5',
    '2024-01-05 10:00',
    'Infinity',
    '.inf',
    '.nan',
    '---',
    '...',
    '<<',
  ),
);
const value = fc.oneof(
  fc.array(scrap, { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 8 }),
  fc.constantFrom("'quoted'", '"double"', "'it''s'", 'Next.js 14', 'a-b_c', "''", '""', '"a\\n"'),
);
const key = fc.oneof(
  fc.constantFrom('title', 'date', 'is_featured', 'a-b', 'x', 'true', 'null', '<<', '1', ''),
  fc.string({ maxLength: 4 }),
);
const item = fc.tuple(fc.constantFrom('- ', '-  ', '-', '- - ', '- a: ', '- a:', '-   b: '), value).map((parts) => parts.join(''));
const flow = fc.array(value, { maxLength: 3 }).map((values) => `[${values.join(', ')}]`);
const indent = fc.constantFrom('', '', '', '  ', '  ', '    ', ' ', '\t');
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(indent, key, fc.constantFrom(': ', ':', ':  ', ' : '), fc.oneof(value, flow), fc.constantFrom('', ' ', '  '))
      .map((parts) => parts.join('')),
  },
  { weight: 4, arbitrary: fc.tuple(indent, key, fc.constantFrom(':', ': ')).map((parts) => parts.join('')) },
  { weight: 4, arbitrary: fc.tuple(indent, item).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '# note', '  # note', '---') },
);
const wild = fc.array(line, { maxLength: 6 });

/** Front matter that is mostly well-formed, so that much of it is read: unique keys, tame values, one odd one at times. */
const tame = fc.constantFrom(
  'A title',
  'a-b_c',
  "'quoted'",
  '"double"',
  '2024-01-05',
  '12',
  '10 ways',
  'true',
  'null',
  '',
  '/a/b.png',
  'https://example.com/x#y',
  '[a, b]',
  "[x, 'y', 3]",
  'é ü',
  '(c)',
);
const block = (depth: number): fc.Arbitrary<string[]> => {
  const scalar = fc.oneof({ weight: 12, arbitrary: tame }, { weight: 1, arbitrary: value }).map((text) => [` ${text}`]);
  const inner =
    depth === 0
      ? scalar
      : fc.oneof(
          { weight: 3, arbitrary: scalar },
          { weight: 1, arbitrary: block(depth - 1).map((lines) => ['', ...lines.map((text) => `  ${text}`)]) },
        );
  const list = fc.array(tame, { minLength: 1, maxLength: 3 }).map((items) => ['', ...items.map((text) => `  - ${text}`)]);
  const text = fc
    .tuple(
      fc.constantFrom('|', '>', '|-', '>-', '>+', '|2'),
      fc.constantFrom('  ', '    ', ' '),
      fc.array(fc.constantFrom('a text', 'b: c', '# d', '', '', '- e', ' in', 'end ', 'é', "it's"), { minLength: 1, maxLength: 6 }),
    )
    .map(([mark, inset, lines]) => [` ${mark}`, ...lines.map((one) => (one === '' ? '' : inset + one))]);
  return fc
    .array(fc.oneof({ weight: 4, arbitrary: inner }, { weight: 1, arbitrary: list }, { weight: 1, arbitrary: text }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((values) => values.flatMap(([first = '', ...rest], index) => [`k${index}:${first}`, ...rest]));
};
const source = fc
  .tuple(fc.oneof(wild, block(2)), fc.constantFrom('\n', '\r\n'))
  .map(([lines, eol]) => lines.map((text) => text + eol).join(''));

it('reads what it reads as the YAML parser does, values and spans', () => {
  let read = 0;
  fc.assert(
    fc.property(source, fc.nat(50), (text, base) => {
      const flat = parsePlainYaml(text, base);
      if (flat === undefined) return;
      read++;
      expect(flat).toEqual(parseYaml(text, base));
    }),
    { numRuns: 6000 },
  );
  expect(read).toBeGreaterThan(600);
});

it.each([
  "title: 'Next.js 14'\ndate: 2024-04-11\nexcerpt: A short text, with a comma.\nisFeatured: false\nimage:\n",
  '# note\ntitle: 10 ways to say it\nimage: /a.png\nhead:\n  - tag: title\n    content: x\n  - tag: meta\nsidebar:\n  order: 2\n  badge:\n    text: New\ntags:\n- a\n- b c\nlinks: [x, "y", 3]\nurl: https://example.com/#a\n',
])('reads plain front matter by itself', (text) => {
  expect(parsePlainYaml(text, 4)).toBeDefined();
  expect(parsePlainYaml(text, 4)).toEqual(parseYaml(text, 4));
});

it.each([
  'a: 1.0\n',
  'a: b: c\n',
  'a: b # c\n',
  'a: |+\n  b\n',
  'a: |\n  b\n    c\n',
  'a: &x b\n',
  'a: b\na: c\n',
  '- a\n  b\n',
  'a: b\n  c\n',
  '',
])('leaves %j to the YAML parser', (text) => {
  expect(parsePlainYaml(text, 0)).toBeUndefined();
});
