import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { ruleUrl } from '../src/cli/rule-page.ts';
import { parseWithRemark } from '../src/document/parse/remark.ts';
import { renderPage } from '../src/report/page.ts';
import { displayWidth } from '../src/report/width.ts';
import { folderWith, stet } from './support/cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function render(markdown: string, style: { width?: number; color?: boolean } = {}): string {
  const parsed = parseWithRemark(markdown, 'markdown');
  const [page] = parsed.ok ? parsed.tree.all('root') : [];
  if (page === undefined) throw new Error('The sample has no tree');
  return renderPage(page, { width: 40, color: false, ...style });
}

describe('a page in the terminal', () => {
  it('wraps prose and leaves code as it is', () => {
    const code = '```md title="posts/a.md"\nA line of code that is longer than any page is wide, and stays.\n```';
    expect(render(`# image/missing\n\nAn image file that a \`post\` refers to does not exist.\n\n${code}\n`)).toBe(`# image/missing

An image file that a \`post\` refers to
does not exist.

  posts/a.md
  │ A line of code that is longer than any page is wide, and stays.
`);
  });

  it('lays out lists and tables', () => {
    const table = '| Option | Meaning |\n| --- | --- |\n| `max` | The most that an image may weigh on a page. |';
    expect(render(`- one two three four five six seven eight nine\n- ten\n\n${table}\n`)).toBe(`- one two three four five six seven
  eight nine
- ten

Option  Meaning
\`max\`   The most that an image may weigh
        on a page.
`);
  });

  it('shows where links lead, and colours only when asked', () => {
    expect(render('See [Zod](https://zod.dev) and [this page](other.md).')).toBe('See Zod (https://zod.dev) and this page.\n');
    expect(render('**bold** and `code`', { color: true })).toBe('\x1b[1mbold\x1b[22m and \x1b[36mcode\x1b[39m\n');
  });
});

describe('stet explain', () => {
  const folder = folderWith({});
  it.each([...rules.keys()])('has the page of %s', (id) => {
    const file = readFileSync(new URL(`../rules/${id}.md`, import.meta.url), 'utf8');
    const shown = render(file, { width: 80 });
    expect(shown).toMatch(new RegExp(`^# ${id}\n`));
    for (const section of ['Fails', 'Passes', 'How to repair']) expect(shown).toContain(`\n## ${section}\n`);
    const prose = shown.split('\n').filter((line) => !/^ *│/.test(line) && displayWidth(line) > 80);
    expect(prose).toEqual([]);
  });

  it('prints a page', () => {
    const { code, stdout, stderr } = stet(folder, ['explain', 'heading/skipped-level']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('# heading/skipped-level\n\nA heading is more than one level below');
    expect(stdout).not.toContain('\x1b');
    expect(stet(folder, ['explain', 'heading/skipped-level', '--color']).stdout).toContain('\x1b[1m');
  });

  it.each([
    [['image/mising'], 'unknown rule `image/mising`; did you mean `image/missing`?'],
    [['missing'], 'unknown rule `missing`; did you mean `frontmatter/missing` or `image/missing`?'],
    [['image'], '`image` is a group; `stet rules image` lists its rules'],
    [[], '`stet explain` takes one rule, such as `image/missing`; `stet rules` lists them'],
  ])('%j says what there is', (args, message) => {
    expect(stet(folder, ['explain', ...args])).toEqual({ code: 2, stdout: '', stderr: `stet: ${message}\n` });
  });
});

describe('stet rules', () => {
  const config = {
    rules: { 'image/missing-alt': 'error', 'image/too-heavy': ['off', { maxBytes: '1 kB' }] },
    overrides: [{ files: ['drafts/**'], rules: { 'image/missing': 'warn' } }],
  };
  const folder = folderWith({ 'stet.config.json': JSON.stringify(config) });
  const list = (...args: string[]) =>
    JSON.parse(stet(folder, ['rules', '--format', 'json', ...args]).stdout) as { id: string; level: string; [key: string]: unknown }[];

  it('shows the level here, and what differs from the default', () => {
    const { code, stdout } = stet(folder, ['rules', 'image']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^image\/missing +error .* \(unsafe fix; warn in drafts\/\*\*\)$/m);
    expect(stdout).toMatch(/^image\/missing-alt +error .* \(default warn\)$/m);
    expect(stdout).not.toMatch(/^heading/m);
  });

  it('lists every rule for programs, with options as they are set', () => {
    expect(list().map(({ id }) => id)).toEqual([...rules.keys()]);
    expect(list('too-heavy')).toEqual([
      {
        id: 'image/too-heavy',
        summary: rules.get('image/too-heavy')?.meta.summary,
        level: 'off',
        default: 'warn',
        fix: null,
        options: expect.objectContaining({ maxBytes: 1000 }),
        overrides: [],
        url: ruleUrl('image/too-heavy'),
      },
    ]);
  });

  it('takes filters together', () => {
    expect(list('--level', 'off', 'image').every(({ id, level }) => id.startsWith('image/') && level === 'off')).toBe(true);
    expect(list('--fixable', 'link').map(({ id }) => id)).toContain('link/wrong-case');
    expect(list('--fixable').every(({ fix }) => fix !== null)).toBe(true);
    expect(list('--rule', 'image/missing=off', 'image/missing').map(({ id, level }) => [id, level])).toEqual([
      ['image/missing', 'off'],
      ['image/missing-alt', 'error'],
    ]);
    expect(stet(folder, ['rules', 'zzz'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'stet: no rule is like that; `stet rules` lists all of them\n',
    });
  });
});

it('every rule has its page in the package, where its url leads', () => {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }));
  const files = new Set(packed.files.map(({ path }: { path: string }) => path));
  const base = `https://unpkg.com/${packed.name}@${packed.version}/`;
  const urls = [...rules.keys()].map((id) => ruleUrl(id) ?? '');
  const lost = urls.filter((url) => !url.startsWith(base) || !files.has(url.slice(base.length)));
  expect(lost).toEqual([]);
});
