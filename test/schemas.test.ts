import { describe, expect, it } from 'vitest';
import { createProject } from '../src/engine/project.ts';
import { date, reference, z } from '../src/index.ts';
import type { YamlEngine } from '../src/model/config.ts';
import { YAML_ENGINES } from '../src/model/config.ts';
import { check, covered, type Files, lines, optionsOf } from './support/world.ts';

type Schema = NonNullable<NonNullable<Parameters<typeof check>[0]['config']>['collections']>[string]['schema'];

/** What the schema says of the values, without places. */
async function issues(schema: Schema & {}, frontmatter: string, yaml: YamlEngine): Promise<string[]> {
  const report = await check({
    files: { 'posts/a.md': frontmatter },
    config: { collections: { posts: { include: ['posts/*.md'], schema, yaml } } },
    flags: [
      { id: 'all', level: 'off' },
      { id: 'frontmatter/schema', level: 'error' },
    ],
  });
  expect(report.failures).toEqual([]);
  return report.diagnostics.map(({ message }) => message);
}

describe('a schema sees values as the YAML engine of the collection reads them', () => {
  it.each([
    [
      'js-yaml-3',
      [
        "`text` must be text, but unquoted `010` is the number `8`: write `'010'`",
        '`flag` must be true or false, not the text `no`: write `false`',
      ],
    ],
    [
      'js-yaml-4',
      [
        "`text` must be text, but unquoted `010` is the number `10`: write `'010'`",
        '`flag` must be true or false, not the text `no`: write `false`',
      ],
    ],
    ['psych', ["`text` must be text, but unquoted `010` is the number `8`: write `'010'`"]],
  ] as const)('%s', async (yaml, expected) => {
    const post = '---\ntext: 010\nflag: no\nquoted: "010"\n---\n';
    expect(await issues(z.object({ text: z.string(), flag: z.boolean(), quoted: z.string() }), post, yaml)).toEqual(expected);
    const json = { type: 'object', properties: { text: { type: 'string' }, flag: { type: 'boolean' }, quoted: { type: 'string' } } };
    expect(await issues(json, post, yaml)).toEqual(expected);
  });

  it.each([
    ['js-yaml-3', true],
    ['js-yaml-4', true],
    ['psych', true],
    ['yaml-1.2', false],
    ['go', false],
  ] as const)('%s makes a date of an unquoted one: %s', async (yaml, isDate) => {
    const found = await issues(z.object({ day: z.string() }), '---\nday: 2024-01-05\n---\n', yaml);
    expect(found).toEqual(isDate ? ["`day` must be text, but unquoted it is a date: write `'2024-01-05'`"] : []);
    expect(await issues(z.object({ day: z.string() }), '---\nday: 2024-1-5\n---\n', 'js-yaml-4')).toEqual([]);
  });

  it.each(YAML_ENGINES)('%s or not, a date is a date, quoted or not', async (yaml) => {
    const schema = z.object({ a: date(), b: z.date(), c: z.coerce.date(), d: z.union([z.date(), z.null()]) });
    for (const day of ['2024-01-05', '"2024-01-05"', '2024-1-5', '2024-01-05 10:00', '2024-01-05T10:00:00Z'])
      expect(await issues(schema, `---\na: ${day}\nb: ${day}\nc: ${day}\nd: ${day}\n---\n`, yaml), day).toEqual([]);
    const json = { type: 'object', properties: { a: { type: 'string', format: 'date' }, b: { format: 'date' }, c: { type: 'string' } } };
    expect(await issues(json, '---\na: 2024-01-05\nb: "2024-01-05"\nc: 2024-01-05\n---\n', yaml)).toEqual([]);
  });

  it('and TOML and JSON as they are', async () => {
    const schema = z.object({ day: z.date(), count: z.number() });
    expect(await issues(schema, '+++\nday = 2024-01-05\ncount = 1_000\n+++\n', 'yaml-1.2')).toEqual([]);
    expect(await issues(z.object({ day: z.string() }), '---json\n{ "day": "2024-01-05" }\n---\n', 'js-yaml-3')).toEqual([]);
  });
});

describe('references', () => {
  const files: Files = {
    'authors/mina.yml': 'name: Mina\n',
    'authors/team/otto.toml': 'name = "Otto"\n',
    'posts/a.md': '---\nby: nina\nwith: [otto, team/otto, ada]\nmore:\n  of: mina\n---\n',
  };
  const include = { posts: ['posts/*.md'], authors: ['authors/**/*.{yml,toml}'] };
  const author = reference('authors');
  const inCode = z.object({ by: author.optional(), with: z.array(author), more: z.record(z.string(), z.union([author, z.number()])) });
  const id = { type: 'string', reference: 'authors' };
  const inJson = {
    type: 'object',
    $defs: { id },
    properties: {
      by: { $ref: '#/$defs/id' },
      with: { type: 'array', items: id },
      more: { type: 'object', additionalProperties: { anyOf: [id, { type: 'number' }] } },
    },
  };

  it.each([
    ['in code', inCode],
    ['in a JSON Schema', inJson],
  ])('%s lead to entries', async (_, schema) => {
    const config = { collections: { posts: { include: include.posts, schema }, authors: { include: include.authors } } };
    const report = await check({ files, config });
    expect(covered(report, String(files['posts/a.md']))).toEqual([
      ['frontmatter/dangling-reference', 'nina'],
      ['frontmatter/dangling-reference', 'ada'],
    ]);
    expect(report.diagnostics[0]?.hint).toBe('Did you mean `mina`?');
  });

  it.each([
    ['in code', z.object({ by: z.array(reference('autors')).optional() })],
    ['in a JSON Schema', { type: 'object', properties: { by: { type: 'string', reference: 'autors' } } }],
  ])('%s to a collection that is not there are an error of the config', async (_, schema) => {
    const config = { collections: { posts: { include: include.posts, schema }, authors: { include: include.authors } } };
    await expect(check({ files, config })).rejects.toThrow(
      'stet.config.json: collections.posts.schema: unknown collection `autors`; did you mean `authors`?',
    );
  });

  it('are not judged where others are not known, as in an editor before all are read', async () => {
    const config = {
      collections: {
        posts: { include: include.posts, schema: { type: 'object', properties: { by: { type: 'string', reference: 'posts' } } } },
      },
    };
    const options = await optionsOf({ files: { ...files, 'posts/nina.md': 'Text.\n' }, config });
    const found = async (others: typeof options.others) =>
      covered(await createProject({ ...options, paths: ['posts/a.md'], others }).check(), String(files['posts/a.md']));
    expect(await found(undefined)).toEqual([]);
    expect(await found(() => ['posts/nina.md', 'posts/a.md'])).toEqual([]);
    const alone = await optionsOf({ files, config });
    expect(covered(await createProject(alone).check(), String(files['posts/a.md']))).toEqual([['frontmatter/dangling-reference', 'nina']]);
  });

  it('are not sought without end in a schema that makes itself', async () => {
    const tree = (): z.ZodType => z.object({ child: z.lazy(tree).optional() });
    const config = { collections: { posts: { include: include.posts, schema: tree() } } };
    expect((await check({ files, config })).failures).toEqual([]);
  });
});

describe('data files of a collection', () => {
  const schema = {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: { name: { type: 'string' }, born: { format: 'date' } },
  };
  const config = { collections: { authors: { include: ['authors/*'], schema, url: '/authors/{slug}' } } };

  it('are judged as front matter is, at their places', async () => {
    const report = await check({
      config,
      files: {
        'authors/a.json': '\uFEFF{\r\n  "name": 3\r\n}\r\n',
        'authors/b.yaml': '# An author\nnmae: Bo\n',
        'authors/c.yml': '---\nname: "C\n',
        'authors/d.toml': 'name = "D"\nborn = 2023-02-29\n',
        'authors/e.json': '[{ "name": "E" }]',
        'authors/f.yml': '',
        'authors/g.json': '{ "name": "G", "name": "H" }\n',
        'authors/h.yml': 'name: "# No heading, [no link](nowhere.md)"\n',
      },
    });
    expect(lines(report)).toMatchInlineSnapshot(`
      [
        "authors/a.json:2:11-2:12 error frontmatter/schema \`name\` must be text, not the number \`3\`",
        "authors/b.yaml:1:1-1:12 error frontmatter/schema \`name\` is missing",
        "authors/b.yaml:2:1-2:5 error frontmatter/unknown-key \`nmae\` is no key of the schema",
        "authors/c.yml:2:7-2:9 error frontmatter/syntax A quote is opened and never closed",
        "authors/d.toml:2:8-2:18 error frontmatter/impossible-date There is no date \`2023-02-29\`",
        "authors/d.toml:2:8-2:18 error frontmatter/schema \`born\` must be a date; there is no \`2023-02-29\`",
        "authors/e.json:1:1-1:18 error frontmatter/syntax A data file must be keys with values, such as \`title: …\`; this is a list",
        "authors/f.yml:1:1-1:1 error frontmatter/schema \`name\` is missing",
        "authors/g.json:1:16-1:22 error frontmatter/duplicate-key Key \`name\` is written more than once",
      ]
    `);
    expect(report.failures).toEqual([]);
  });
});
