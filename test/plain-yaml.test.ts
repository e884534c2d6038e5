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
const source = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
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
  expect(read).toBeGreaterThan(100);
});

it.each([
  "title: 'Next.js 14'\ndate: 2024-04-11\nexcerpt: A short text, with a comma.\nisFeatured: false\nimage:\n",
  '# note\ntitle: 10 ways to say it\nimage: /a.png\nhead:\n  - tag: title\n    content: x\n  - tag: meta\nsidebar:\n  order: 2\n  badge:\n    text: New\ntags:\n- a\n- b c\nlinks: [x, "y", 3]\nurl: https://example.com/#a\n',
])('reads plain front matter by itself', (text) => {
  expect(parsePlainYaml(text, 4)).toBeDefined();
  expect(parsePlainYaml(text, 4)).toEqual(parseYaml(text, 4));
});

it.each(['a: 1.0\n', 'a: b: c\n', 'a: b # c\n', 'a: |\n  b\n', 'a: &x b\n', 'a: b\na: c\n', '- a\n  b\n', 'a: b\n  c\n', ''])(
  'leaves %j to the YAML parser',
  (text) => {
    expect(parsePlainYaml(text, 0)).toBeUndefined();
  },
);
