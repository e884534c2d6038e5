import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentSchema } from '../src/config/content-schema.ts';
import { namedLiterals } from '../src/config/frameworks/literal.ts';
import { schemaOfZod } from '../src/config/frameworks/zod-literal.ts';
import { PNG } from './support/images.ts';
import { check, type Files } from './support/world.ts';

const FLAGS = [
  { id: 'all', level: 'off' },
  ...['frontmatter/schema', 'frontmatter/unknown-key', 'frontmatter/missing', 'image/missing'].map((id) => ({ id, level: 'error' })),
] as const;

/** What is found in a post of a site without a config of ours. */
async function foundIn(files: Files): Promise<string[]> {
  const { diagnostics, failures } = await check({ files, flags: FLAGS as never });
  expect(failures).toEqual([]);
  return diagnostics.map(({ path, message }) => `${path}: ${message}`);
}

const found = (files: Files) => foundIn({ 'astro.config.mjs': 'export default {};', ...files });

const blog = (schema: string, before = '') => `
  import { defineCollection, reference, z } from 'astro:content';
  import { glob } from 'astro/loaders';
  import { theirs } from 'elsewhere';
  ${before}
  const blog = defineCollection({ loader: glob({ base: './blog', pattern: '**/*.md' }), schema: ${schema} });
  export const collections = { blog };`;

describe('the schema of an Astro site', () => {
  it('is read without running it, and judges posts', async () => {
    const schema = `({ image }) => seo.extend({
      title: z.string().max(20), pubDate: z.coerce.date(), updated: z.date().optional(), hero: image().optional(),
      kind: z.enum(KINDS), author: reference('authors'), tags: z.array(z.string()).default([]),
      order: z.number().int().min(1).nullish(), social: z.object({ handle: z.string() }).strict().optional(),
    })`;
    const before = `const KINDS = ['note', 'essay'] as const; const seo = z.object({ noindex: z.boolean().default(false) });`;
    const files = { 'src/content.config.ts': blog(schema, before), 'blog/here.png': PNG };
    const good = '---\ntitle: T\npubDate: "Jul 08 2022"\nkind: note\nauthor: x\nhero: ./here.png\norder:\n---\n';
    expect(await found({ ...files, 'blog/a.md': good })).toEqual([]);
    const bad =
      '---\ntitle: Longer than twenty letters\nupdated: never\nhero: ./no.png\nkind: notes\ntags: x\norder: 0\nnoindex: "true"\nsocial: { handle: x, hande: y }\n---\n';
    expect(await found({ ...files, 'blog/b.md': bad })).toEqual([
      'blog/b.md: `author` is missing',
      'blog/b.md: `pubDate` is missing',
      'blog/b.md: `title` must have at most 20 characters, has 26',
      'blog/b.md: `updated` must be a date; `never` is none',
      'blog/b.md: Image `./no.png` does not exist; looked for `blog/no.png`',
      'blog/b.md: `kind` must be one of `note`, `essay`; did you mean `note`?',
      'blog/b.md: `tags` must be a list, not the text `x`',
      'blog/b.md: `order` must be at least 1',
      'blog/b.md: `noindex` must be true or false, not the text `true`: remove the quotes',
      'blog/b.md: `social.hande` is no key of the schema',
    ]);
  });

  it.each([
    ['z.object({ ...theirs.shape, title: z.string() })'],
    ['z.object({ title: z.string() }).extend(theirs)'],
    ['z.object({ title: z.string() }).merge(theirs)'],
    ['z.object({ title: z.preprocess(String, z.string()) })'],
    ['z.object({ title: z.coerce.string() })'],
    ['z.object({ title: z.string().or(theirs) })'],
    ['z.object({ title: z.string().optional().catch("x") })'],
    ['z.object({ [theirs]: z.string() })'],
    ['z.object({ title: theirs.string() })'],
    ['z.object({ title: z.any() }).strict()'],
    ['z.object({ title: z.string() }).partial(theirs)'],
    ['z.object({ title: z.string() }).omit({ title: true })'],
    ['z.object({ title: z.string() }).passthrough().transform(theirs).catch({})'],
    ['z.lazy(() => z.object({ title: z.string() }))'],
    ['theirs(z.object({ title: z.string() }))'],
    ['() => { if (theirs) { return z.object({ title: z.any() }); } return z.object({ title: z.string() }); }'],
    ['() => { try { theirs(); } catch { return theirs; } return z.object({ title: z.string() }); }'],
    ['() => { switch (theirs) { case 1: return theirs; default: } return z.object({ title: z.string() }); }'],
    ['theirs'],
  ])('is not guessed where it can not be read: %s', async (schema) => {
    expect(await found({ 'src/content.config.ts': blog(schema), 'blog/a.md': '---\ntitle: 5\n---\n' })).toEqual([]);
  });

  it('knows what Starlight asks, and its extensions', async () => {
    const config = `import { docsLoader } from '@astrojs/starlight/loaders'; import { docsSchema } from '@astrojs/starlight/schema';
      import { defineCollection, z } from 'astro:content';
      export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema({ extend: z.object({ level: z.number() }) }) }) };`;
    const files = {
      'package.json': '{ "dependencies": { "@astrojs/starlight": "1" } }',
      'src/content.config.ts': config,
      'src/content/docs/a.md': '---\ntitle: T\nlevel: 1\nsidebar: { order: 1.5, badge: New }\n---\n',
      'src/content/docs/_part.md': 'No page of its own.\n',
      'src/content/docs/b.md': '---\ndescription: D\nsidebar: { order: first }\n---\n',
    };
    expect(await found(files)).toEqual([
      'src/content/docs/b.md: `level` is missing',
      'src/content/docs/b.md: `title` is missing',
      'src/content/docs/b.md: `sidebar.order` must be a number, not the text `first`',
    ]);
  });

  it('is read where a function returns it in one place, whatever functions within it return', async () => {
    const schema = '() => { const own = () => { return 1; }; if (own()) { theirs(); } return z.object({ title: z.string() }); }';
    expect(await found({ 'src/content.config.ts': blog(schema), 'blog/a.md': '---\ntitle: 5\n---\n' })).toEqual([
      expect.stringContaining('`title` must be text'),
    ]);
  });

  it('takes `slug` for what it is to Astro', async () => {
    const files = {
      'src/content.config.ts': blog('z.object({ title: z.string() }).strict()'),
      'blog/a.md': '---\ntitle: T\nslug: t\n---\n',
    };
    expect(await found(files)).toEqual([]);
  });
});

describe('the schemas of tools of Next.js', () => {
  const site = (files: Files) => ({ 'next.config.js': 'module.exports = {};', ...files });

  it('are read of Contentlayer: what it drops documents for', async () => {
    const config = `import { defineDocumentType, makeSource } from 'contentlayer2/source-files';
      const Post = defineDocumentType(() => ({ name: 'Post', filePathPattern: 'blog/**/*.mdx', contentType: 'mdx', fields: {
        title: { type: 'string', required: true }, date: { type: 'date', required: true }, lang: { type: 'string', required: true, default: 'en' },
        kind: { type: 'enum', options: ['note', 'essay'] }, tags: { type: 'list', of: { type: 'string' } } } }));
      export default makeSource({ contentDirPath: 'data', documentTypes: [Post] });`;
    const files = {
      'contentlayer.config.ts': config,
      'data/blog/a.mdx': '---\ntitle: 5\ndate: soon\nmore: 1\n---\n',
      'data/blog/b.mdx': '---\nkind: notes\ntags: x\n---\n',
    };
    expect(await foundIn(site(files))).toEqual([
      'data/blog/b.mdx: `date` is missing',
      'data/blog/b.mdx: `title` is missing',
      'data/blog/b.mdx: `kind` must be one of `note`, `essay`; did you mean `note`?',
      'data/blog/b.mdx: `tags` must be a list or empty, not the text `x`',
    ]);
  });

  it('are not guessed where a document may have one of two types', async () => {
    const config = `import { defineDocumentType, makeSource } from 'contentlayer/source-files';
      const A = defineDocumentType(() => ({ name: 'A', filePathPattern: '**/*.mdx', fields: { title: { type: 'string', required: true } } }));
      const B = defineDocumentType(() => ({ name: 'B', filePathPattern: 'b/*.mdx', fields: { name: { type: 'string', required: true } } }));
      export default makeSource({ contentDirPath: 'data', documentTypes: [A, B] });`;
    expect(await foundIn(site({ 'contentlayer.config.ts': config, 'data/b/a.mdx': '---\nname: x\n---\n' }))).toEqual([]);
  });

  it('are read of Velite', async () => {
    const config = `import { defineConfig, defineCollection, s } from 'velite';
      const posts = defineCollection({ name: 'Post', pattern: 'posts/**/*.mdx',
        schema: s.object({ title: s.string().max(9), slug: s.slug(), date: s.isodate(), draft: s.boolean().default(false), body: s.mdx() }).transform((data) => data) });
      export default defineConfig({ root: 'content', collections: { posts } });`;
    const files = { 'velite.config.ts': config, 'content/posts/a.mdx': '---\ntitle: Too long a title\ndraft: 1\n---\n' };
    expect(await foundIn(site(files))).toEqual([
      'content/posts/a.mdx: `title` must have at most 9 characters, has 16',
      'content/posts/a.mdx: `draft` must be true or false, not the number `1`',
    ]);
  });
});

/** Source code of Zod schemas, of the parts that people use. */
const source = fc.letrec<{ schema: string }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      'z.string()',
      'z.number()',
      'z.boolean()',
      'z.date()',
      'z.any()',
      'z.coerce.number()',
      "z.enum(['a', 'b'])",
      "z.literal('a')",
      'z.null()',
      'z.int()',
    ),
    tie('schema').chain((inner) =>
      fc.constantFrom(
        `${inner}.optional()`,
        `${inner}.nullable()`,
        `${inner}.nullish()`,
        `${inner}.refine(() => true)`,
        `${inner}.transform((value) => value)`,
        `z.array(${inner})`,
        `z.array(${inner}).min(1)`,
        `z.optional(${inner})`,
        `z.record(z.string(), ${inner})`,
        `z.object({ a: ${inner} }).strict()`,
        `z.object({ a: ${inner} }).partial()`,
        `z.object({ a: z.string() }).extend({ a: ${inner}, b: ${inner} })`,
        `${inner}.or(z.string().min(1))`,
        `z.union([${inner}, z.string().trim().max(1)])`,
      ),
    ),
  ),
})).schema;
const value: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', '', ' a ', 1, 1.5, true, null, '2024-01-05'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.record({ a: tie('value'), b: tie('value') }, { requiredKeys: [] }),
  ),
})).value;

function nodeOf(at: unknown): Parameters<Awaited<ReturnType<typeof contentSchema>>['check']>[0] & object {
  const build = (inner: unknown): never =>
    (Array.isArray(inner)
      ? { kind: 'list', items: inner.map(build), span: [0, 0] }
      : typeof inner === 'object' && inner !== null
        ? {
            kind: 'map',
            entries: Object.entries(inner).map(([key, entry]) => ({ key, keySpan: [0, 0], value: build(entry) })),
            span: [0, 0],
          }
        : { kind: 'scalar', value: inner, span: [0, 0] }) as never;
  return build(at);
}

it('what is read of a schema refuses nothing that Zod itself takes', async () => {
  await fc.assert(
    fc.asyncProperty(source, fc.record({ x: value }, { requiredKeys: [] }), async (code, data) => {
      const object = `z.object({ x: ${code} })`;
      const read = schemaOfZod(namedLiterals('a.ts', `import { z } from 'zod'; const schema = ${object};`)['schema'], {});
      const own = new Function('z', `return ${object};`)(z) as z.ZodType;
      if (read === undefined || !own.safeParse(data).success) return;
      expect(await (await contentSchema(read, 'test')).check(nodeOf(data)), `${object} ${JSON.stringify(data)}`).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
