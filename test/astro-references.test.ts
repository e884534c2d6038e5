import { describe, expect, it } from 'vitest';
import { folderWith, json, stet } from './support/cli.ts';
import { editorIn } from './support/editor.ts';
import { check, covered, type Files, lines } from './support/world.ts';

const FLAGS = [
  { id: 'all', level: 'off' },
  { id: 'frontmatter/dangling-reference', level: 'error' },
  { id: 'frontmatter/schema', level: 'error' },
] as const;

/** A site whose posts refer to authors and to each other; `authors` is how Astro loads those. */
const site = (
  authors: string,
  files: Files,
  schema = `z.object({ by: reference('authors'), next: z.array(reference('blog')).optional() })`,
) => ({
  'astro.config.mjs': 'export default {};',
  'src/content.config.ts': `
    import { defineCollection, reference, z } from 'astro:content';
    import { file, glob } from 'astro/loaders';
    import { theirs, own } from './elsewhere';
    const authors = ${authors};
    const blog = defineCollection({ loader: glob({ base: './blog', pattern: '**/*.md' }), schema: ${schema} });
    export const collections = { authors, blog };`,
  ...files,
});

const glob = (options: string) => `defineCollection({ loader: glob({ ${options} }) })`;
const post = (by: string, more = '') => `---\nby: ${by}\n${more}---\n`;

/** The values at fault, in all posts. */
async function dangling(files: Files): Promise<string[]> {
  const report = await check({ files, flags: FLAGS });
  expect(report.failures).toEqual([]);
  return Object.keys(files).flatMap((path) => {
    const own = { ...report, diagnostics: report.diagnostics.filter((one) => one.path === path) };
    return covered(own, String(files[path])).map(([, value]) => value);
  });
}

describe('a reference of an Astro schema', () => {
  it('is told at the value where the collection has no such entry', async () => {
    const files = site(glob(`base: 'src/authors', pattern: '*.json'`), {
      'src/authors/mina.json': '{ "name": "Mina" }',
      'blog/tea.md': post('nina', 'next: [tea, coffee]\n'),
    });
    expect(lines(await check({ files, flags: FLAGS }))).toEqual([
      'blog/tea.md:2:5-2:9 error frontmatter/dangling-reference `authors` has no entry `nina`',
      'blog/tea.md:3:13-3:19 error frontmatter/dangling-reference `blog` has no entry `coffee`',
    ]);
  });

  it.each([
    ['Mina Öz.md', 'mina-öz', 'Mina Öz'],
    ['Team/Mina.Oz.md', 'team/minaoz', 'Team/Mina.Oz'],
    ['team/index.md', 'team', 'team/index'],
    ['index.md', 'index', ''],
  ])('takes %s for `%s`, as Astro does, and not for `%s`', async (path, right, wrong) => {
    const files = site(glob(`base: './authors/', pattern: ['**/*.md', '!_*']`), { [`authors/${path}`]: '# M\n' });
    expect(await dangling({ ...files, 'blog/a.md': post(`"${right}"`), 'blog/b.md': post(`"${wrong}"`) })).toEqual(
      wrong === '' ? [] : [`"${wrong}"`],
    );
  });

  it('takes a stated slug, and only that', async () => {
    const files = site(glob(`base: 'authors', pattern: '**/*'`), {
      'authors/mina.yaml': 'slug: M/Z\n',
      'authors/photo.png': new Uint8Array([0x89, 0xff]),
    });
    expect(await dangling({ ...files, 'blog/a.md': post('M/Z'), 'blog/b.md': post('mina') })).toEqual(['mina']);
  });

  it.each([
    ['a list', 'authors.json', '[{ "id": "mina" }, { "slug": "ada" }, { "id": 7 }, {}]'],
    ['keys', 'authors.yml', 'mina: { name: Mina }\nada:\n"7": 1\n'],
    ['tables', 'authors.toml', '[mina]\n[ada]\n[7]\n'],
  ])('takes the entries of a file that holds all: %s', async (_, name, text) => {
    const files = site(`defineCollection({ loader: file('./src/data/${name}') })`, { [`src/data/${name}`]: text });
    expect(
      await dangling({
        ...files,
        'blog/a.md': post('[mina]').replace(/[[\]]/g, ''),
        'blog/b.md': post('ada'),
        'blog/c.md': post('"7"'),
        'blog/d.md': post('nina'),
      }),
    ).toEqual(['nina']);
  });

  it('takes the folders of src/content without a loader by the names of all versions', async () => {
    const files = site(`defineCollection({ type: 'data' })`, { 'src/content/authors/Mina.json': '{}' });
    expect(await dangling({ ...files, 'blog/a.md': post('Mina'), 'blog/b.md': post('mina'), 'blog/c.md': post('nina') })).toEqual(['nina']);
  });

  it.each([
    ['a loader of code', 'defineCollection({ loader: theirs() })', {}],
    ['another function', 'own({ loader: theirs() })', {}],
    ['ids that code makes', glob(`base: 'authors', pattern: '*.json', generateId: theirs`), { 'authors/a.json': '{}' }],
    ['options of code', glob(`...theirs, base: 'authors', pattern: '*.json'`), { 'authors/a.json': '{}' }],
    ['a pattern of code', glob(`base: 'authors', pattern: ['*.json', theirs]`), { 'authors/a.json': '{}' }],
    ['a base of code', glob(`base: theirs, pattern: '**/*.json'`), { 'authors/a.json': '{}' }],
    ['files that are not read', glob(`base: 'authors', pattern: '*.{json,csv}'`), { 'authors/a.json': '{}' }],
    ['a file that is not read', `defineCollection({ loader: file('a.csv') })`, { 'a.csv': 'a' }],
    ['a parser of its own', `defineCollection({ loader: file('a.json', { parser: theirs }) })`, { 'a.json': '[{ "id": "a" }]' }],
    ['no files at all', glob(`base: 'authors', pattern: '*.json'`), {}],
    ['an entry that can not be read', glob(`base: 'authors', pattern: '*.json'`), { 'authors/a.json': '{' }],
  ])('is not judged with %s', async (_, authors, files: Files) => {
    const report = await check({ files: { ...site(authors, files), 'blog/a.md': post('nina') }, flags: FLAGS });
    expect(lines(report)).toEqual([]);
    expect([...report.unjudged].filter(([reason]) => /^reference: .*`authors`/.test(reason))).toHaveLength(1);
  });

  it('is not judged where an entry is ignored, or is no text', async () => {
    const files = {
      ...site(glob(`base: 'authors', pattern: '**/*.md'`), { 'authors/mina.md': '', 'authors/old/ada.md': '' }),
      'blog/a.md': post('ada'),
    };
    const found = async (config: object, more: Files = {}) =>
      lines(
        await check({
          files: { ...files, ...more },
          config: { collections: { posts: { include: ['blog/*.md'] } }, ...config },
          flags: FLAGS,
        }),
      ).length;
    expect(await found({})).toBe(1);
    expect(await found({ ignores: ['**/old/**'] })).toBe(0);
    expect(await found({}, { 'authors/latin.md': new Uint8Array([0xe9]) })).toBe(0);
  });

  it.each([
    ['another form takes any text', `z.object({ by: z.union([z.string(), reference('authors')]) })`, 'nina'],
    ['another form takes any text, by a method', `z.object({ by: reference('authors').or(z.string()) })`, 'nina'],
    ['another form is a map', `z.object({ by: z.union([reference('authors'), z.object({ name: z.string() })]) })`, '{ name: Nina }'],
    ['it is changed before', `z.object({ by: z.preprocess(theirs, reference('authors')) })`, 'nina'],
    ['it names its collection', `z.object({ by: reference('authors') })`, '{ collection: authors, id: nina }'],
    ['it is empty', `z.object({ by: reference('authors').nullish() })`, ''],
    ['nobody knows to what it is one', `z.object({ by: reference(theirs) })`, 'nina'],
  ])('is not one where %s', async (_, schema, value) => {
    const files = site(glob(`base: 'authors', pattern: '*.json'`), { 'authors/mina.json': '{}', 'blog/a.md': post(value) }, schema);
    expect(await dangling(files)).toEqual([]);
  });

  it.each([
    [`z.object({ by: reference('authors').optional() })`],
    [`({ image }) => z.object({ by: reference('authors').default('mina') })`],
    [`z.object({ by: z.nullable(reference('authors')) }).strict()`],
    [`z.object({ by: reference('authors').nullable().describe('who') }).extend({ a: z.any() })`],
  ])('is one in %s', async (schema) => {
    const files = site(glob(`base: 'authors', pattern: '*.json'`), { 'authors/mina.json': '{}', 'blog/a.md': post('nina') }, schema);
    expect(await dangling(files)).toEqual(['nina']);
  });
});

describe('files that Astro’s schemas only refer to', () => {
  const files = site(glob(`base: 'authors', pattern: '*.{json,md}'`), {
    'authors/mina.json': '{ "name": "Mina" }',
    'authors/ada.md': '##### Not judged\n',
    'blog/a.md': post('mina'),
    'blog/b.md': post('eve'),
  });

  it('are not judged themselves, nor counted', () => {
    const folder = folderWith({ ...files, 'stet.config.json': '{ "collections": { "posts": { "include": ["blog/*.md"] } } }' });
    const { diagnostics, failures, summary } = json(folder);
    expect(failures).toEqual([]);
    expect(diagnostics.map(({ path, rule }) => `${path} ${rule}`)).toEqual(['blog/b.md frontmatter/dangling-reference']);
    expect(summary.files).toBe(2);
    expect(stet(folder, ['authors/mina.json']).stderr).toContain('authors/mina.json is not checked');
    expect(json(folder, ['blog/b.md', 'blog/a.md']).diagnostics).toEqual(diagnostics);
  });

  it('are seen by editors as they change, led to and offered', async () => {
    const editor = await editorIn(folderWith(files));
    const isMissing = (found: readonly string[]) => found.includes('blog/b.md:2:5-2:8 frontmatter/dangling-reference');
    expect(isMissing(await editor.problemsWhen(isMissing))).toBe(true);
    await editor.write('authors/eve.json', '{}');
    expect(isMissing(await editor.problemsWhen((found) => !isMissing(found)))).toBe(false);
    await editor.open('blog/b.md');
    const target = await editor.request<{ uri: string }>('textDocument/definition', 'blog/b.md', { position: { line: 1, character: 6 } });
    expect(target.uri).toBe(editor.uriOf('authors/eve.json'));
    await editor.change('blog/b.md', post(''));
    const offered = await editor.request<{ items: readonly { label: string }[] }>('textDocument/completion', 'blog/b.md', {
      position: { line: 1, character: 4 },
    });
    expect(offered.items.map(({ label }) => label).sort()).toEqual(['ada', 'eve', 'mina']);
  });
});
