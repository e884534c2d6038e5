import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferShape, type Sample } from '../src/adopt/infer.ts';
import { jsonSchemaOf } from '../src/adopt/json-schema.ts';
import { zodSchemaOf } from '../src/adopt/zod-schema.ts';
import { zodSource } from '../src/adopt/zod-source.ts';
import { contentSchema } from '../src/config/content-schema.ts';
import { date, image, z } from '../src/index.ts';
import type { Post } from '../src/model/corpus.ts';
import { type MapNode, scalarsOf, type ValueNode } from '../src/model/frontmatter.ts';
import { folderWith, json, stet } from './support/cli.ts';
import { PNG } from './support/images.ts';
import type { Files } from './support/world.ts';

const post = (index: number, lines: readonly string[]) =>
  [`posts/p${String(index).padStart(2, '0')}.md`, `---\n${lines.join('\n')}\n---\n`] as const;
const words = ['sour', 'rye', 'spelt', 'oat', 'corn'];

/** A blog of 40 posts that one hand wrote, with one slip of each kind. */
function blog(): Files {
  const posts = Array.from({ length: 40 }, (_, index) => {
    const lines = new Map([
      ['title', `title: ${index === 3 ? '2024' : `Bread ${index}`}`],
      ['date', `date: ${index % 2 === 0 ? '2024-01-05' : '"2024-01-06"'}`],
      ['image', `image: ${index === 5 ? 'crumbs.png' : 'crumb.png'}`],
      ['isFeatured', `isFeatured: ${index === 7 ? '"yes"' : index % 3 === 0}`],
      ['category', `category: ${index === 9 ? 'recipies' : index % 2 === 0 ? 'recipes' : 'notes'}`],
      ['tags', `tags: [${words[index % 5]}${index}, ${words[(index + 1) % 5]}]`],
      ...(index % 2 === 0 ? [['order', `order: ${index}`] as const] : []),
    ]);
    if (index === 11) lines.delete('date');
    if (index === 13) lines.set('isFeatured', 'isFeatred: true');
    return post(index, [...lines.values()]);
  });
  return { ...Object.fromEntries(posts), 'posts/crumb.png': PNG, 'drafts/none.md': 'No front matter.\n' };
}

const EXCEPTIONS = [
  'posts/p03.md:2:8 `title` must be text, not the number `2024` (right in 39 of 40 posts)',
  'posts/p05.md:4:8 Image `crumbs.png` does not exist',
  'posts/p07.md:5:13 `isFeatured` must be true or false, not the text `yes` (right in 38 of 39 posts)',
  'posts/p09.md:6:11 `category` must be one of `notes`, `recipes`; did you mean `recipes`? (right in 39 of 40 posts)',
  'posts/p11.md:1:1 `date` is missing (39 of 40 posts have it)',
  'posts/p13.md:1:1 `isFeatured` is missing (39 of 40 posts have it)',
  'posts/p13.md:5:1 `isFeatred` is in no other post',
];

describe('stet infer', () => {
  it('writes a schema as a person would, and tells the posts that it does not fit', () => {
    const { code, stdout, stderr } = stet(folderWith(blog()), ['infer', 'posts']);
    expect(stdout).toBe(`import { date, image, z } from 'stet';

/** Of 40 posts. */
export const posts = z.strictObject({
  title: z.string(),
  date: date(), // in 39 of 40
  image: image(),
  isFeatured: z.boolean(), // in 39 of 40
  category: z.enum(['notes', 'recipes']),
  tags: z.array(z.string()),
  order: z.int().optional(), // in 20 of 40
});
`);
    expect(stderr.split('\n')).toEqual(['stet: collection `posts`: the schema fits 34 of 40 posts, but not:', ...EXCEPTIONS, '']);
    expect(code).toBe(0);
  });

  it('gives a schema that finds just what it told, in code and as JSON', () => {
    const root = folderWith(blog());
    const rules = ['all=off', ...['frontmatter/schema', 'frontmatter/unknown-key', 'image/missing'].map((id) => `${id}=error`)];
    const flags = rules.flatMap((rule) => ['--rule', rule]);
    const places = EXCEPTIONS.map((line) => line.split(' ')[0]);
    const findings = () => json(root, flags).diagnostics.map(({ path, range: { start } }) => `${path}:${start.line}:${start.column}`);

    const schema = JSON.parse(stet(root, ['infer', 'posts', '--json']).stdout);
    expect(stet(root, ['infer', 'posts', '--json']).stderr.split('\n').slice(1, -1)).toEqual(EXCEPTIONS);
    writeFileSync(join(root, 'stet.config.json'), JSON.stringify({ collections: { posts: { include: ['posts/*.md'], schema } } }));
    expect(findings()).toEqual(places);
    rmSync(join(root, 'stet.config.json'));

    const code = stet(root, ['infer', 'posts']).stdout;
    const config = `import { defineConfig } from 'stet';\n${code}\nexport default defineConfig({ collections: { posts: { include: ['posts/*.md'], schema: posts } } });\n`;
    writeFileSync(join(root, 'stet.config.ts'), config);
    expect(findings()).toEqual(places);
  });

  it('is modest about few posts', () => {
    const files = {
      'posts/a.md': '---\ntitle: A\ndate: 2024-01-05\nkind: note\ncover: a.png\nmore: { level: 1 }\n---\n',
      'posts/b.md': '---\ntitle: B\ndate: 2024-01-06\nkind: note\ncover: a.png\nempty:\n---\n',
      'posts/a.png': PNG,
    };
    expect(stet(folderWith(files), ['infer']).stdout).toBe(`import { date, image, z } from 'stet';

/** Of 2 posts. */
export const posts = z.object({
  title: z.string(),
  date: date(),
  kind: z.string().optional(),
  cover: image().optional(),
  more: z.record(z.string(), z.unknown()).optional(), // in 1 of 2
  empty: z.unknown().optional(), // in 1 of 2
});
`);
  });

  it('reads values as the YAML engine of the site does', () => {
    const files = { '_posts/2024-01-05-a.md': '---\ntitle: A\nflag: no\n---\n', '_config.yml': 'title: x\n', Gemfile: 'gem "jekyll"\n' };
    expect(stet(folderWith(files), ['infer', 'posts']).stdout).toContain('flag: z.boolean()');
    expect(stet(folderWith({ 'posts/a.md': files['_posts/2024-01-05-a.md'] }), ['infer', 'posts']).stdout).toContain('flag: z.string()');
  });

  it('takes a list of many tags, names and dates that are no dates for what they are', () => {
    const files = Object.fromEntries(
      Array.from({ length: 24 }, (_, index) =>
        post(index, [
          `title: ${index === 0 ? '2024-01-05' : 'T'}`,
          `author: ${index % 2 === 0 ? 'Mina' : 'Otto'}`,
          `tags: ${index % 2 === 0 ? 'one' : '[one, two]'}`,
          `day: ${index % 2 === 0 ? 'soon' : '"2024-01-05"'}`,
          `site: https://example.org/${index}`,
          `note: ${index % 2 === 0 ? '' : 'x'}`,
          `layout: post`,
          `it's: { "a\\"b": ${index % 2 === 0 ? '1.5' : '1'} }`,
        ]),
      ),
    );
    const { stdout, stderr } = stet(folderWith(files), ['infer', 'posts']);
    expect(stdout.split('\n').slice(4, -2)).toEqual([
      '  title: z.string(),',
      '  author: z.string(),',
      '  tags: z.union([z.string(), z.array(z.string())]),',
      '  day: z.string(),',
      '  site: z.url(),',
      '  note: z.string().nullable(),',
      "  layout: z.literal('post'),",
      "  'it\\'s': z.object({",
      `    'a"b': z.number(),`,
      '  }),',
    ]);
    expect(stderr).toContain('posts/p00.md:2:8 `title` must be text, but unquoted it is a date');
  });

  it('tells of wrong usage', () => {
    const root = folderWith({
      'posts/a.md': 'x\n',
      'stet.config.json': '{ "collections": { "posts": { "include": ["posts/*"] }, "none": { "include": ["none/*"] } } }',
    });
    expect(stet(root, ['infer', 'psots'])).toMatchObject({ code: 2, stderr: 'stet: unknown collection `psots`; did you mean `posts`?\n' });
    expect(stet(root, ['infer', 'none'])).toMatchObject({ code: 2, stdout: '', stderr: 'stet: collection `none` has no posts\n' });
    expect(stet(root, ['infer', 'posts', 'none']).code).toBe(2);
  });
});

/** Values as front matter may hold them; each key has a taste for few kinds of values, as it has in real posts. */
const scalar = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'c.png', 'https://example.org/a?b=%20', '2024-01-05', "it's", 'a\\"b', '\u202e', 'a\u2028b'),
  fc.string({ maxLength: 5 }),
  fc.integer({ min: -5, max: 5 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const node: fc.Arbitrary<ValueNode> = fc.letrec<{ value: ValueNode }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar.map((value): ValueNode => ({ kind: 'scalar', value, span: [0, 0], ...(value === '2024-01-05' && { date: true }) })),
    fc.array(tie('value'), { maxLength: 3 }).map((items): ValueNode => ({ kind: 'list', items, span: [0, 0] })),
    mapOf(tie('value')),
  ),
})).value;
function mapOf(value: fc.Arbitrary<ValueNode>): fc.Arbitrary<MapNode> {
  return fc
    .dictionary(fc.oneof(fc.constantFrom('a', 'b', 'title', '__proto__', "it's"), fc.string({ maxLength: 3 })), value, { maxKeys: 4 })
    .map((entries) => ({
      kind: 'map',
      span: [0, 0],
      entries: Object.entries(entries).map(([key, value]) => ({ key, keySpan: [0, 0], value })),
    }));
}

const samplesOf = (maps: readonly MapNode[]): Sample<MapNode>[] => maps.map((map) => ({ post: {} as Post, node: map }));
const findImage = ({ node: { value } }: Sample<Extract<ValueNode, { kind: 'scalar' }>>) => (value === 'c.png' ? 'found' : undefined);
const isFiniteIn = (map: MapNode) => [...scalarsOf(map)].every(({ value }) => typeof value !== 'number' || Number.isFinite(value));

describe('an inferred schema', () => {
  it('takes every post of a few', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mapOf(node).filter(isFiniteIn), { minLength: 1, maxLength: 8 }), async (maps) => {
        const shape = inferShape(samplesOf(maps), findImage);
        for (const input of [zodSchemaOf(shape, { z, date, image }), jsonSchemaOf(shape)]) {
          const schema = await contentSchema(input, 'test');
          for (const map of maps) expect(await schema.check(map)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the one that is printed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mapOf(node), { minLength: 1, maxLength: 30 }), mapOf(node), async (maps, other) => {
        const shape = inferShape(samplesOf(maps), findImage);
        const printed = new Function('z', 'date', 'image', `return ${zodSource(shape)};`)(z, date, image);
        const [one, two] = [await contentSchema(printed, 'test'), await contentSchema(zodSchemaOf(shape, { z, date, image }), 'test')];
        for (const map of [...maps, other]) expect(await one.check(map)).toEqual(await two.check(map));
      }),
      { numRuns: 60 },
    );
  });
});
