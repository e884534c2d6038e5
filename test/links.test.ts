import { describe, expect, it } from 'vitest';
import { folderWith, found, json } from './support/cli.ts';
import { check, type Files, lines } from './support/world.ts';

const ONLY = [
  { id: 'all', level: 'off' },
  ...['missing-file', 'broken-route', 'broken-anchor', 'wrong-case'].map((name) => ({ id: `link/${name}`, level: 'error' as const })),
] as const;

const CONFIG = { collections: { posts: { include: ['posts/**/*.md'], url: '/blog/{slug}' } } };

async function findings(files: Files, config: Parameters<typeof check>[0]['config'] = CONFIG): Promise<string[]> {
  return lines(await check({ files, config, flags: ONLY })).map((line) => line.replace(/^(\S+?:\d+:\d+)-\S+ error /, '$1 '));
}

/** A post of links, in a blog with two more. */
function linking(...urls: string[]): Files {
  return {
    'posts/a.md': urls.map((url) => `[x](${url})\n`).join('\n'),
    'posts/b.md': '# B\n',
    'posts/c.md': '# C\n\n[b](/blog/b) and [a](/blog/a)\n',
  };
}

describe('addresses', () => {
  it.each([
    [
      'vercel.json',
      JSON.stringify({
        redirects: [
          { source: '/blog/old/:path*', destination: '/blog/b' },
          { source: '/blog/one', destination: '/' },
        ],
      }),
    ],
    ['_redirects', '# Old ones\n/blog/old/*  /blog/b  301\n/blog/one /blog/b\n'],
    ['public/_redirects', '/blog/old/* /blog/b\n/blog/one /blog/b'],
    ['netlify.toml', '[[redirects]]\nfrom = "/blog/old/*"\nto = "/blog/b"\n[[redirects]]\nfrom = "/blog/one"\nto = "/"\n'],
  ])('that %s leads on are good', async (name, text) => {
    const files = linking('/blog/old/deep/page', '/blog/one', '/blog/two');
    expect(await findings({ ...files, [name]: text })).toEqual([
      'posts/a.md:5:5 link/broken-route `/blog/two` leads to no page of the site',
    ]);
  });

  it('are not made good by a rule for everything that is not found', async () => {
    expect(await findings({ ...linking('/blog/two'), _redirects: '/* /404.html 404\n' })).toHaveLength(1);
  });

  it('are not judged where most links of a folder lead to nothing known', async () => {
    const report = await check({ files: linking('/blog/x1', '/blog/x2', '/blog/x3'), config: CONFIG, flags: ONLY });
    expect(lines(report)).toEqual([]);
    expect([...report.unjudged]).toEqual([['link: too little is known of the pages in its folder', 3]]);
  });

  it('of pages on other sites, and of mail, are nobody’s to judge', async () => {
    const report = await check({
      files: linking('https://example.com/blog/none', 'mailto:a@b.c', '//x.org/y'),
      config: CONFIG,
      flags: ONLY,
    });
    expect([...report.unjudged]).toEqual([]);
  });

  it('take aliases of the front matter for good', async () => {
    const files = { ...linking('/blog/two', '/two'), 'posts/b.md': '---\naliases: [/blog/two]\nredirect_from:\n  - /two\n---\n' };
    expect(await findings(files)).toEqual([]);
  });
});

describe('files', () => {
  it('named without an extension, or by their folder, are found', async () => {
    const files = { ...linking('./b', 'c', 'more', 'more/', '../posts/'), 'posts/more/index.md': '# More\n' };
    expect(await findings(files)).toEqual([]);
  });

  it('with spaces and percent signs in their names are found', async () => {
    const files = { ...linking('<my file.md>', 'my%20file.md', '100%25.md'), 'posts/my file.md': '', 'posts/100%.md': '' };
    expect(await findings(files)).toEqual([]);
  });
});

describe('anchors', () => {
  it('of the own page, of files and of addresses are judged, at the fragment', async () => {
    const files = linking('#nope', 'b.md#nope', '/blog/b#nope', '/blog/b/#b', '#top', 'b.md#');
    expect(await findings(files)).toEqual([
      'posts/a.md:1:5 link/broken-anchor This page has no anchor `#nope`',
      'posts/a.md:3:9 link/broken-anchor `posts/b.md` has no anchor `#nope`',
      'posts/a.md:5:12 link/broken-anchor `posts/b.md` has no anchor `#nope`',
    ]);
  });

  it('of what an MDX page imports count as its own', async () => {
    const files = {
      'posts/a.mdx': "import Part from './_part.mdx';\n\n[x](#inside) [y](#outside)\n\n<Part />\n",
      'posts/_part.mdx': '## Inside\n',
    };
    const config = { collections: { posts: { include: ['posts/**/*.mdx'] } } };
    expect(await findings(files, config)).toEqual(['posts/a.mdx:3:18 link/broken-anchor This page has no anchor `#outside`']);
  });

  it('of a file that is not judged in this run are looked up all the same', () => {
    const folder = folderWith({ ...linking('b.md#nope', 'b.md#b', '/blog/c'), 'stet.config.json': JSON.stringify(CONFIG) });
    const { diagnostics, summary } = json(folder, ['posts/a.md']);
    expect(found(diagnostics)).toEqual(['posts/a.md:1 link/broken-anchor']);
    expect(summary.files).toBe(1);
  });
});
