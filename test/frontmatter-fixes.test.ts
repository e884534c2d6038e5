import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseYaml } from '../src/document/frontmatter/yaml.ts';
import type { Edit } from '../src/model/finding.ts';
import type { Report } from '../src/model/report.ts';
import { check } from './support/world.ts';

const path = 'posts/a.md';

async function found(rule: string, text: string, options: Record<string, unknown> = {}): Promise<Report> {
  return check({
    files: { [path]: text },
    config: { rules: { [rule]: ['warn', options] } },
    flags: [
      { id: 'all', level: 'off' },
      { id: rule, level: 'warn' },
    ],
  });
}

/** The text with the fixes of all findings. */
async function fixed(rule: string, text: string, options: Record<string, unknown> = {}): Promise<string> {
  const { diagnostics } = await found(rule, text, options);
  const edits = diagnostics
    .flatMap(({ fix }) => fix?.edits ?? [])
    .map(({ range, text }) => ({ span: [range.start.offset, range.end.offset] as const, text }));
  return apply(text, edits);
}

function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span[0] - a.span[0])
    .reduce((all, { span, text }) => all.slice(0, span[0]) + text + all.slice(span[1]), text);
}

describe('the fix of frontmatter/ambiguous-value', () => {
  it.each([
    ['time: 12:30', "time: '12:30'"],
    ['answers: [yes, "no", off]', "answers: ['yes', \"no\", 'off']"],
    ["title: It's C #1 again  ", "title: 'It''s C #1 again'  "],
    ['tags:\n  - #a\n  - b c #d', "tags:\n  - '#a'\n  - 'b c #d'"],
    ['color: #ff0 ', "color: '#ff0' "],
    ['path: "C:\\new"', "path: 'C:\\new'"],
    // Nothing can be put right without knowing more.
    ['path: "C:\\new\\"x\\""', 'path: "C:\\new\\"x\\""'],
    ['tags:\n  - a\n    - b', 'tags:\n  - a\n    - b'],
  ])('%s', async (before, after) => {
    const text = await fixed('frontmatter/ambiguous-value', `---\r\n${before}\r\n---\r\n`);
    expect(text).toBe(`---\r\n${after}\r\n---\r\n`);
    if (after !== before) expect((await found('frontmatter/ambiguous-value', text)).diagnostics).toEqual([]);
  });

  it('leaves front matter that can be read, whatever stands in it', () => {
    const scrap = fc.constantFrom(
      'a',
      'b c',
      ' ',
      '#',
      ' #',
      '#x',
      ' #1',
      '"',
      "'",
      '\\',
      '\\n',
      '"C:\\f',
      '\\b',
      ':',
      ': ',
      '- ',
      '\n',
      '\n  ',
      '\n  - ',
      '[',
      ']',
      ',',
      '{',
      '}',
      '\r\n',
      '!!str ',
      '&x ',
      '*x',
      '|',
      '>',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 8 }), fc.nat(9), (parts, base) => {
        const source = `k: ${parts.join('')}\nl: 1\n`;
        const { root, misreadings = [] } = parseYaml(source, base);
        for (const { span, quoted } of misreadings) {
          expect(span[0]).toBeGreaterThanOrEqual(base);
          expect(span[1]).toBeGreaterThan(span[0]);
          expect(span[1]).toBeLessThanOrEqual(base + source.length);
          if (quoted === undefined) continue;
          const edit: Edit = { span: [quoted.span[0] - base, quoted.span[1] - base], text: quoted.text };
          expect(() => parse(apply(source, [edit]))).not.toThrow();
        }
        if (misreadings.length > 0) expect(root).toBeDefined();
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('the fix of frontmatter/key-order', () => {
  const order = ['title', 'date', 'tags'];

  it.each([
    [
      '---\ntags: [a]\n\ndraft: true # not yet\ndate: 2024-01-05\ntitle: "A: b" # c\n---\n',
      '---\ntitle: "A: b" # c\n\ndraft: true # not yet\ndate: 2024-01-05\ntags: [a]\n---\n',
    ],
    ['---\r\ndate: 2024-01-05\r\ntitle: A\r\n---\r\n', '---\r\ntitle: A\r\ndate: 2024-01-05\r\n---\r\n'],
    ['+++\ndate = 2024-01-05\ntitle = "A"\n+++\n', '+++\ntitle = "A"\ndate = 2024-01-05\n+++\n'],
  ])('moves lines', async (before, after) => {
    expect(await fixed('frontmatter/key-order', before, { order })).toBe(after);
    expect((await found('frontmatter/key-order', after, { order })).diagnostics).toEqual([]);
  });

  it.each([
    '---\ntags:\n  - a\ntitle: A\n---\n',
    '---\n# The day\ndate: 2024-01-05\ntitle: A\n---\n',
    '---\ndate: 2024-01-05\ntitle: A\n  and more\n---\n',
    '---\ndate: |\n  x\ntitle: A\n---\n',
    '---\n{ date: 2024-01-05, title: A }\n---\n',
    '---\ndate: &y 1\ntitle: *y\n---\n',
    '+++\ndate = 2024-01-05\ntitle = """\nA"""\n+++\n',
    '+++\ndate = 2024-01-05\nextra.x = 1\ntitle = "A"\n[more]\n+++\n',
    '{\n"date": "2024-01-05",\n"title": "A"\n}\n',
  ])('is none where a line is more than a key: %j', async (text) => {
    const { diagnostics } = await found('frontmatter/key-order', text, { order });
    expect(diagnostics.map(({ fix }) => fix)).toEqual([undefined]);
  });
});
