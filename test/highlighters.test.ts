import { describe, expect, it } from 'vitest';
import { check, type Files } from './support/world.ts';

const fence = (info: string) => `\`\`\`${info}\none();\ntwo();\nthree();\n\`\`\`\n`;

/** The messages about the languages of a post with a fence for each info string. */
async function told(files: Files, path: string, ...infos: readonly string[]): Promise<string[]> {
  const report = await check({ files: { ...files, [path]: `Text.\n\n${infos.map(fence).join('\n')}` }, config: {} });
  return report.diagnostics.filter(({ rule }) => rule === 'code/unknown-language').map(({ message }) => message);
}

const packages = (...names: readonly string[]) => JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });
const GLUED = '`js{2-3}` is read as the name of a language; `js` and its range must stand apart';

describe('a range that is glued to its language', () => {
  it.each<[string, Files, string]>([
    ['VitePress', { '.vitepress/config.ts': 'export default {}' }, 'guide.md'],
    ['VuePress', { 'docs/.vuepress/config.js': 'module.exports = {}' }, 'docs/guide.md'],
    ['Gatsby', { 'gatsby-config.js': 'module.exports = {}' }, 'content/a.md'],
    ['Hugo', { 'hugo.toml': '' }, 'content/a.md'],
    ['Nuxt Content', { 'nuxt.config.ts': 'export default {}', 'package.json': packages('nuxt', '@nuxt/content') }, 'content/a.md'],
  ])('is read by %s', async (_, files, path) => {
    expect(await told(files, path, 'js{2-3}')).toEqual([]);
  });

  it.each<[string, Files, string]>([
    ['Astro', { 'astro.config.mjs': 'export default {}' }, 'src/content/blog/a.md'],
    ['Docusaurus', { 'docusaurus.config.js': 'module.exports = {}' }, 'docs/a.md'],
    ['Next.js', { 'next.config.js': 'module.exports = {}' }, 'posts/a.md'],
    ['nothing that is known', {}, 'posts/a.md'],
  ])('is not read by %s', async (_, files, path) => {
    expect(await told(files, path, 'js{2-3}')).toEqual([GLUED]);
  });

  it('stands behind a slash in Eleventy', async () => {
    expect(await told({ 'eleventy.config.js': '' }, 'posts/a.md', 'js/1,3-4', 'js/0/2')).toEqual([]);
  });
});

describe('the languages of a highlighter', () => {
  it.each<[string, Files, string, string[]]>([
    ['VitePress', { '.vitepress/config.ts': 'export default {}' }, 'guide.md', ['Shiki does not know the language `parigp`']],
    ['Astro', { 'astro.config.mjs': 'export default {}' }, 'src/content/blog/a.md', ['Shiki does not know the language `parigp`']],
    [
      'Astro with Prism',
      { 'astro.config.mjs': "export default { markdown: { syntaxHighlight: 'prism' } }" },
      'src/content/blog/a.md',
      ['Prism does not know the language `svelte`'],
    ],
    ['Docusaurus', { 'docusaurus.config.js': 'module.exports = {}' }, 'docs/a.md', ['Prism does not know the language `svelte`']],
    [
      'Next.js with rehype-highlight',
      { 'next.config.js': 'module.exports = {}', 'package.json': packages('next', 'rehype-highlight') },
      'posts/a.md',
      ['highlight.js does not know the language `svelte`', 'highlight.js does not know the language `parigp`'],
    ],
    ['Hugo, whose are not known', { 'hugo.toml': '' }, 'content/a.md', []],
  ])('are those of %s', async (_, files, path, messages) => {
    expect(await told(files, path, 'js', 'svelte', 'parigp')).toEqual(messages);
  });

  it.each<[string, Files, string]>([
    [
      'Docusaurus',
      { 'docusaurus.config.js': "module.exports = { themeConfig: { prism: { additionalLanguages: ['acme'] } } }" },
      'docs/a.md',
    ],
    [
      'VitePress, by a name that stands for it',
      { '.vitepress/config.ts': "export default { markdown: { languageAlias: { acme: 'js' } } }" },
      'a.md',
    ],
    [
      'VitePress, by its grammar',
      {
        '.vitepress/config.ts': "import acme from './acme.json'\nexport default { markdown: { languages: [acme] } }",
        '.vitepress/acme.json': '{"name":"acme"}',
      },
      'a.md',
    ],
    [
      'Astro',
      { 'astro.config.mjs': "export default { markdown: { shikiConfig: { langs: [{ name: 'other', aliases: ['acme'] }] } } }" },
      'src/content/blog/a.md',
    ],
    [
      'Starlight',
      {
        'astro.config.mjs':
          "import starlight from '@astrojs/starlight'\nexport default { integrations: [starlight({ expressiveCode: { shiki: { langAlias: { acme: 'js' } } } })] }",
      },
      'src/content/docs/a.md',
    ],
    [
      'Gatsby',
      {
        'gatsby-config.js':
          "module.exports = { plugins: [{ resolve: 'gatsby-transformer-remark', options: { plugins: [{ resolve: 'gatsby-remark-prismjs', options: { aliases: { acme: 'js' } } }] } }] }",
      },
      'content/a.md',
    ],
    [
      'code, of which nothing is known',
      { 'astro.config.mjs': "import acme from 'acme'\nexport default { markdown: { shikiConfig: { langs: [acme] } } }" },
      'src/content/blog/a.md',
    ],
  ])('are more where the config adds one: %s', async (_, files, path) => {
    expect(await told(files, path, 'acme')).toEqual([]);
  });

  it('are those of the site that the post belongs to', async () => {
    const files = {
      'docs/.vitepress/config.ts': 'export default {}',
      'website/docusaurus.config.js': 'module.exports = {}',
      'website/docs/b.md': fence('svelte'),
    };
    expect(await told(files, 'docs/a.md', 'js{1}', 'svelte')).toEqual(['Prism does not know the language `svelte`']);
  });

  it('yield to those that the user names', async () => {
    const files = { 'docusaurus.config.js': 'module.exports = {}', 'docs/a.md': fence('svelte') };
    const of = async (options: Record<string, unknown>) =>
      (await check({ files, config: { rules: { 'code/unknown-language': ['warn', options] } } })).diagnostics.length;
    expect(await of({ allow: ['svelte'] })).toBe(0);
    expect(await of({ highlighter: 'any' })).toBe(0);
    expect(await of({})).toBe(1);
  });
});
