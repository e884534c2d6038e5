import { describe, expect, it, test } from 'vitest';
import { collectionsOf } from '../src/config/collections.ts';
import { emptyHost, overlayHost } from '../src/host/memory.ts';
import { check, type Files, fixture } from './support/world.ts';

const image = fixture('examples/public/images/wide.webp');
const RULES = ['link/broken-route', 'link/missing-file', 'link/wrong-case', 'link/broken-anchor', 'image/missing', 'image/wrong-case'];
const flags = [{ id: 'all', level: 'off' as const }, ...RULES.map((id) => ({ id, level: 'error' as const }))];
const json = (value: unknown) => JSON.stringify(value);

/** What is found wrong, as `path rule what-it-points-at`. Every page of the fixtures is an error where it should not be. */
async function wrong(files: Files): Promise<string[]> {
  const { diagnostics } = await check({ files, flags });
  return diagnostics.map(({ path, rule, range }) => `${path} ${rule} ${String(files[path]).slice(range.start.offset, range.end.offset)}`);
}

async function known(files: Files) {
  const { collections } = await collectionsOf({ file: undefined, config: {} }, overlayHost(new Map(Object.entries(files)), emptyHost));
  const [first] = collections;
  return {
    framework: first?.site.framework,
    evidence: first?.site.evidence,
    site: first?.site,
    collections,
    names: collections.map(({ name }) => name),
  };
}

/** A page that links to all of these. */
const linking = (...urls: string[]) => urls.map((url) => `[to](${url})`).join('\n\n');
const pack = (...names: string[]) => json({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });

describe('a framework is recognised', () => {
  it.each([
    ['next', 'next.config.mjs'],
    ['astro', 'astro.config.mjs'],
    ['docusaurus', 'docusaurus.config.ts'],
    ['vitepress', '.vitepress/config.mts'],
    ['vitepress', '.vuepress/config.js'],
    ['gatsby', 'gatsby-config.js'],
    ['nuxt', 'nuxt.config.ts'],
    ['remix', 'react-router.config.ts'],
  ])('as %s by %s', async (framework, file) => {
    const files = { [file]: 'export default {}', 'content/a.md': 'A.', 'package.json': pack('next', 'astro') };
    expect(await known(files)).toMatchObject({ framework, evidence: file });
    const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`website/${path}`, text]));
    expect(await known({ ...below, 'package.json': pack('next') })).toMatchObject({ framework, evidence: `website/${file}` });
  });

  it.each([
    ['starlight', ['astro', '@astrojs/starlight']],
    ['docusaurus', ['@docusaurus/core']],
    ['vitepress', ['vitepress']],
    ['mdsvex', ['mdsvex', '@sveltejs/kit']],
    ['remix', ['@remix-run/react']],
    ['next', ['next', 'react']],
  ])('as %s by a dependency, where no config file tells otherwise', async (framework, names) => {
    expect(await known({ 'package.json': pack(...names), 'posts/a.md': 'A.' })).toMatchObject({ framework, evidence: 'package.json' });
  });

  it('by its integration, though Astro has the same config file, and not by files that many have', async () => {
    const config = `import starlight from '@astrojs/starlight';\nexport default defineConfig({ integrations: [starlight({ title: 'x' })] });`;
    expect((await known({ 'astro.config.mjs': config, 'src/content/docs/a.md': 'A.' })).framework).toBe('starlight');
    expect((await known({ 'astro.config.mjs': 'export default {}', 'svelte.config.js': 'export default {}' })).framework).toBe('astro');
    expect((await known({ 'svelte.config.js': 'export default {}', 'vite.config.ts': '', 'tsconfig.json': '{}' })).framework).toBe('none');
  });

  it('once for each site of a repository; an inner one has its files', async () => {
    const { collections } = await known({
      'next.config.js': 'module.exports = {}',
      'docs/a.md': 'A.',
      'docs/.vitepress/config.ts': 'export default {}',
      'posts/b.md': 'B.',
    });
    expect(collections.map(({ name, site }) => [site.framework, site.root, name])).toEqual([
      ['vitepress', 'docs', 'pages'],
      ['next', '', 'posts'],
      ['next', '', 'docs'],
    ]);
  });
});

describe('Next.js', () => {
  const site = { 'next.config.js': 'module.exports = {}', 'public/images/posts/first/a.webp': image, 'public/b.webp': image };

  it('finds images in the folder of the post below public, and at the root of it', async () => {
    const post = '![](a.webp)\n\n![](b.webp)\n\n![](/b.webp)\n\n![](c.webp)';
    expect(await wrong({ ...site, 'posts/first.md': post })).toEqual(['posts/first.md image/missing c.webp']);
    expect(await wrong({ ...site, 'posts/first/index.md': post })).toEqual(['posts/first/index.md image/missing c.webp']);
    expect(await wrong({ ...site, 'content/posts/first.mdx': post })).toEqual(['content/posts/first.mdx image/missing c.webp']);
  });

  it('judges no address where it knows no routes, and says why', async () => {
    const files = { ...site, 'posts/first.md': linking('/posts/secnd', '/about') };
    expect(await wrong(files)).toEqual([]);
    expect((await known(files)).site?.unknownRoutes).toContain('`app`');
  });

  it('reads routes from app and pages, redirects from the config, and takes posts for what a dynamic route shows', async () => {
    const files = {
      'next.config.ts': `
        import type { NextConfig } from 'next';
        const config: NextConfig = {
          basePath: '/',
          async redirects() { return [{ source: '/old/:slug*', destination: '/blog', permanent: true }, { source: '/former', destination: '/' }]; },
        };
        export default withMDX(config);`,
      'src/app/page.tsx': '',
      'src/app/(marketing)/about/page.tsx': '',
      'src/app/guides/page.mdx': '# Guides',
      'src/app/blog/[slug]/page.tsx': '',
      'src/app/_parts/page.tsx': '',
      'src/app/sitemap.ts': '',
      'content/blog/first.mdx': linking(
        '/about',
        '/guides',
        '/old/x/y',
        '/former',
        '/sitemap.xml',
        '/blog/any',
        '/blog/second#here',
        '/blog/second#gone',
        '/abuot',
      ),
      'content/blog/second.mdx': '## Here',
    };
    expect(await wrong(files)).toEqual([
      'content/blog/first.mdx link/broken-anchor #gone',
      'content/blog/first.mdx link/broken-route /abuot',
    ]);
  });

  it('reads Contentlayer: types by their folders, in the order in which they are written', async () => {
    const files = {
      'package.json': pack('next', 'next-contentlayer2'),
      'contentlayer.config.ts': `
        const computedFields: ComputedFields = { slug: { type: 'string', resolve: (doc) => doc._raw.flattenedPath } };
        export const Blog = defineDocumentType(() => ({ name: 'Blog', filePathPattern: 'blog/**/*.mdx', contentType: 'mdx', computedFields }));
        export const Authors = defineDocumentType(() => ({ name: 'Authors', filePathPattern: 'authors/**/*', contentType: 'mdx' }));
        export default makeSource({ contentDirPath: 'data', documentTypes: [Blog, Authors], mdx: { cwd: process.cwd() } });`,
      'data/blog/a.mdx': 'A.',
      'data/authors/b.mdx': 'B.',
    };
    const { collections } = await known(files);
    expect(collections.map(({ name, include }) => [name, ...include])).toEqual([
      ['blog', 'data/blog/**/*.mdx'],
      ['authors', 'data/authors/**/*.{md,mdx,markdown}'],
    ]);
  });

  it('reads Velite and Content Collections', async () => {
    const velite = `const posts = defineCollection({ name: 'Post', pattern: 'blog/**/*.md', schema: s.object({}) });\nexport default defineConfig({ root: 'content', collections: { posts } });`;
    const first = await known({ 'next.config.js': '', 'velite.config.ts': velite, 'content/blog/a.md': 'A.' });
    expect(first.collections[0]).toMatchObject({ name: 'blog', include: ['content/blog/**/*.md'], yaml: 'yaml-1.2' });
    const collections = `const posts = defineCollection({ name: 'posts', directory: './content/posts', include: '*.mdx', transform: async (d) => d });\nexport default defineConfig({ collections: [posts] });`;
    const second = await known({
      'package.json': pack('next', '@content-collections/core'),
      'content-collections.ts': collections,
      'content/posts/a.mdx': 'A.',
    });
    expect(second.collections[0]).toMatchObject({ name: 'posts', include: ['content/posts/*.mdx'] });
  });

  it('reads Fumadocs: groups are left out, the base comes from the loader', async () => {
    const files = {
      'package.json': pack('next', 'fumadocs-core', 'fumadocs-mdx'),
      'source.config.ts': `export const docs = defineDocs({ dir: 'content/docs' });\nexport default defineConfig();`,
      'lib/source.ts': `import { docs } from '@/.source';\nexport const source = loader({ baseUrl: '/docs', source: docs.toFumadocsSource() });`,
      'app/docs/[[...slug]]/page.tsx': 'const page = source.getPage(params.slug);',
      'app/page.tsx': '',
      'content/docs/index.mdx': linking('/docs/start', './guide/use', '/docs/guide/use', '/docs/(more)/start', '/docs/stat'),
      'content/docs/(more)/start.mdx': linking('/docs'),
      'content/docs/guide/use.mdx': linking('/docs/guide/ues'),
    };
    expect(await wrong(files)).toEqual([
      'content/docs/guide/use.mdx link/broken-route /docs/guide/ues',
      'content/docs/index.mdx link/broken-route /docs/stat',
    ]);
  });

  it('reads Nextra', async () => {
    const files = {
      'package.json': pack('next', 'nextra', 'nextra-theme-docs'),
      'next.config.mjs': `import nextra from 'nextra';\nconst withNextra = nextra({ latex: true, contentDirBasePath: '/docs' });\nexport default withNextra({ reactStrictMode: true });`,
      'app/[[...mdxPath]]/page.jsx': `import { importPage } from 'nextra/pages';`,
      'content/index.mdx': linking('/start', '/strt'),
      'content/start.mdx': linking('/'),
    };
    expect(await wrong(files)).toEqual(['content/index.mdx link/broken-route /strt']);
  });
});

describe('Astro and Starlight', () => {
  it('reads collections with their globs, and the pages that are drawn from them', async () => {
    const files = {
      'astro.config.mjs': `import { defineConfig } from 'astro/config';\nexport default defineConfig({ redirects: { '/old': '/blog/', '/feed/[...rest]': '/' } });`,
      'tsconfig.json': json({ compilerOptions: { baseUrl: '.', paths: { '~/*': ['src/*'] } } }),
      'src/content.config.ts': `
        import { defineCollection, z } from 'astro:content';
        import { file, glob } from 'astro/loaders';
        const blog = defineCollection({ loader: glob({ base: './src/data/blog', pattern: '**/[^_]*.{md,mdx}' }), schema: ({ image }) => z.object({}) });
        const people = defineCollection({ loader: file('src/data/people.json') });
        export const collections = { blog, people };`,
      'src/pages/index.astro': '',
      'src/pages/blog/[...slug].astro': `const posts = await getCollection('blog');`,
      'src/pages/about.md': '# About',
      'src/assets/a.webp': image,
      'src/data/blog/b.webp': image,
      'src/data/blog/First Post.md': `![](~/assets/a.webp)\n\n![](b.webp)\n\n![](./b.webp)\n\n![](a.webp)\n\n${linking('/about/', '/old', '/feed/x', '/blog/second#x', '/abotu')}`,
      'src/data/blog/second.md': linking('/blog/first-post/#none'),
      'src/data/blog/_draft.md': 'Draft.',
    };
    expect((await known(files)).names).toEqual(['blog', 'pages']);
    expect(await wrong(files)).toEqual([
      'src/data/blog/First Post.md image/missing a.webp',
      'src/data/blog/First Post.md link/broken-anchor #x',
      'src/data/blog/First Post.md link/broken-route /abotu',
      'src/data/blog/second.md link/broken-anchor #none',
    ]);
  });

  it('takes the folders of src/content for collections where none are stated', async () => {
    const files = { 'astro.config.mjs': '', 'src/content/blog/a.md': 'A.', 'src/content/authors/b.json': '{}' };
    expect((await known(files)).names).toEqual(['blog', 'content']);
  });

  const docs = {
    'package.json': pack('astro', '@astrojs/starlight'),
    'astro.config.mjs': `
      export default defineConfig({
        redirects: { '/start': '/getting-started' },
        integrations: [
          starlight({
            title: { en: 'Docs' }, defaultLocale: 'root', locales: { root: { label: 'English', lang: 'en' }, 'zh-CN': { label: '简体中文' } },
            plugins: [starlightBlog({ prefix: 'news' }), starlightOpenAPI([{ base: 'api', schema: '../x.yaml' }])],
          }),
          sitemap(),
        ],
      });`,
  };

  it('knows the addresses of Starlight, with locales, slugs, redirects and plugins', async () => {
    const files = {
      ...docs,
      'src/content/docs/index.mdx': linking(
        '/guides/a/',
        '/zh-cn/guides/a/',
        '/moved/',
        '/start',
        '/news/tags/x',
        '/api/get',
        '/404',
        '/guides/c/',
      ),
      'src/content/docs/guides/a.md': '# A',
      'src/content/docs/guides/b.md': '---\nslug: moved\n---\n',
      'src/content/docs/guides/_part.mdx': 'Part.',
      'src/content/docs/zh-cn/guides/a.md': linking('/zh-cn/moved/', '/zh-cn/guides/_part/'),
    };
    expect(await wrong(files)).toEqual([
      'src/content/docs/index.mdx link/broken-route /guides/c/',
      'src/content/docs/zh-cn/guides/a.md link/broken-route /zh-cn/guides/_part/',
    ]);
  });
});

describe('Docusaurus', () => {
  const config = `
    import type { Config } from '@docusaurus/types';
    const config: Config = {
      title: 'x', baseUrl: '/', staticDirectories: ['static', 'assets'],
      i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },
      presets: [['classic', { docs: { sidebarPath: './sidebars.ts' }, blog: { showReadingTime: true }, theme: {} } satisfies Preset.Options]],
      plugins: [
        ['@docusaurus/plugin-content-docs', { id: 'community', path: 'community', routeBasePath: 'community' }],
        ['@docusaurus/plugin-client-redirects', { redirects: [{ from: ['/old', '/older'], to: '/docs/intro' }] }],
        ['docusaurus-plugin-typedoc', { out: 'docs/api' }],
      ],
    };
    export default config;`;
  const site = {
    'docusaurus.config.ts': config,
    'versions.json': '["2.0", "1.0"]',
    'sidebars.ts': `export default { docs: [{ type: 'category', link: { type: 'generated-index', slug: '/topics' } }] };`,
    'static/img/a.webp': image,
    'assets/b.webp': image,
    'src/pages/index.tsx': '',
    'src/pages/showcase.js': '',
    'src/pages/markdown.md': 'Text.',
    'docs/01-intro.md': 'Intro.',
    'docs/02-guides/_category_.json': json({ label: 'Guides', link: { type: 'generated-index', slug: '/all-guides' } }),
    'docs/02-guides/README.md': 'Guides.',
    'docs/02-guides/01-first.md': 'First.',
    'docs/02-guides/second.md': '---\nid: other\n---\n',
    'docs/02-guides/third.md': '---\nslug: /third\n---\n',
    'docs/02-guides/fourth.md': '---\nslug: relative\n---\n',
    'docs/2024-01-plan.md': 'Plan.',
    'docs/02-guides/_part.mdx': 'Part.',
    'versioned_docs/version-2.0/intro.md': 'Intro.',
    'versioned_docs/version-1.0/intro.md': 'Intro.',
    'community/team.md': 'Team.',
    'i18n/fr/docusaurus-plugin-content-docs/current/01-intro.md': linking('./02-guides/third.md', '../../../../docs/01-intro.md'),
    'blog/2024-01-05-hello.md': 'Hello.',
    'blog/2024-01-06-there/index.md': '---\nslug: there\n---\n',
    'blog/2024/01/07/again.mdx': 'Again.',
  };
  const links = (...urls: string[]) => wrong({ ...site, 'src/pages/links.md': linking(...urls) });

  it('knows every page', async () => {
    const next = [
      '/docs/next/intro',
      '/docs/next/guides',
      '/docs/next/guides/first',
      '/docs/next/guides/other',
      '/docs/next/third',
      '/docs/next/guides/relative',
    ];
    const blog = ['/blog', '/blog/2024/01/05/hello', '/blog/there', '/blog/2024/01/07/again', '/blog/tags/x', '/blog/archive'];
    const versions = ['/docs/intro', '/docs/1.0/intro', '/docs/next/2024-01-plan', '/fr/docs/intro', '/fr/docs/next/intro'];
    const others = [
      '/',
      '/showcase',
      '/markdown',
      '/community/team',
      '/old',
      '/older',
      '/docs/api/x',
      '/docs/next/all-guides',
      '/docs/next/category/x',
    ];
    expect(await links(...next, ...blog, ...versions, ...others)).toEqual([]);
  });

  it('and which are none', async () => {
    const none = ['/docs/next/01-intro', '/docs/next/guides/_part', '/blog/2024/01/05/helo', '/community/tem'];
    expect(await links(...none)).toEqual(none.map((url) => `src/pages/links.md link/broken-route ${url}`));
  });

  it('resolves relative links by file, and where a translation is missing, by address', async () => {
    const first = { 'docs/02-guides/01-first.md': linking('../01-intro.md', './second.md', './gone.md') };
    expect(await wrong({ ...site, ...first })).toEqual(['docs/02-guides/01-first.md link/missing-file ./gone.md']);
  });

  it('finds images in every static folder and by alias', async () => {
    const images = '![](/img/a.webp)\n\n![](/b.webp)\n\n![](@site/static/img/a.webp)\n\n![](pathname:///x.webp)\n\n![](a.webp)';
    expect(await wrong({ ...site, 'docs/images.md': images })).toContain('docs/images.md image/missing a.webp');
    expect((await wrong({ ...site, 'docs/images.md': images })).filter((line) => line.includes('image/'))).toHaveLength(1);
  });

  it('builds docs at the root, from a folder outside of it, and no blog where it is turned off', async () => {
    const files = {
      'website/docusaurus.config.js': `module.exports = { presets: [[require.resolve('@docusaurus/preset-classic'), { docs: { path: '../docs', routeBasePath: '/' }, blog: false }]] };`,
      'docs/index.md': linking('/guide', '/guid'),
      'docs/guide.md': linking('/'),
    };
    const { collections } = await known(files);
    expect(collections.map(({ name, include, publicDirs }) => [name, ...include, ...publicDirs])).toEqual([
      ['docs', 'docs/**/*.{md,mdx}', 'website/static'],
    ]);
    expect(await wrong(files)).toEqual(['docs/index.md link/broken-route /guid']);
  });
});

describe('VitePress', () => {
  it('knows addresses by srcDir, rewrites, locales and dynamic routes', async () => {
    const files = {
      'docs/.vitepress/config.ts': `
        import { defineConfig } from 'vitepress';
        import { shared } from './shared';
        export default withMermaid(defineConfig({ ...shared, srcDir: 'src', srcExclude: ['drafts/**'], locales: { root: { label: 'English' }, zh: { label: '简体中文' } } }));`,
      'docs/.vitepress/shared.ts': `export const shared = defineConfig({ title: 'x', rewrites: { 'packages/:pkg/src/(.*)': ':pkg/(.*)', 'first.md': 'renamed.md' } });`,
      'docs/src/public/logo.webp': image,
      'docs/src/guide/pic.webp': image,
      'docs/src/index.md': linking(
        '/guide/',
        '/guide/use.html',
        '/renamed',
        '/one/api',
        '/pkg/any',
        '/zh/guide/use',
        '/guide/ues',
        '/first',
      ),
      'docs/src/first.md': '![](/logo.webp)\n\n![](/guide/pic.webp)\n\n![](/pic.webp)',
      'docs/src/guide/index.md': linking('./use', './use.md#über-a-b', '../packages/one/src/api.md'),
      'docs/src/guide/use.md': '## Über a & b',
      'docs/src/packages/one/src/api.md': 'Api.',
      'docs/src/pkg/[name].md': 'Dynamic.',
      'docs/src/drafts/x.md': linking('./gone.md'),
    };
    const found = await wrong(files);
    expect(found.filter((line) => !line.includes('broken-anchor'))).toEqual([
      'docs/src/first.md image/missing /pic.webp',
      'docs/src/index.md link/broken-route /guide/ues',
      'docs/src/index.md link/broken-route /first',
    ]);
  });

  it('knows nothing of addresses that a function makes, nor of anchors', async () => {
    const config = `export default { rewrites: (id) => id.toLowerCase(), markdown: { anchor: { slugify } } };`;
    const { collections } = await known({ '.vitepress/config.mts': config, 'a.md': 'A.' });
    expect(collections[0]?.addressesOf).toBeUndefined();
    expect(collections[0]?.anchors).toBeUndefined();
  });

  it('takes README for the page of a folder in VuePress', async () => {
    const files = {
      'docs/.vuepress/config.js': 'module.exports = {}',
      'docs/README.md': linking('/guide/', '/guide/a.html', '/guide/b'),
      'docs/guide/README.md': '',
      'docs/guide/a.md': '',
    };
    expect(await wrong(files)).toEqual(['docs/README.md link/broken-route /guide/b']);
  });
});

describe('Gatsby, Nuxt, Svelte, Remix', () => {
  test('Gatsby: the folders that its plugins read', async () => {
    const files = {
      'gatsby-config.js': `module.exports = { pathPrefix: '/x', plugins: [
        { resolve: 'gatsby-source-filesystem', options: { path: \`\${__dirname}/content/blog\`, name: 'blog' } },
        { resolve: 'gatsby-source-filesystem', options: { path: path.join(__dirname, 'src', 'pages'), name: 'pages' } },
        { resolve: 'gatsby-source-filesystem', options: { path: './src/images', name: 'images' } }, 'gatsby-plugin-sharp'] };`,
      'content/blog/a/index.md': `![](./a.webp)\n\n![](/b.webp)\n\n![](c.webp)\n\n${linking('/nowhere', '#none')}`,
      'content/blog/a/a.webp': image,
      'static/b.webp': image,
      'src/images/x.png': '',
      'src/pages/x.mdx': 'X.',
    };
    expect((await known(files)).names).toEqual(['blog', 'pages']);
    expect(await wrong(files)).toEqual(['content/blog/a/index.md image/missing c.webp']);
  });

  test('Nuxt Content: numbers dropped, hidden files left out, prefixes, catch-all pages that only show content', async () => {
    const files = {
      'nuxt.config.ts': `export default defineNuxtConfig({ modules: ['@nuxt/content'], routeRules: { '/old': { redirect: '/guide' } } });`,
      'content.config.ts': `export default defineContentConfig({ collections: {
        docs: defineCollection({ type: 'page', source: { include: 'docs/**/*.md', prefix: '/' } }), blog: defineCollection({ type: 'page', source: 'blog/*.md' }) } });`,
      'app/pages/[...slug].vue': `const { data } = await useAsyncData(() => queryCollection('docs').path(route.path).first())`,
      'app/pages/about.vue': '',
      'public/a.webp': image,
      'content/docs/1.guide/1.index.md': `![](/a.webp)\n\n![](/b.webp)\n\n${linking('/guide/use', '/about', '/blog/first', '/old', '/guide/2.use', '/abot')}`,
      'content/docs/1.guide/2.use.md': linking('/guide'),
      'content/blog/1.First.md': '',
      'content/docs/.hidden.md': linking('./gone.md'),
    };
    expect((await known(files)).names).toEqual(['docs', 'blog', 'content']);
    expect(await wrong(files)).toEqual([
      'content/docs/1.guide/1.index.md image/missing /b.webp',
      'content/docs/1.guide/1.index.md link/broken-route /guide/2.use',
      'content/docs/1.guide/1.index.md link/broken-route /abot',
    ]);
  });

  test('mdsvex: pages of the routes, posts beside them', async () => {
    const files = {
      'package.json': pack('mdsvex', '@sveltejs/kit'),
      'svelte.config.js': `import { mdsvex } from 'mdsvex';\nexport default { extensions: ['.svelte', '.svx'], preprocess: [mdsvex()], kit: { alias: { $posts: 'src/posts' } } };`,
      'src/routes/+page.svelte': '',
      'src/routes/about/+page.svx': '![](/a.webp)\n\n![](/b.webp)\n\n![]($lib/a.webp)',
      'src/routes/(site)/blog/[slug]/+page.svelte': '',
      'src/posts/first.md': linking('/about', '/blog/x', '/abuot'),
      'static/a.webp': image,
      'src/lib/a.webp': image,
    };
    expect(await wrong(files)).toEqual(['src/posts/first.md link/broken-route /abuot', 'src/routes/about/+page.svx image/missing /b.webp']);
  });

  test('Remix: flat routes; none are known where code states them', async () => {
    const files = {
      'package.json': pack('@remix-run/react', '@remix-run/dev'),
      'app/routes/_index.tsx': '',
      'app/routes/blog.$slug.tsx': '',
      'app/routes/_layout.about.tsx': '',
      'app/routes/sitemap[.]xml.ts': '',
      'app/routes/notes.first.mdx': linking('/about', '/blog/x', '/sitemap.xml', '/abuot'),
    };
    expect(await wrong(files)).toEqual(['app/routes/notes.first.mdx link/broken-route /abuot']);
    expect(await wrong({ ...files, 'app/routes.ts': `export default [index('home.tsx')];` })).toEqual([]);
  });
});
