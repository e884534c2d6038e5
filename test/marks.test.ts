import { describe, expect, it } from 'vitest';
import { folderWith, json, stet } from './support/cli.ts';
import { check, covered, projectOf } from './support/world.ts';

const RULES = [
  { id: 'all', level: 'off' },
  ...['image/missing', 'heading/duplicate', 'code/missing-language', 'frontmatter/schema', 'frontmatter/unknown-key'].map(
    (id) => ({ id, level: 'error' }) as const,
  ),
  ...['stet/unused', 'stet/unclosed', 'stet/unknown-rule'].map((id) => ({ id, level: 'warn' }) as const),
] as const;

const SCHEMA = { type: 'object', additionalProperties: false, required: ['title'], properties: { title: { type: 'string' } } };

async function judged(text: string, path = 'posts/a.md') {
  const config = { collections: { posts: { include: ['posts/*'], schema: SCHEMA } }, rules: { 'frontmatter/missing': 'off' } } as const;
  const report = await check({ files: { [path]: text }, config, flags: RULES });
  return { left: covered(report, text).map(([rule, source]) => `${rule} ${source}`), suppressed: report.summary.suppressed };
}

const stands = (suppressed: number, ...left: string[]) => ({ left, suppressed });
const post = (body: string) => `---\ntitle: A\n---\n\n${body}`;
const M = '<!-- stet image/missing -->';
const UNUSED = `stet/unused ${M}`;

describe('a mark of its own lets the next block stand', () => {
  it.each([
    ['a paragraph', `${M}\n\n![a](a.png)\n\n![b](b.png)\n`, stands(1, 'image/missing b.png')],
    ['with no blank line between', `${M}\n![a](a.png)\n`, stands(1)],
    ['a whole list', `${M}\n\n- ![a](a.png)\n- ![b](b.png)\n\n![c](c.png)\n`, stands(2, 'image/missing c.png')],
    ['a whole table', `${M}\n\n| a |\n| - |\n| ![a](a.png) |\n`, stands(1)],
    ['raw HTML', `${M}\n\n<img src="a.png" alt="a">\n`, stands(1)],
    ['behind other comments', `${M}\n<!-- prettier-ignore -->\n<!-- stet code/missing-language -->\n![a](a.png)\n\n\`\`\`\na\n\`\`\`\n`],
    ['not beyond a heading', `${M}\n\n## A\n\n![a](a.png)\n`, stands(0, UNUSED, 'image/missing a.png')],
    ['within an entry of a list', `- ${M}\n\n  ![a](a.png)\n- ![b](b.png)\n`, stands(1, 'image/missing b.png')],
    ['within a quotation', `> ${M}\n> ![a](a.png)\n\n![b](b.png)\n`, stands(1, 'image/missing b.png')],
    ['not out of a quotation', `> ${M}\n\n![a](a.png)\n`, stands(0, UNUSED, 'image/missing a.png')],
    ['not out of a list', `- b\n\n  ${M}\n\n![a](a.png)\n`, stands(0, UNUSED, 'image/missing a.png')],
    ['not at the end of a file', `![a](a.png)\n\n${M}\n`, stands(0, 'image/missing a.png', UNUSED)],
    ['not in code', `\`\`\`html\n${M}\n\`\`\`\n\n![a](a.png)\n`, stands(0, 'image/missing a.png')],
    ['not in inline code', `\`${M}\` ![a](a.png)\n`, stands(0, 'image/missing a.png')],
    ['with a reason of several lines', '<!-- stet image/missing --\n drawn\n at build time -->\n![a](a.png)\n', stands(1)],
    ['several rules', '<!-- stet image/missing, code/missing-language -->\n- ![a](a.png)\n\n  ```\n  a\n  ```\n', stands(2)],
    [
      'only rules that it names',
      '<!-- stet code/missing-language -->\n![a](a.png)\n',
      stands(0, 'stet/unused <!-- stet code/missing-language -->', 'image/missing a.png'),
    ],
  ])('%s', async (_, body, expected = stands(1, 'stet/unused <!-- stet code/missing-language -->', 'code/missing-language ```')) => {
    expect(await judged(post(body))).toEqual(expected);
  });
});

describe('a mark inside a block lets its line stand', () => {
  it.each([
    ['a heading', `## A\n\n## A <!-- stet heading/duplicate -->\n\n## A\n`, stands(1, 'heading/duplicate ## A')],
    ['a line of a text', `![a](a.png)\n![b](b.png) ${M}\n![c](c.png)\n`, stands(1, 'image/missing a.png', 'image/missing c.png')],
    ['a row of a table', `| a |\n| - |\n| ![a](a.png) ${M} |\n| ![b](b.png) |\n`, stands(1, 'image/missing b.png')],
    ['an entry of a list', `- ![a](a.png) ${M}\n- ![b](b.png)\n`, stands(1, 'image/missing b.png')],
    [
      'the next line in raw HTML',
      `<div>\n${M}\n<img src="a.png" alt="a">\n<img src="b.png" alt="b">\n</div>\n`,
      stands(1, 'image/missing b.png'),
    ],
    [
      'its line in raw HTML',
      `<div>\n<img src="a.png" alt="a"> ${M}\n<img src="b.png" alt="b">\n</div>\n`,
      stands(1, 'image/missing b.png'),
    ],
  ])('%s', async (_, body, expected) => {
    expect(await judged(post(body))).toEqual(expected);
  });
});

describe('files and stretches', () => {
  it.each([
    ['a file', '![a](a.png)\n\n<!-- stet-file image/missing -->\n\n![b](b.png)\n', stands(2)],
    [
      'a stretch',
      '![a](a.png)\n\n<!-- stet-start image/missing -->\n\n## B\n\n![b](b.png)\n\n<!-- stet-end -->\n\n![c](c.png)\n',
      stands(1, 'image/missing a.png', 'image/missing c.png'),
    ],
    [
      'one in the other',
      '<!-- stet-start image/missing -->\n![a](a.png)\n\n<!-- stet-start code/missing-language -->\n```\na\n```\n<!-- stet-end -->\n\n![b](b.png)\n\n<!-- stet-end -->\n',
      stands(3),
    ],
    [
      'crossing, by their names',
      '<!-- stet-start image/missing -->\n<!-- stet-start code/missing-language -->\n![a](a.png)\n\n<!-- stet-end image/missing -->\n![b](b.png)\n\n```\na\n```\n<!-- stet-end code/missing-language -->\n',
      stands(2, 'image/missing b.png'),
    ],
    [
      'none that is not closed',
      '<!-- stet-start image/missing -->\n![a](a.png)\n',
      stands(0, 'stet/unclosed <!-- stet-start image/missing -->', 'image/missing a.png'),
    ],
    ['none that is not opened', '![a](a.png)\n\n<!-- stet-end -->\n', stands(0, 'image/missing a.png', 'stet/unclosed <!-- stet-end -->')],
    [
      'none that is empty',
      '<!-- stet-start image/missing -->\n\na\n\n<!-- stet-end -->\n',
      stands(0, 'stet/unused <!-- stet-start image/missing -->'),
    ],
  ])('%s', async (_, body, expected) => {
    expect(await judged(post(body))).toEqual(expected);
  });
});

describe('MDX', () => {
  it.each([
    ['the next block', '{/* stet image/missing -- soon */}\n\n![a](a.png)\n\n![b](b.png)\n', stands(1, 'image/missing b.png')],
    ['inside an element', '<div>\n  {/* stet image/missing */}\n  ![a](a.png)\n</div>\n', stands(1)],
    ['its line', '![a](a.png) {/* stet image/missing */}\n![b](b.png)\n', stands(1, 'image/missing b.png')],
    ['the file', '![a](a.png)\n\n{/* stet-file image/missing */}\n', stands(1)],
    ['no expression', '{"stet image/missing"}\n\n![a](a.png)\n', stands(0, 'image/missing a.png')],
  ])('%s', async (_, body, expected) => {
    expect(await judged(post(body), 'posts/a.mdx')).toEqual(expected);
  });
});

describe('front matter', () => {
  const KEY = 'frontmatter/unknown-key';
  it.each([
    ['the same line of YAML', `---\ntitle: A\nlang: en # stet ${KEY}\nx: 1\n---\n`, stands(1, `${KEY} x`)],
    ['the next line of YAML', `---\ntitle: A\n# stet ${KEY} -- old\n# a note\n\nlang: en\nx: 1\n---\n`, stands(1, `${KEY} x`)],
    ['not in a text of YAML', `---\ntitle: |\n  # stet ${KEY}\nlang: en\n---\n`, stands(0, `${KEY} lang`)],
    ['not in quotes', `---\ntitle: 'a # stet ${KEY}'\nlang: en\n---\n`, stands(0, `${KEY} lang`)],
    ['a missing key, by the whole file', `---\n# stet-file frontmatter/schema\n---\n`, stands(1)],
    ['the body as well', `---\ntitle: A # stet-file image/missing\n---\n\n![a](a.png)\n`, stands(1)],
    ['the end of YAML', `---\ntitle: A\nlang: en\n# stet ${KEY}\n---\n`, stands(0, `${KEY} lang`, `stet/unused # stet ${KEY}`)],
    ['TOML', `+++\ntitle = "# stet ${KEY}"\n# stet ${KEY}\nlang = "en"\nx = 1 # stet ${KEY}\ny = 1\n+++\n`, stands(2, `${KEY} y`)],
    ['lines that end with CR LF', `---\r\ntitle: A\r\n# stet ${KEY}\r\nlang: en\r\nx: 1\r\n---\r\n`, stands(1, `${KEY} x`)],
  ])('%s', async (_, text, expected) => {
    expect(await judged(text)).toEqual(expected);
  });

  it('of files that are nothing else', async () => {
    expect(await judged(`title: A\nlang: en # stet ${KEY}\nx: 1\n`, 'posts/a.yaml')).toEqual(stands(1, `${KEY} x`));
  });
});

describe('what is wrong with a mark', () => {
  it('is told with the nearest rule, and with the rules that a bare mark might mean', async () => {
    const files = { 'posts/a.md': post('<!-- stet image/mising -->\n![a](a.png)\n\n<!-- stet -->\n![b](b.png)\n') };
    const { diagnostics, summary } = await check({
      files,
      flags: [
        { id: 'all', level: 'off' },
        { id: 'image/missing', level: 'error' },
        { id: 'stet/unknown-rule', level: 'error' },
      ],
    });
    expect(summary.suppressed).toBe(0);
    expect(diagnostics.filter(({ rule }) => rule === 'stet/unknown-rule').map(({ hint }) => hint)).toEqual([
      'Did you mean `image/missing`?',
      'Name the rules: `image/missing`.',
    ]);
  });

  it('can be let stand by no mark', async () => {
    const text = post('<!-- stet-file stet/unused stet/unknown-rule -->\n\n<!-- stet image/missing -->\n');
    expect(await judged(text)).toEqual(
      stands(0, 'stet/unknown-rule stet/unused', 'stet/unknown-rule stet/unknown-rule', 'stet/unused <!-- stet image/missing -->'),
    );
  });

  it.each([
    ['rules that are off', [{ id: 'image/missing', level: 'off' }]],
    [
      'any rule, when all others are off',
      [
        { id: 'all', level: 'off' },
        { id: 'stet/unused', level: 'error' },
      ],
    ],
  ] as const)('is not judged for %s', async (_, flags) => {
    expect((await check({ files: { 'posts/a.md': post(`${M}\n\na\n`) }, flags })).diagnostics).toEqual([]);
  });

  it('is not judged for rules of remark, for what only decoded images show, and for what asks all posts', async () => {
    const marks = ['remark/no-html', 'image/corrupt', 'image/unused'].map((id) => `<!-- stet ${id} -->\n\na\n`).join('\n');
    const { diagnostics } = await check({ files: { 'posts/a.md': post(marks) }, flags: [{ id: 'image/unused', level: 'warn' }] });
    expect(diagnostics).toEqual([]);
  });
});

describe('--no-marks', () => {
  const text = `${post(`${M}\n\n![a](a.png)\n\n${M}\n\nText.\n\n<!-- stet image/mising -->\n\n![b](b.png)\n`)}`;

  it('lets nothing stand, and judges marks by what they would', () => {
    const folder = folderWith({ 'posts/a.md': text });
    const of = (...args: string[]) => {
      const { diagnostics, summary } = json(folder, args);
      return [diagnostics.map(({ rule, range }) => `${range.start.line} ${rule}`), summary.suppressed];
    };
    const about = ['9 stet/unused', '13 stet/unknown-rule', '15 image/missing'];
    expect(of()).toEqual([about, 1]);
    expect(of('--no-marks')).toEqual([['7 image/missing', ...about], 0]);
  });

  it.each(['--fix', '--unsafe-fixes', '--diff', '--add-stet'])('is none for %s, which would change what is let stand', (flag) => {
    const { code, stderr } = stet(folderWith({ 'posts/a.md': text }), ['--no-marks', flag]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `stet: \`--no-marks\` and \`${flag}\` exclude each other\n` });
  });
});

describe('the fix of a mark', () => {
  const fixedOf = async (text: string, path = 'posts/a.md') => {
    const report = await check({ files: { [path]: text }, flags: [{ id: 'image/missing', level: 'error' }] });
    const edits = report.diagnostics.flatMap(({ rule, fix }) => (rule === 'stet/unused' ? (fix?.edits ?? []) : []));
    return edits.length === 0
      ? undefined
      : edits.reduceRight((at, { range, text: put }) => at.slice(0, range.start.offset) + put + at.slice(range.end.offset), text);
  };

  it.each([
    ['between blank lines', `a\n\n${M}\n\nb\n`, 'a\n\nb\n'],
    ['at the start', `${M}\n\nb\n`, 'b\n'],
    ['at the end', `a\n\n${M}\n`, 'a\n\n'],
    ['between two texts', `a\n${M}\nb\n`, 'a\n\nb\n'],
    ['in a quotation', `> a\n> ${M}\n> b\n`, '> a\n> \n> b\n'],
    ['between two lists', `- a\n\n${M}\n\n- b\n`, undefined],
    ['between the texts of a tight entry', `- a\n  ${M}\n  b\n`, undefined],
    ['behind a text', `a ${M}\n`, 'a\n'],
    ['before a text', `- ${M} b\n`, undefined],
    ['inside of HTML', `<p>\n${M}\na</p>\n`, '<p>\na</p>\n'],
    ['of a stretch', '<!-- stet-start image/missing -->\n\na\n\n<!-- stet-end -->\n\nb\n', 'a\n\nb\n'],
    ['one name of two', '<!-- stet image/missing code/empty -->\n\n![a](a.png)\n', '<!-- stet image/missing -->\n\n![a](a.png)\n'],
    ['a line of YAML', `---\ntitle: A\n# stet image/missing\nx: 1\n---\n`, '---\ntitle: A\nx: 1\n---\n'],
    ['the end of a line of YAML', `---\r\ntitle: A # stet image/missing\r\n---\r\n`, '---\r\ntitle: A\r\n---\r\n'],
  ])('takes it away: %s', async (_, text, fixed) => {
    expect(await fixedOf(text)).toBe(fixed);
  });
});

it('marks hold in what an editor has, and when they come and go', async () => {
  const project = await projectOf({ files: { 'posts/a.md': '![a](a.png)\n' } });
  const counts = async () => {
    const { summary } = await project.check();
    return [summary.errors, summary.suppressed];
  };
  expect(await counts()).toEqual([1, 0]);
  project.update('posts/a.md', `${M}\n![a](a.png)\n`);
  expect(await counts()).toEqual([0, 1]);
  project.update('posts/a.md', undefined);
  expect(await counts()).toEqual([1, 0]);
});

it('the command counts them, from the cache as well', () => {
  const folder = folderWith({ 'posts/a.md': `${M}\n![a](a.png)\n` });
  for (const _ of ['first', 'cached']) {
    const { summary, diagnostics } = json(folder, ['--cache-dir', 'cache']);
    expect([summary.suppressed, diagnostics]).toEqual([1, []]);
  }
});
