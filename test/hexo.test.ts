import fc from 'fast-check';
import { parse } from 'hexo-front-matter';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../src/document/document.ts';
import { stringsOf } from '../src/model/frontmatter.ts';
import { readBy } from '../src/model/yaml-scalar.ts';
import { folderWith, stet } from './support/cli.ts';
import { check, covered, type Files, lines } from './support/world.ts';

const SITE: Files = {
  '_config.yml': 'title: A site\npost_asset_folder: false\nnew_post_name: :title.md\n',
  'package.json': '{"dependencies": {"hexo": "8"}}',
};
const SCHEMA = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string' }, tags: { type: 'array' }, draft: { type: 'boolean' } },
  additionalProperties: false,
};
const config = { collections: { posts: { include: ['source/_posts/*.md'], schema: SCHEMA } } };
const flags = ['frontmatter/schema', 'frontmatter/unknown-key', 'frontmatter/missing', 'frontmatter/syntax'].map((id) => ({
  id,
  level: 'error' as const,
}));

async function foundIn(text: string) {
  return check({ files: { ...SITE, 'source/_posts/a.md': text }, config, flags: [{ id: 'all', level: 'off' }, ...flags] });
}

describe('front matter of Hexo', () => {
  it.each([
    ['without an opening fence', 'titel: A\ndraft: maybe\n---\n\nText\n'],
    ['behind a byte order mark, with CRLF', '\uFEFFtitel: A\r\ndraft: maybe\r\n---\r\nText\r\n'],
    ['between longer fences', '----\ntitel: A\ndraft: maybe\n----\nText\n'],
    ['as JSON without braces', ';;;\n"titel": "A",\n"draft": "maybe"\n;;;\nText\n'],
    ['as JSON without braces and opening fence', '"titel": "A",\n"draft": "maybe"\n;;;;\nText\n'],
    ['behind comments', '# stet-file heading/empty\n\ntitel: A\ndraft: maybe\n---\nText\n'],
  ])('is read, and judged at its places: %s', async (_, text) => {
    const report = await foundIn(text);
    expect(report.failures).toEqual([]);
    const [missing, ...others] = covered(report, text);
    // A missing key is told at the opening fence, or in its place.
    expect(missing).toEqual(['frontmatter/schema', /^(?:[-;]{3}|.*:).*$/m.exec(text.replace('\uFEFF', ''))?.[0].trimEnd()]);
    expect(others).toEqual([
      ['frontmatter/unknown-key', text.includes('"titel"') ? '"titel"' : 'titel'],
      ['frontmatter/schema', text.includes('"maybe"') ? '"maybe"' : 'maybe'],
    ]);
  });

  it.each([
    ['a text before a line across the page', 'A text.\n\n---\n\nMore.\n'],
    ['a heading', 'Note: this\nis a text\n---\n'],
    ['no fence', 'title: A\n\nText\n'],
    ['what is no key', '- title: A\n---\n'],
    ['a fence with more behind it', '---- title\ntitle: A\n----\n'],
  ])('is not seen in %s', async (_, text) => {
    expect(covered(await foundIn(text), text).map(([rule]) => rule)).toEqual(['frontmatter/missing']);
  });

  it('may be indented by tabs', async () => {
    expect(lines(await foundIn('title: A\ntags:\n\t- a\n\t- b\n---\n'))).toEqual([]);
    expect(lines(await foundIn('---\ntitle: A\ntags:\n\t- a\n\t- b\n---\n'))).toEqual([]);
  });

  it('is told where it is broken', async () => {
    const text = ';;;\n"title": "A"\n"tags": []\n;;;\n';
    expect(covered(await foundIn(text), text)).toEqual([['frontmatter/syntax', '"tags"']]);
    const yaml = 'title: "A\ntags: []\n---\n';
    expect(covered(await foundIn(yaml), yaml).map(([rule]) => rule)).toEqual(['frontmatter/syntax']);
  });

  it('counts on sites of Hexo alone', async () => {
    const text = 'title: A\n---\n';
    const { diagnostics } = await check({ files: { 'source/_posts/a.md': text }, config, flags: [{ id: 'all', level: 'off' }, ...flags] });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['frontmatter/missing']);
  });

  it('is repaired, and marked, where it stands', () => {
    const site = { ...SITE, 'stet.config.json': JSON.stringify(config) };
    const fixed = folderWith({ ...site, 'source/_posts/a.md': 'titel: A\ndraft: true\n---\n\nText\n' });
    expect(stet(fixed, ['--diff', '--unsafe-fixes']).stdout).toContain('-titel: A\n+title: A\n');
    const marked = folderWith({ ...site, 'source/_posts/a.md': 'draft: true\n---\n\nText\n' });
    stet(marked, ['--add-stet']);
    expect(stet(marked, ['--format', 'concise'])).toMatchObject({ code: 0, stdout: '' });
  });

  it('holds the keys and titles that Hexo reads', async () => {
    const line = fc.constantFrom(
      'title: A',
      'title: "B: c"',
      'tags: [a, b]',
      'tags:',
      '- a',
      '  - a',
      '# c',
      '',
      'date: 2024-01-05',
      '标题: 好',
      '---',
      ';;;',
      '----',
      '"title": "C"',
      '"title": "C",',
      'A text.',
      '> Said',
    );
    const text = fc.array(line, { maxLength: 7 }).map((all) => `${all.join('\n')}\n`);
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        let theirs: Record<string, unknown>;
        try {
          theirs = parse(source);
        } catch {
          // Hexo leaves the post out.
          return;
        }
        const { frontmatter, frontmatterProblems } = await openDocument('a.md', source, { dialect: 'markdown', frontMatter: 'hexo' });
        const { _content, ...data } = theirs;
        const own = frontmatter?.root && readBy('js-yaml-4', frontmatter.root);
        if (own === undefined) return;
        if (frontmatterProblems.some(({ kind }) => kind === 'duplicate-key')) return;
        expect(frontmatterProblems).toEqual([]);
        expect(own.entries.map(({ key }) => key)).toEqual(Object.keys(data));
        expect(stringsOf(own, 'title')[0]).toEqual(data['title'] ?? undefined);
      }),
      { numRuns: 400 },
    );
  });
});
