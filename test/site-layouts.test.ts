import { describe, expect, it } from 'vitest';
import { siteOf } from './support/site.ts';
import { check, type Files, lines } from './support/world.ts';

const PNG = 'an image';

/** Layouts and habits of public sites, made small: what was misread once, or nearly. */
describe('a site of', () => {
  it("Chirpy finds images below the post's media_subpath", async () => {
    const { references } = await siteOf({
      '_config.yml': 'theme: jekyll-theme-chirpy\n',
      '_posts/2024-01-05-new.md': '---\nmedia_subpath: /assets/img/new/\n---\n\n![a](a.png) ![b](b.png)\n',
      '_posts/2023-01-05-old.md': '---\nimg_path: /assets/img/old\n---\n\n![a](a.png)\n',
      'assets/img/new/a.png': PNG,
      'assets/img/old/a.png': PNG,
    });
    expect(references('_posts/2024-01-05-new.md')).toEqual({ 'a.png': 'found assets/img/new/a.png', 'b.png': 'missing' });
    expect(references('_posts/2023-01-05-old.md')).toEqual({ 'a.png': 'found assets/img/old/a.png' });
  });

  it('Chirpy judges no image where all are on another host', async () => {
    const { references } = await siteOf({
      '_config.yml': 'theme: jekyll-theme-chirpy\ncdn: "https://media.example.com"\n',
      '_posts/2024-01-05-new.md': '---\ntitle: New\n---\n\n![a](/a.png) ![b](b.png)\n',
    });
    expect(references('_posts/2024-01-05-new.md')).toEqual({ '/a.png': 'not-judged', 'b.png': 'not-judged' });
  });

  it('MkDocs is found in the folder of a language, and its YAML tags are no matter', async () => {
    const { framework, references } = await siteOf({
      'docs/en/mkdocs.yml':
        'site_name: x\nmarkdown_extensions:\n  - pymdownx.emoji:\n      index: !!python/name:material.twemoji\nextra:\n  key: !ENV KEY\n',
      'docs/en/docs/index.md': '# Home\n\n`mode`{ #mode }\n\n:   A mode.\n\n[Mode](#mode) [Two](guide/two.md#two)\n',
      'docs/en/docs/guide/two.md': '# Two { #two }\n',
    });
    expect(framework).toBe('mkdocs');
    expect(references('docs/en/docs/index.md')).toEqual({
      '#mode': 'post docs/en/docs/index.md',
      'guide/two.md#two': 'post docs/en/docs/guide/two.md',
    });
  });

  it('Eleventy has all addresses at the top where its path prefix is a slash', async () => {
    const { collections } = await siteOf({
      'eleventy.config.js': 'module.exports = () => ({ pathPrefix: "/", dir: { input: "src" } });',
      'src/a.md': 'A.',
    });
    expect(collections[0]?.site.openRoutes).toEqual([]);
  });
});

describe('nothing is found', () => {
  const SITES: Record<string, readonly [Files, path: string, content: string]> = {
    'in tabs of code, as in the docs of Kubernetes': [
      { 'hugo.toml': '' },
      'content/a.md',
      '## Install\n\n{{< tabs name="x" >}}\n{{< tab name="arm" codelang="bash" >}}\n#### Download\ncurl $(a)\n{{< /tab >}}\n{{< /tabs >}}\n',
    ],
    "in Nextra's components that hold fences": [
      { 'next.config.mjs': 'export default {}', 'app/page.tsx': '' },
      'content/a.mdx',
      '# A\n\n<Dynamic>\n```js copy=false\nconst x = 1\n```\n</Dynamic>\n\nexport async function B() {\n  const raw = `\\`\\`\\`ansi\n ok\n\\`\\`\\``\n  return <C of={raw} />\n}\n',
    ],
    "in VitePress's changes of code": [
      { '.vitepress/config.ts': 'export default {}' },
      'a.md',
      "```js{2}\nexport default {\n  msg: 'Removed' // [!code --]\n  msg: 'Added' // [!code ++]\n}\n```\n",
    ],
    'in the package tabs of Fumadocs': [{ 'next.config.mjs': 'export default {}' }, 'content/docs/a.mdx', '```npm\nnpm i x\n```\n'],
    'in what Docusaurus says of MDX': [{ 'docusaurus.config.js': '' }, 'docs/a.md', '```mdx\n# x\n```\n'],
    'in formulas of kramdown': [
      { '_config.yml': 'theme: minima' },
      '_posts/2024-01-05-a.md',
      '---\ntitle: A\n---\n\n$$\n#### x_1 * y * z\n$$\n',
    ],
    'in annotated code of MkDocs': [
      { 'mkdocs.yml': 'site_name: x' },
      'docs/a.md',
      '# A\n\n```{ .py .annotate hl_lines="1" }\n# (1)!\n```\n\n1. One.\n\n    /// note\n\n    Two.\n\n    ///\n',
    ],
    "in fences with a title, as Gatsby's": [
      { 'gatsby-config.js': '' },
      'content/a.md',
      '```js{codeTitle: "In src/app.js"}\nstart()\n```\n\n```jsx{1,3}\na()\nb()\nc()\n```\n',
    ],
  };

  it.each(Object.entries(SITES))('%s', async (_, [files, path, content]) => {
    expect(lines(await check({ files: { ...files, [path]: content } }))).toEqual([]);
  });
});
