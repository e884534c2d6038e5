import { describe, expect, it } from 'vitest';
import { folderWith, stet } from './support/cli.ts';
import verdicts from './support/docusaurus-verdicts.json' with { type: 'json' };
import { PNG } from './support/images.ts';
import { check, type Files } from './support/world.ts';

const CONFIG = `export default { presets: [['classic', {}]] };`;
const FOLDERS = { docs: 'docs', blog: 'blog', pages: 'src/pages' };
const FLAGS = ['all=off', 'frontmatter/schema=error', 'frontmatter/unknown-key=error', 'image/missing=error'].map((flag) => {
  const [id = '', level] = flag.split('=');
  return { id, level: level as 'off' | 'error' };
});

async function found(files: Files): Promise<string[]> {
  const { diagnostics, failures } = await check({ files: { 'docusaurus.config.js': CONFIG, ...files }, flags: FLAGS });
  expect(failures).toEqual([]);
  return diagnostics.map(({ path, message }) => `${path}: ${message}`);
}

/** The files of some front matters, a post each. */
const postsOf = (folder: string, frontmatters: readonly string[]): Files =>
  Object.fromEntries(frontmatters.map((frontmatter, index) => [`${folder}/${index}.md`, `---\n${frontmatter}\n---\n`]));

describe('front matter that Docusaurus checks itself', () => {
  // What the plugins of Docusaurus 3.10.2 said of each, as they read and validate it.
  it.each(['docs', 'blog', 'pages'] as const)('is judged as its plugin does: %s', async (plugin) => {
    const { accepted, refused } = verdicts[plugin];
    const image = (path: string): Files => ({ [path]: PNG });
    expect(await found({ ...postsOf(FOLDERS[plugin], accepted), ...image('static/img/a.png') })).toEqual([]);
    const told = new Set((await found(postsOf(FOLDERS[plugin], refused))).map((line) => line.replace(/^.*\/(\d+)\.md:.*$/s, '$1')));
    expect(refused.filter((_, index) => !told.has(String(index)))).toEqual([]);
  });

  it('is told in words for writers', async () => {
    const frontmatter = [
      'description:',
      'sidebar_position: first',
      'hide_title: "yes"',
      'tags: [{ label: Bread }]',
      'image: my loaf.png',
      'toc_min_heading_level: 4',
      'toc_max_heading_level: 3',
      'last_update: {}',
      'draft: true',
      'unlisted: true',
    ].join('\n');
    expect(await found(postsOf('docs', [frontmatter]))).toEqual([
      'docs/0.md: `description` must be text, and is empty',
      'docs/0.md: `sidebar_position` must be a number, not the text `first`',
      'docs/0.md: `hide_title` must be true or false, not the text `yes`',
      'docs/0.md: `tags[0].permalink` is missing',
      'docs/0.md: `image` must be a URL or a path, with `%20` for spaces, and no letters beyond ASCII or characters such as `<`, `{` and `|`',
      'docs/0.md: `last_update` must have an `author` or a `date`',
    ]);
    expect(await found(postsOf('blog', ['draft: true\nunlisted: true\ntoc_min_heading_level: 4\ntoc_max_heading_level: 3']))).toEqual([
      'blog/0.md: `unlisted` must not be true where `draft` is',
      'blog/0.md: `toc_min_heading_level` must be at most `toc_max_heading_level`, which is 3',
    ]);
  });

  it('has images that are there, where it says which file is meant', async () => {
    const images = ['./no.png', '/no.png', 'no.png', 'https://example.org/no.png', '//example.org/no.png', './yes.png', '/img/yes.png'];
    const posts = postsOf(
      'blog',
      images.map((image) => `image: ${image}`),
    );
    expect(await found({ ...posts, 'blog/yes.png': PNG, 'static/img/yes.png': PNG })).toEqual([
      'blog/0.md: Image `./no.png` does not exist; looked for `blog/no.png`',
      'blog/1.md: Image `/no.png` does not exist; looked for `static/no.png`',
    ]);
  });

  it('is that of pages, not of what is part of them or left out', async () => {
    const bad = '---\ntags: x\n---\n';
    const files = { 'docs/_part.md': bad, 'docs/_parts/a.md': bad, 'docs/a.test.md': bad, 'docs/old/a.md': bad, 'docs/a.md': bad };
    const config = (options: string) => `export default { presets: [['classic', { docs: { ${options} } }]] };`;
    const from = async (options: string) => found({ ...files, 'docusaurus.config.js': config(options) });
    const line = (path: string) => `${path}: \`tags\` must be a list, not the text \`x\``;
    expect(await from('')).toEqual([line('docs/a.md'), line('docs/old/a.md')]);
    expect(await from(`exclude: ['old/**', '**/_*', '**/_*/**', '**/*.test.md']`)).toEqual([line('docs/a.md')]);
    expect(await from(`include: ['old/*.md']`)).toEqual([line('docs/old/a.md')]);
    expect(await from('exclude: leftOut()')).toEqual([]);
    const parsing = `export default { presets: [['classic', {}]], markdown: { parseFrontMatter } };`;
    expect(await found({ ...files, 'docusaurus.config.js': parsing })).toEqual([]);
  });

  it('holds for versions and translations, each a collection of its own', () => {
    const bad = '---\ntags: x\n---\n';
    const root = folderWith({
      'docusaurus.config.js': CONFIG,
      'versions.json': '["1.0"]',
      'docs/a.md': '# A\n',
      'versioned_docs/version-1.0/a.md': bad,
      'i18n/fr/docusaurus-plugin-content-docs/current/a.md': bad,
      'i18n/fr/docusaurus-plugin-content-blog/a.md': bad,
    });
    const { stdout } = stet(root, ['init', '--yes']);
    expect(stdout).toContain(
      '  docs: 1 post, the schema of Docusaurus\n  docs-fr: 1 post, the schema of Docusaurus\n  docs-1.0: 1 post, the schema of Docusaurus\n  blog-fr: 1 post, the schema of Docusaurus\n',
    );
    expect(stdout).toContain('A check of 4 files finds 3 errors');
  });

  it('is named by init, infer and config', () => {
    const root = folderWith({ 'docusaurus.config.js': CONFIG, 'docs/a.md': '---\ntitle: A\n---\n' });
    expect(stet(root, []).stderr).toContain('for the content, with the schemas of Docusaurus\n');
    expect(stet(root, ['infer']).stderr).toContain('collection `docs` is judged by the schema of Docusaurus; one in the config');
    stet(root, ['init', '--yes']);
    expect(stet(root, ['config']).stdout).toMatch(/schema +what it refuses itself {2}\(Docusaurus\)/);
    expect(stet(root, []).code).toBe(0);
  });

  it('gives way to a schema of the config', async () => {
    const config = { collections: { docs: { include: ['docs/**/*.md'], schema: { type: 'object' } } } };
    const files = { 'docusaurus.config.js': CONFIG, 'docs/a.md': '---\ntags: x\n---\n' };
    expect((await check({ files, config, flags: FLAGS })).diagnostics).toEqual([]);
  });
});

describe('the YAML of Docusaurus', () => {
  const lockOf = (version: string): Files => ({
    'package-lock.json': JSON.stringify({ packages: { 'node_modules/@docusaurus/core': { version, resolved: 'x' } } }, null, 2),
  });
  const manifest = (range: string): Files => ({ 'package.json': JSON.stringify({ dependencies: { '@docusaurus/core': range } }) });
  const installed = (version: string): Files => ({ 'node_modules/@docusaurus/core/package.json': JSON.stringify({ version }) });

  /** js-yaml 3 reads `1_000` as a number, later versions as a text; of `0b10`, those before 5 do. */
  async function yamlOf(files: Files): Promise<3 | 4 | 5> {
    const isText = async (value: string) => (await found({ ...files, 'docs/a.md': `---\nsidebar_position: ${value}\n---\n` })).length > 0;
    return !(await isText('1_000')) ? 3 : (await isText('0b10')) ? 5 : 4;
  }

  it.each<[number, string, Files]>([
    [3, 'what is installed', { ...installed('3.10.1'), ...lockOf('3.10.2'), ...manifest('^3.0.0') }],
    [4, 'what is installed', { ...installed('3.10.2'), ...lockOf('3.9.2') }],
    [3, 'the lock of npm', { ...lockOf('3.9.2'), ...manifest('^3.0.0') }],
    [4, 'the lock of npm', { ...lockOf('3.11.0'), ...manifest('^3.0.0') }],
    [3, 'the lock of pnpm', { 'pnpm-lock.yaml': "importers:\n\npackages:\n\n  '@docusaurus/core@3.9.2(react@19)':\n    engines: {}\n" }],
    [3, 'an older lock of pnpm', { 'pnpm-lock.yaml': 'packages:\n  /@docusaurus/core/2.4.1_x:\n    dev: true\n' }],
    [3, 'the lock of Yarn', { 'yarn.lock': '"@docusaurus/core@3.9.2", "@docusaurus/core@^3.1.0":\r\n  version "3.9.2"\r\n' }],
    [3, 'the lock of Yarn Berry', { 'yarn.lock': '"@docusaurus/core@npm:^3.9.2":\n  version: 3.10.0\n' }],
    [3, 'the lock of Bun', { 'bun.lock': '{ "packages": { "@docusaurus/core": ["@docusaurus/core@3.9.2", ""] } }' }],
    [3, 'an exact version', manifest('3.10.1')],
    [4, 'an exact version', manifest('3.10.2')],
    [3, 'a range', manifest('~3.9.0')],
    [3, 'a range', manifest('^2.0.0')],
    [4, 'a range', manifest('^3.0.0')],
    [4, 'a range', manifest('3.x')],
    [4, 'a range that is none', manifest('latest')],
    [4, 'nothing', {}],
    [5, 'what is installed', installed('4.0.0')],
    [5, 'a range', manifest('^4.0.0-canary.1')],
  ])('is that of js-yaml %d by %s', async (engine, _, files) => {
    expect(await yamlOf(files)).toBe(engine);
  });

  it('is that of the workspace around the site', async () => {
    const site = { 'docs/docusaurus.config.js': CONFIG, 'docs/docs/a.md': '---\nsidebar_position: 1_000\n---\n' };
    const messages = async (files: Files) => (await check({ files: { ...site, ...files }, flags: FLAGS })).diagnostics.length;
    expect([await messages(lockOf('3.9.2')), await messages(lockOf('3.10.2'))]).toEqual([0, 1]);
  });
});
