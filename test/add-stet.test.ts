import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, json, stet } from './support/cli.ts';

/** What `--add-stet` makes of a post. */
function marked(text: string, path = 'posts/a.md', ...args: string[]): string {
  const folder = folderWith({ [path]: text });
  const { code, stderr } = stet(folder, ['--add-stet', ...args]);
  const after = readFileSync(join(folder, path), 'utf8');
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('no mark')]);
  const { diagnostics } = json(folder, ['--rule', 'stet/unused=error']);
  expect(diagnostics).toEqual([]);
  expect(stet(folder, ['--add-stet']).stderr).not.toContain('marked');
  return after;
}

const M = '<!-- stet image/missing -->';

describe('--add-stet writes a mark that lets stand what is found', () => {
  it.each([
    ['before a block', 'a\n\n![a](a.png)\n![b](b.png)\n', `a\n\n${M}\n\n![a](a.png)\n![b](b.png)\n`],
    ['for several rules', '<img src="a.png">\n', '<!-- stet image/missing image/missing-alt -->\n\n<img src="a.png">\n'],
    ['in a list', '- ![a](a.png)\n- b\n', `- ![a](a.png) ${M}\n- b\n`],
    ['in a table', '| a |\n| - |\n| ![a](a.png) |\n', `| a |\n| - |\n| ![a](a.png) ${M} |\n`],
    ['in a quotation', '> a\n>\n> ![a](a.png)\n', `> a\n>\n> ${M}\n>\n> ![a](a.png)\n`],
    ['behind a text in a list', '- a\n\n  ![a](a.png)\n', `- a\n\n  ${M}\n  ![a](a.png)\n`],
    ['with the line ends of the file', '\uFEFFa\r\n\r\n![a](a.png)\r\n', `\uFEFFa\r\n\r\n${M}\r\n\r\n![a](a.png)\r\n`],
    [
      'whose own name says nothing of the code',
      '```js\nexport default defineConfig({\n  adapter: vercel()\n  session: {},\n});\n```\n',
      '<!-- stet code/invalid-syntax -->\n\n```js\nexport default defineConfig({\n  adapter: vercel()\n  session: {},\n});\n```\n',
    ],
    ['at the start', '\uFEFF![a](a.png)\n', `\uFEFF${M}\n\n![a](a.png)\n`],
    [
      'in front matter',
      '---\ntitle: A\nnested:\n  date: 2017-02-29\n---\n',
      '---\ntitle: A\nnested:\n  # stet frontmatter/impossible-date\n  date: 2017-02-29\n---\n',
    ],
    ['in TOML', '+++\ndate = 2017-02-29\n+++\n', '+++\n# stet frontmatter/impossible-date\ndate = 2017-02-29\n+++\n'],
  ])('%s', (_, before, after) => {
    expect(marked(before)).toBe(after);
  });

  it('in MDX', () => {
    expect(marked('<div>\n  ![a](a.png)\n</div>\n', 'posts/a.mdx')).toBe('<div>\n  {/* stet image/missing */}\n  ![a](a.png)\n</div>\n');
  });

  it('for the file, where a key is missing', () => {
    const config = JSON.stringify({ collections: { posts: { include: ['posts/*.md'], schema: { type: 'object', required: ['title'] } } } });
    const folder = folderWith({ 'stet.config.json': config, 'posts/a.md': '---\nx: 1\n---\n', 'posts/b.md': 'b\n' });
    expect(stet(folder, ['--add-stet']).code).toBe(0);
    expect(readFileSync(join(folder, 'posts/a.md'), 'utf8')).toBe('---\n# stet-file frontmatter/schema\nx: 1\n---\n');
    expect(json(folder).summary).toMatchObject({ errors: 0, suppressed: 2 });
  });

  it('with a reason, for the rules that are named', () => {
    const folder = folderWith({ 'posts/a.md': '![](a.png)\n' });
    stet(folder, ['posts', '--add-stet', '--rule', 'image/missing', '--', 'drawn', 'at build time']);
    expect(readFileSync(join(folder, 'posts/a.md'), 'utf8')).toBe('<!-- stet image/missing -- drawn at build time -->\n\n![](a.png)\n');
    expect(json(folder).diagnostics.map(({ rule }) => rule)).toEqual(['image/missing-alt']);
  });
});

describe('--add-stet', () => {
  it('says where no mark can stand, and leaves the finding', () => {
    const text = '- ```\n  a\n  ```\n';
    const folder = folderWith({ 'posts/a.md': text });
    const { stderr, stdout } = stet(folder, ['--add-stet', '--format', 'concise']);
    expect(stderr).toContain('posts/a.md:1: no mark can let code/missing-language stand here');
    expect(stdout).toContain('posts/a.md:1:3 warning code/missing-language');
    expect(readFileSync(join(folder, 'posts/a.md'), 'utf8')).toBe(text);
  });

  it('writes none for what a baseline accepts', () => {
    const folder = folderWith({ 'posts/a.md': '![a](a.png)\n\n![b](b.png)\n' });
    stet(folder, ['baseline']);
    expect(stet(folder, ['--add-stet']).stderr).not.toContain('marked');
  });

  it('shows them with --diff, and gives the text of standard input back', () => {
    const folder = folderWith({ 'posts/a.md': '![a](a.png)\n' });
    expect(stet(folder, ['--add-stet', '--diff'])).toMatchObject({ code: 1, stdout: expect.stringContaining(`+${M}`) });
    expect(stet(folder, ['--add-stet', '--stdin'], { input: '![a](a.png)\n' }).stdout).toBe(`${M}\n\n![a](a.png)\n`);
  });

  it.each([
    [['--add-stet', '--rule', 'image/mising'], 'image/missing'],
    [['--add-stet', '--', 'a --> b'], 'a reason must not hold'],
    [['--add-stet', '--fix'], 'exclude each other'],
  ])('refuses %s', (args, message) => {
    expect(stet(folderWith({ 'posts/a.md': 'a\n' }), args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
});
