import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFlatYaml } from '../src/document/frontmatter/flat-yaml.ts';
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
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(key, fc.constantFrom(': ', ':', ':  ', ' : '), value, fc.constantFrom('', ' ', '  '))
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '# note', '- item', '  nested: 1', '---') },
);
const source = fc
  .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, eol]) => lines.map((text) => text + eol).join(''));

it('reads what it reads as the YAML parser does, values and spans', () => {
  let read = 0;
  fc.assert(
    fc.property(source, fc.nat(50), (text, base) => {
      const flat = parseFlatYaml(text, base);
      if (flat === undefined) return;
      read++;
      expect(flat).toEqual(parseYaml(text, base));
    }),
    { numRuns: 4000 },
  );
  expect(read).toBeGreaterThan(100);
});

it('reads plain front matter by itself', () => {
  const text = "title: 'Next.js 14'\ndate: 2024-04-11\nexcerpt: A short text, with a comma.\nisFeatured: false\nimage:\n";
  expect(parseFlatYaml(text, 4)).toEqual(parseYaml(text, 4));
});

it.each(['a: 1\n', 'a: b: c\n', 'a: b # c\n', 'a:\n  - b\n', 'a: |\n  b\n', 'a: &x b\n', 'a: b\na: c\n', '- a\n', ''])(
  'leaves %j to the YAML parser',
  (text) => {
    expect(parseFlatYaml(text, 0)).toBeUndefined();
  },
);
