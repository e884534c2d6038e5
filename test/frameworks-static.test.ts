import { describe, expect, it } from 'vitest';
import { siteOf } from './support/site.ts';

const PNG = 'an image';

describe('jekyll', () => {
  const config = 'title: A blog\nplugins: [jekyll-feed]\n';

  it('shows posts by date and categories, and pages where they lie', async () => {
    const { framework, addresses } = await siteOf({
      '_config.yml': config,
      '_posts/2024-01-05-First-Post.md': '---\ntitle: First\ncategories: [News, Web]\n---\n',
      '_posts/2024-02-06-moved.md': '---\ndate: 2024-03-07 10:00:00 +0100\ncategory: news\n---\n',
      '_posts/undated.md': '---\ntitle: No post\n---\n',
      'travel/_posts/2024-01-05-paris.md': '---\ntitle: Paris\n---\n',
      '_drafts/later.md': '---\ntitle: Later\n---\n',
      'about.md': '---\ntitle: About\n---\n',
      'docs/index.md': '---\ntitle: Docs\n---\n',
      'docs/start.md': '---\npermalink: /start/\n---\n',
      'README.md': '# The repository',
      'vendor/gem/page.md': '---\ntitle: Not ours\n---\n',
    });
    expect(framework).toBe('jekyll');
    expect(addresses).toEqual({
      '_posts/2024-01-05-First-Post.md': '/news/web/2024/01/05/First-Post',
      '_posts/2024-02-06-moved.md': '/news/2024/03/07/moved',
      '_posts/undated.md': undefined,
      'travel/_posts/2024-01-05-paris.md': '/travel/2024/01/05/paris',
      '_drafts/later.md': undefined,
      'about.md': '/about',
      'docs/index.md': '/docs',
      'docs/start.md': '/start',
    });
  });

  it.each([
    ['permalink: pretty', '/a/2024/01/05/my-post'],
    ['permalink: none', '/a/my-post'],
    ['permalink: ordinal', '/a/2024/005/my-post'],
    ['permalink: /blog/:year-:i_month/:slug:output_ext', '/blog/2024-1/my-post'],
    ['defaults: [{scope: {path: "", type: posts}, values: {permalink: "/p/:title/"}}]', '/p/my-post'],
    ['collections: {posts: {output: true, permalink: "/c/:name"}}', '/c/2024-01-05-my-post'],
    ['permalink: /:unheard_of/', '?'],
  ])('reads `%s`', async (line, address) => {
    const { addresses } = await siteOf({
      '_config.yml': config + line,
      '_posts/2024-01-05-my-post.md': '---\ncategories: a\n---\n',
    });
    expect(Object.values(addresses)).toEqual([address]);
  });

  it('knows collections, pages that are HTML, redirects, and files that are served', async () => {
    const site = await siteOf({
      '_config.yml': `${config}baseurl: /base\ncollections_dir: all\ncollections: {guides: {output: true, permalink: "/:path/"}, notes: {}}\n`,
      'all/_guides/de/start.md':
        '---\ntitle: Start\nredirect_from: /old/\n---\n[a](../other/#x) [b](/base/old/) [c](/base/contact/) [d](/base/gone/) [e]({{site.url}}/x) ![f](/base/assets/x.png) ![g](/assets/x.png) [h](/base/feed.xml)',
      'all/_guides/de/other.md': '---\ntitle: Other\n---\n',
      'all/_guides/other.md': '---\ntitle: In English\n---\n',
      'all/_notes/private.md': '---\ntitle: No page\n---\n',
      'contact.html': '---\nlayout: x\n---\n',
      'assets/x.png': PNG,
    });
    expect(site.addresses).toEqual({
      'all/_guides/de/start.md': '/base/de/start',
      'all/_guides/de/other.md': '/base/de/other',
      'all/_guides/other.md': '/base/other',
      'all/_notes/private.md': undefined,
    });
    expect(site.references('all/_guides/de/start.md')).toEqual({
      '../other/#x': 'post all/_guides/de/other.md',
      '/base/old/': 'post all/_guides/de/start.md',
      '/base/contact/': 'found',
      '/base/gone/': 'broken-route',
      '{{site.url}}/x': 'not-judged',
      '/base/assets/x.png': 'found assets/x.png',
      '/assets/x.png': 'found assets/x.png',
      '/base/feed.xml': 'found',
    });
  });

  it('judges no address where a plugin may make pages', async () => {
    const { references } = await siteOf({
      '_config.yml': 'plugins: [jekyll-made-up]\n',
      'index.md': '---\n---\n[a](/gone)',
      'about.md': '---\n---\n',
    });
    expect(references('index.md')).toEqual({ '/gone': 'not-judged' });
  });

  it('is not taken for what shares the name of its config', async () => {
    expect((await siteOf({ '_config.yml': 'theme: jekyll-theme-slate', 'README.md': '' })).framework).toBe('none');
    expect((await siteOf({ '_config.yml': 'title: A book', '_toc.yml': '', 'index.md': '' })).framework).toBe('none');
  });
});

describe('zola', () => {
  const config = 'base_url = "https://example.org/blog/"\ndefault_language = "en"\n[languages.fr]\n[[taxonomies]]\nname = "topics"\n';

  it('makes addresses of path, slug, date and language', async () => {
    const { framework, addresses } = await siteOf({
      'config.toml': config,
      'content/_index.md': '+++\n+++\n',
      'content/posts/_index.fr.md': '+++\n+++\n',
      'content/posts/2024-01-05-First Post.md': '+++\ntitle = "x"\n+++\n',
      'content/posts/stated.md': '+++\nslug = "Own Slug"\n+++\n',
      'content/posts/whole.md': '+++\npath = "2014/whole"\n+++\n',
      'content/posts/bundle/index.md': '+++\n+++\n',
      'content/posts/bundle/index.fr.md': '+++\n+++\n',
      'content/posts/日本.md': '+++\n+++\n',
    });
    expect(framework).toBe('zola');
    expect(addresses).toEqual({
      'content/_index.md': '/blog',
      'content/posts/_index.fr.md': '/blog/fr/posts',
      'content/posts/2024-01-05-First Post.md': '/blog/posts/first-post',
      'content/posts/stated.md': '/blog/posts/own-slug',
      'content/posts/whole.md': '/blog/2014/whole',
      'content/posts/bundle/index.md': '/blog/posts/bundle',
      'content/posts/bundle/index.fr.md': '/blog/fr/posts/bundle',
      'content/posts/日本.md': '?',
    });
  });

  it('finds what references lead to', async () => {
    const { references } = await siteOf({
      'zola.toml': config,
      'content/_index.md': '+++\n+++\n',
      'content/posts/a/index.md':
        '+++\naliases = ["old"]\n+++\n[a](@/posts/b.md#x) [b](@/posts/c.md) [c](/blog/old) [d](/blog/posts/b/) [e](/blog/posts/c/) [f](/blog/topics/x/) ![g](x.png) ![h](/blog/y.png) ![i](z.png) [j](/blog/atom.xml)',
      'content/posts/a/x.png': PNG,
      'content/posts/b.md': '+++\n+++\n',
      'static/y.png': PNG,
    });
    expect(references('content/posts/a/index.md')).toEqual({
      '@/posts/b.md#x': 'post content/posts/b.md',
      '@/posts/c.md': 'missing-file',
      '/blog/old': 'post content/posts/a/index.md',
      '/blog/posts/b/': 'post content/posts/b.md',
      '/blog/posts/c/': 'broken-route',
      '/blog/topics/x/': 'not-judged',
      'x.png': 'found content/posts/a/x.png',
      '/blog/y.png': 'found static/y.png',
      'z.png': 'missing',
      '/blog/atom.xml': 'found',
    });
  });
});

describe('hugo', () => {
  it('makes addresses of folders, slugs, languages and permalinks', async () => {
    const { framework, addresses } = await siteOf({
      'hugo.toml':
        'baseURL = "https://example.org/"\ndefaultContentLanguage = "en"\n[languages.en]\n[languages.fr]\n[permalinks]\nposts = "/:year/:month/:slug/"\n[permalinks.page]\nnews = "/n/:sections[1:]/:contentbasename"\n',
      'content/_index.md': '---\n---\n',
      'content/Docs/_index.md': '---\n---\n',
      'content/Docs/Getting Started.md': '---\n---\n',
      'content/Docs/start.fr.md': '---\n---\n',
      'content/Docs/stated.md': '---\nslug: own\n---\n',
      'content/Docs/whole.md': '---\nurl: /whole.html\n---\n',
      'content/Docs/bundle/index.md': '---\n---\n',
      'content/Docs/bundle/part.md': '---\n---\n',
      'content/posts/a.md': '---\ntitle: "It\'s a Title: yes"\ndate: 2024-01-05T10:00:00Z\n---\n',
      'content/posts/undated.md': '---\ntitle: b\n---\n',
      'content/news/2024/x.md': '---\ntitle: b\n---\n',
    });
    expect(framework).toBe('hugo');
    expect(addresses).toEqual({
      'content/_index.md': '/',
      'content/Docs/_index.md': '/docs',
      'content/Docs/Getting Started.md': '/docs/getting-started',
      'content/Docs/start.fr.md': '/fr/docs/start',
      'content/Docs/stated.md': '/docs/own',
      'content/Docs/whole.md': '/whole',
      'content/Docs/bundle/index.md': '/docs/bundle',
      'content/Docs/bundle/part.md': undefined,
      'content/posts/a.md': '/2024/01/its-a-title-yes',
      'content/posts/undated.md': '/1/01/b',
      'content/news/2024/x.md': '/n/2024/x',
    });
  });

  it('finds what references lead to', async () => {
    const { references } = await siteOf({
      'config/_default/hugo.yaml': 'baseURL: https://example.org/\ntheme: nice\n',
      'config/_default/languages.yaml': 'en: {contentDir: content/en}\nfr: {contentDir: content/fr}\n',
      'content/en/posts/a/index.md':
        '---\naliases: [/old, older, ../up]\n---\n[a](/posts/b) [b](/posts/c/) [c](/posts/) [d](/tags/x/) [e](/old) [f](/posts/older) [f](/up) [g](/fr/posts/b/) [h](/posts/index.xml) ![j](x.png) ![k](y.png) ![l](/z.png) ![m](none.png) [n](/posts/page-of-html/)',
      'content/en/posts/a/x.png': PNG,
      'content/en/posts/b.md': '---\n---\n',
      'content/en/posts/page-of-html.html': '---\ntitle: x\n---\n',
      'content/fr/posts/b.md': '---\n---\n',
      'assets/y.png': PNG,
      'themes/nice/static/z.png': PNG,
    });
    expect(references('content/en/posts/a/index.md')).toEqual({
      '/posts/b': 'post content/en/posts/b.md',
      '/posts/c/': 'broken-route',
      '/posts/': 'found',
      '/tags/x/': 'not-judged',
      '/old': 'post content/en/posts/a/index.md',
      '/posts/older': 'post content/en/posts/a/index.md',
      '/up': 'post content/en/posts/a/index.md',
      '/fr/posts/b/': 'post content/fr/posts/b.md',
      '/posts/index.xml': 'found',
      'x.png': 'found content/en/posts/a/x.png',
      'y.png': 'found assets/y.png',
      '/z.png': 'found themes/nice/static/z.png',
      'none.png': 'missing',
      '/posts/page-of-html/': 'found',
    });
  });

  it('is recognised by the keys of a config whose name others have, too', async () => {
    expect((await siteOf({ 'config.toml': 'baseURL = "/"', 'content/a.md': '' })).framework).toBe('hugo');
    expect((await siteOf({ 'config.toml': 'base_url = "/"', 'content/a.md': '' })).framework).toBe('zola');
    expect((await siteOf({ 'config.toml': 'name = "x"', 'content/a.md': '' })).framework).toBe('none');
  });
});

describe('eleventy', () => {
  const config = `module.exports = function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy({ 'src/assets/img': 'img', static: '/', media: 'm' });
  return { dir: { input: 'src', includes: '_parts' } };
};`;

  it('makes addresses of paths and permalinks, and of what folders say', async () => {
    const { framework, addresses } = await siteOf({
      '.eleventy.js': config,
      'src/index.md': '',
      'src/about/about.md': '',
      'src/posts/posts.json': '{"permalink": "/p/{{ page.fileSlug }}/"}',
      'src/posts/2024-01-05-first.md': '---\ntitle: First\n---\n',
      'src/posts/own.md': '---\npermalink: /own.html\n---\n',
      'src/posts/none.md': '---\npermalink: false\n---\n',
      'src/code/code.11tydata.js': 'module.exports = { permalink: (data) => data.x };',
      'src/code/a.md': '',
      'src/2024-01-05-dated.md': '',
      'src/_parts/part.md': '',
    });
    expect(framework).toBe('eleventy');
    expect(addresses).toEqual({
      'src/index.md': '/',
      'src/about/about.md': '/about',
      'src/posts/2024-01-05-first.md': '/p/first',
      'src/posts/own.md': '/own',
      'src/posts/none.md': undefined,
      'src/code/a.md': '?',
      'src/2024-01-05-dated.md': '/2024-01-05-dated',
    });
  });

  it('finds what references lead to', async () => {
    const { references } = await siteOf({
      '.eleventy.js': config,
      'src/index.md':
        '[a](/about/) [b](/gone/) [c](/tags/x/) [d](/archive/) [e]({{x}}) ![f](/img/x.png) ![g](/y.png) ![h](/m/z.png) ![i](/none.png)',
      'src/about.md': '',
      'src/tags.njk': '---\npagination: {data: x, size: 1}\npermalink: /tags/{{ tag }}/\n---\n',
      'src/archive.liquid': '',
      'src/assets/img/x.png': PNG,
      'static/y.png': PNG,
      'media/z.png': PNG,
    });
    expect(references('src/index.md')).toEqual({
      '/about/': 'post src/about.md',
      '/gone/': 'broken-route',
      '/tags/x/': 'not-judged',
      '/archive/': 'found',
      '{{x}}': 'not-judged',
      '/img/x.png': 'found src/assets/img/x.png',
      '/y.png': 'found static/y.png',
      '/m/z.png': 'not-judged',
      '/none.png': 'missing',
    });
  });
});

describe('hexo', () => {
  const manifest = '{"dependencies": {"hexo": "7"}}';

  it('makes addresses of dates and titles', async () => {
    const { framework, addresses } = await siteOf({
      'package.json': manifest,
      '_config.yml': 'permalink: :year/:month/:day/:title/\nnew_post_name: :year-:month-:day-:title.md\n',
      'source/_posts/2024-01-05-first.md': '---\ntitle: First\n---\n',
      'source/_posts/sub/second.md': '---\ndate: 2024-02-06 10:00:00\n---\n',
      'source/_posts/undated.md': '---\ntitle: x\n---\n',
      'source/_posts/own.md': '---\npermalink: own/\n---\n',
      'source/_drafts/later.md': '',
      'source/about/index.md': '',
    });
    expect(framework).toBe('hexo');
    expect(addresses).toEqual({
      'source/_posts/2024-01-05-first.md': '/2024/01/05/first',
      'source/_posts/sub/second.md': '/2024/02/06/sub/second',
      'source/_posts/undated.md': '?',
      'source/_posts/own.md': '/own',
      'source/_drafts/later.md': undefined,
      'source/about/index.md': '/about',
    });
  });

  it('finds what references lead to', async () => {
    const { references } = await siteOf({
      '_config.yml': 'root: /blog/\npermalink: :title/\npost_asset_folder: true\nnew_post_name: :title.md\n',
      'source/_posts/a.md':
        '[a](/blog/b/) [b](/blog/c/) [c](/blog/tags/x/) [d](/blog/archives/2024/) ![e](x.png) ![f](/y.png) ![g](/blog/y.png) [h](/blog/about/) {% post_link b %}',
      'source/_posts/a/x.png': PNG,
      'source/_posts/b.md': '',
      'source/about/index.html': '',
      'source/y.png': PNG,
    });
    expect(references('source/_posts/a.md')).toEqual({
      '/blog/b/': 'post source/_posts/b.md',
      '/blog/c/': 'broken-route',
      '/blog/tags/x/': 'not-judged',
      '/blog/archives/2024/': 'not-judged',
      'x.png': 'found source/_posts/a/x.png',
      '/y.png': 'found source/y.png',
      '/blog/y.png': 'found source/y.png',
      '/blog/about/': 'found',
    });
  });
});

describe('images that are named from the address of a page', () => {
  it('are found in what is served, and beside the posts that other addresses show', async () => {
    const { references } = await siteOf({
      '_config.yml': 'permalink: pretty',
      '_posts/2024-01-05-a.md': '![a](../../../../assets/x.png) ![b](../../../../../assets/x.png) ![c](../../../../assets/y.png)',
      'assets/x.png': PNG,
    });
    expect(references('_posts/2024-01-05-a.md')).toEqual({
      '../../../../assets/x.png': 'found assets/x.png',
      '../../../../../assets/x.png': 'found assets/x.png',
      '../../../../assets/y.png': 'outside-root',
    });
    const zola = await siteOf({
      'config.toml': 'base_url = "https://example.org"',
      'content/a.md':
        '+++\npath = "2024/01/05/a"\n+++\n![a](../../../../2024/01/06/b/x.png) ![b](/2024/01/06/b/img/y.png) ![c](/2024/01/06/b/z.png)',
      'content/b/index.md': '+++\npath = "2024/01/06/b"\n+++\n',
      'content/b/x.png': PNG,
      'content/b/img/y.png': PNG,
    });
    expect(zola.references('content/a.md')).toEqual({
      '../../../../2024/01/06/b/x.png': 'found content/b/x.png',
      '/2024/01/06/b/img/y.png': 'found content/b/img/y.png',
      '/2024/01/06/b/z.png': 'missing',
    });
  });
});

describe('mkdocs', () => {
  it('shows pages where their files lie, and finds what references lead to', async () => {
    const { framework, addresses, collections, references } = await siteOf({
      'mkdocs.yml':
        'site_name: Docs\nsite_url: https://example.org/docs/\nplugins:\n  - search\n  - redirects:\n      redirect_maps:\n        old.md: guide.md\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n',
      'docs/index.md': '[a](guide.md#x) [b](gone.md) [c](/docs/guide/) [d](/docs/old/) [e](/docs/gone/)',
      'docs/guide.md': '<img src="../img/x.png"> ![y](img/x.png) <a href="../api/">x</a>',
      'docs/api/README.md': '',
      'docs/img/x.png': PNG,
    });
    expect(framework).toBe('mkdocs');
    expect(collections[0]?.anchors).toBe('python-markdown');
    expect(addresses).toEqual({ 'docs/index.md': '/docs', 'docs/guide.md': '/docs/guide', 'docs/api/README.md': '/docs/api' });
    expect(references('docs/index.md')).toEqual({
      'guide.md#x': 'post docs/guide.md',
      'gone.md': 'missing-file',
      '/docs/guide/': 'post docs/guide.md',
      '/docs/old/': 'found',
      '/docs/gone/': 'broken-route',
    });
    expect(references('docs/guide.md')).toEqual({
      '../img/x.png': 'found docs/img/x.png',
      'img/x.png': 'found docs/img/x.png',
      '../api/': 'post docs/api/README.md',
    });
  });

  it('judges no address where a plugin may make pages', async () => {
    const { collections, references } = await siteOf({
      'mkdocs.yml':
        'plugins: [gen-files]\nmarkdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n',
      'docs/index.md': '[a](reference/made.md) [b](/made/)',
    });
    expect(collections[0]?.anchors).toBeUndefined();
    expect(references('docs/index.md')).toEqual({ 'reference/made.md': 'not-judged', '/made/': 'not-judged' });
  });
});
