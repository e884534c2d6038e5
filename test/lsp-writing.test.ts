import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { isMap, isScalar, isSeq, parseDocument, type Scalar, stringify } from 'yaml';
import { z } from 'zod';
import { date, image } from '../src/config/helpers.ts';
import type { UserConfig } from '../src/config/user-config.ts';
import { yamlSpot } from '../src/lsp/features/completion/yaml-spot.ts';
import { folderWith } from './support/cli.ts';
import { editorIn } from './support/editor.ts';
import { edited, placeOf } from './support/places.ts';
import { stageOf } from './support/scene.ts';
import { type Files, fixture, type World } from './support/world.ts';

const PNG = fixture('blog/public/images/posts/a-starter-named-gerald/jar.png');
const SCHEMA = {
  type: 'object',
  required: ['title', 'date'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', description: 'What the list of posts shows.' },
    date: { type: 'string', format: 'date' },
    image: { type: 'string', format: 'image' },
    draft: { type: 'boolean', default: false },
    level: { enum: ['easy', 'on: hard', 'no'] },
    tags: { type: 'array', items: { type: 'string' } },
    kinds: { type: 'array', items: { enum: ['how-to', 'news'] } },
    author: { type: 'string', reference: 'authors' },
    seo: { type: 'object', required: ['robots'], properties: { robots: { enum: ['index', 'noindex'] }, keywords: { type: 'string' } } },
    steps: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, minutes: { type: 'integer' } } } },
  },
};
const CONFIG: UserConfig = {
  collections: {
    posts: {
      include: ['posts/**/*.{md,mdx}'],
      url: '/{name}',
      images: ['{dir}/{ref}', 'public/images/posts/{slug}/{ref}'],
      publicDirs: ['public'],
      schema: SCHEMA,
    },
    authors: { include: ['authors/*.yml'], schema: { type: 'object' } },
  },
};
const FILES: Files = {
  'posts/bread.md':
    '---\ntitle: Of bread\ndate: 2024-01-05\ntags: [rye, oven]\n---\n\n## Of rye\n\n## Of [wheat](https://example.org) {#wheat}\n',
  'posts/buns.md': '---\ntitle: Buns\ndate: 2024-01-06\ntags: [rye, oven, sweet]\n---\n\nSweet.\n',
  'posts/cake.mdx': '---\ntitle: Cake\ndate: 2024-01-06\n---\n\nCake.\n',
  'posts/img/in.png': PNG,
  'public/images/posts/a/whole (1).png': PNG,
  'public/images/posts/a/jar.png': PNG,
  'public/robots.txt': '',
  'authors/lena.yml': 'name: Lena\n',
  'notes/list.txt': '',
};

const WORLD: World = { files: FILES, config: CONFIG };

/** Asks in a file with this text, at the bar in it. */
async function asked<T>(method: string, marked: string, { files, ...world }: World, path: string, options = {}): Promise<T> {
  const stage = await stageOf({ ...world, files: { ...files, [path]: marked.replace('¦', '') } }, options);
  return stage.ask(method, { textDocument: { uri: stage.scene.uriOf(path) }, position: placeOf(marked, '¦') });
}

/** In the order of a client. */
async function suggestions(marked: string, world: World, path: string): Promise<CompletionItem[]> {
  const list = await asked<CompletionList | null>('textDocument/completion', marked, world, path);
  return [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

async function labels(marked: string, world = WORLD, path = 'posts/a.md'): Promise<string[]> {
  return (await suggestions(marked, world, path)).map(({ label }) => label);
}

type Cases = readonly (readonly [what: string, written: string, expected: readonly string[]])[];

/** What is suggested in each of several places. */
async function suggested(postOf: (written: string) => string, cases: Cases): Promise<void> {
  const found: (readonly [string, string, readonly string[]])[] = [];
  for (const [what, written] of cases) found.push([what, written, await labels(postOf(written))]);
  expect(found).toEqual(cases);
}

/** The text once a suggestion is taken. */
async function taken(marked: string, label: string): Promise<string> {
  const items = await suggestions(marked, WORLD, 'posts/a.md');
  const item = items.find((one) => one.label === label);
  expect(items.map((one) => one.label)).toContain(label);
  return edited(marked.replace('¦', ''), item?.textEdit !== undefined && 'range' in item.textEdit ? [item.textEdit] : []);
}

describe('completion in front matter', () => {
  it('suggests the keys of the schema that are not there yet, required ones first', async () => {
    expect(await labels('---\ntitle: A\n¦\n---\n')).toEqual(['date', 'author', 'draft', 'image', 'kinds', 'level', 'seo', 'steps', 'tags']);
    expect(await labels('---\ntitle: A\nda¦\ndraft: true\n---\n')).not.toContain('draft');
    expect(await taken('---\ntitle: A\nda¦\n---\n', 'date')).toBe('---\ntitle: A\ndate: \n---\n');
    expect(await taken('---\nti¦le: A\n---\n', 'title')).toBe('---\ntitle: A\n---\n');
  });

  it('says what the schema says of a key', async () => {
    const items = await suggestions('---\n¦\n---\n', WORLD, 'posts/a.md');
    const said = Object.fromEntries(items.map(({ label, detail, documentation }) => [label, [detail, documentation]]));
    expect(said).toMatchObject({
      title: ['text, required', 'What the list of posts shows.'],
      draft: ['true or false', 'Default: false'],
      image: ['an image', undefined],
      tags: ['a list of text', undefined],
      author: ['an entry of authors', undefined],
    });
  });

  it('suggests keys inside of maps and lists', async () => {
    expect(await labels('---\nseo:\n  ¦\n---\n')).toEqual(['robots', 'keywords']);
    expect(await labels('---\nsteps:\n  - name: Knead\n    ¦\n---\n')).toEqual(['minutes']);
    expect(await labels('---\nsteps:\n- ¦\n---\n')).toEqual(['minutes', 'name']);
  });

  it('suggests values', () =>
    suggested(
      (written) => `---\n${written}\n---\n`,
      [
        ['named values', 'level: ¦', ['easy', 'no', 'on: hard']],
        ['truth', 'draft: ¦', ['false', 'true']],
        ['entries of lists', 'kinds: [news, ¦]', ['how-to', 'news']],
        ['entries of lists, a line each', 'kinds:\n  - ¦', ['how-to', 'news']],
        ['values of a map', 'seo:\n  robots: no¦', ['index', 'noindex']],
        ['entries of another collection', 'author: ¦', ['lena']],
        ['what other posts have more than once', 'tags: [¦]', ['oven', 'rye']],
        ['images, as the collection finds them', 'image: ¦', ['jar.png', 'whole (1).png', 'img/']],
        ['images of a folder', 'image: img/¦', ['img/in.png']],
        ['images that are served', 'image: /images/posts/a/¦', ['/images/posts/a/jar.png', '/images/posts/a/whole (1).png']],
        ['nothing in a comment', '# ¦', []],
        ['nothing in a text of several lines', 'title: |\n  ¦', []],
        ['nothing where a text is free', 'title: ¦', []],
      ],
    ));

  it('puts values in quotes where YAML needs them, once', async () => {
    expect(await taken('---\nlevel: ¦\n---\n', 'on: hard')).toBe('---\nlevel: "on: hard"\n---\n');
    expect(await taken('---\nlevel: ¦\n---\n', 'no')).toBe('---\nlevel: "no"\n---\n');
    expect(await taken("---\nlevel: 'ea¦'\n---\n", 'easy')).toBe("---\nlevel: 'easy'\n---\n");
    expect(await taken('---\nlevel: ea¦sily # or so\n---\n', 'easy')).toBe('---\nlevel: easy # or so\n---\n');
    expect(await taken('---\nkinds: [n¦ews, how-to]\n---\n', 'how-to')).toBe('---\nkinds: [how-to, how-to]\n---\n');
  });

  it('suggests the day it is for a date', async () => {
    const [day] = await labels('---\ndate: ¦\n---\n');
    expect(Math.abs(Date.parse(day ?? '') - Date.now())).toBeLessThan(2 * 24 * 3600 * 1000);
  });

  it('works in TOML, and before the front matter has its end', async () => {
    expect(await labels('+++\ntitle = "A"\n¦\n+++\n')).toContain('date');
    expect(await taken('+++\n¦\n+++\n', 'draft')).toBe('+++\ndraft = \n+++\n');
    expect(await labels('+++\n[seo]\nrobots = "¦"\n+++\n')).toEqual(['index', 'noindex']);
    expect(await labels('---\ntitle: A\n¦')).toContain('date');
  });

  it('suggests what the other posts have where there is no schema', async () => {
    const files = Object.fromEntries([1, 2, 3].map((n) => [`posts/${n}.md`, `---\ntitle: T${n}\nlang: en\n---\n\nText.\n`]));
    expect(await labels('---\n¦\n---\n', { files }, 'posts/1.md')).toEqual(['lang', 'title']);
    expect(await labels('---\nlang: ¦\n---\n', { files }, 'posts/1.md')).toEqual(['en']);
  });

  it('knows schemas of Zod, with what is marked and said in them', async () => {
    const schema = z.object({
      title: z.string().describe('Its name'),
      cover: image().optional(),
      kind: z.enum(['a', 'b']).default('a'),
      when: date(),
    });
    const posts = { include: ['posts/*.md'], images: ['public/images/posts/{slug}/{ref}'], schema };
    const world = { files: FILES, config: { collections: { posts } } };
    expect(await labels('---\n¦\n---\n', world)).toEqual(['title', 'when', 'cover', 'kind']);
    expect(await labels('---\ncover: ¦\n---\n', world)).toEqual(['jar.png', 'whole (1).png']);
    expect(await labels('---\nkind: ¦\n---\n', world)).toEqual(['a', 'b']);
    const [title] = await suggestions('---\n¦\n---\n', world, 'posts/a.md');
    expect(title?.documentation).toBe('Its name');
  });

  it('works in a file that is not on the disk yet, by a config that is code', async () => {
    const config = `import { defineConfig, z } from 'stet';
      export default defineConfig({ collections: { posts: { include: ['posts/*.md'], schema: z.object({ title: z.string() }) } } });`;
    const editor = await editorIn(folderWith({ 'stet.config.ts': config, 'posts/b.md': '---\ntitle: B\n---\n' }));
    await editor.open('posts/a.md', '---\n\n---\n');
    const list = await editor.request<CompletionList>('textDocument/completion', 'posts/a.md', { position: { line: 1, character: 0 } });
    expect(list.items.map(({ label }) => label)).toEqual(['title']);
  });

  it('finds the place of every key and value in YAML', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'key', 'longer_key');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('one', 'two words', 'http://three', 4, true),
        fc.dictionary(name, tie('tree'), { minKeys: 1, maxKeys: 3 }),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, tree, { minKeys: 1, maxKeys: 4 }), fc.boolean(), (data, indentSeq) => {
        const text = stringify(data, { indentSeq });
        for (const { end, path, isKey } of placesIn(text)) {
          const spot = yamlSpot(text.slice(0, end).split('\n'), text.slice(end).split('\n').slice(1));
          expect([text.slice(0, end), spot?.path]).toEqual([text.slice(0, end), path]);
          expect(spot?.kind === 'entry' || spot?.kind === (isKey ? 'key' : 'value')).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The end of every key and value in a text of YAML, with the path of what is written there; in lists, all indexes are 0. */
function placesIn(text: string): { end: number; path: (string | number)[]; isKey: boolean }[] {
  const found: { end: number; path: (string | number)[]; isKey: boolean }[] = [];
  const walk = (node: unknown, path: (string | number)[]): void => {
    if (isScalar(node)) found.push({ end: node.range?.[1] ?? 0, path, isKey: false });
    if (isSeq(node)) for (const item of node.items) walk(item, [...path, 0]);
    if (isMap(node))
      for (const { key, value } of node.items) {
        const { range, value: own } = key as Scalar<string>;
        found.push({ end: range?.[1] ?? 0, path, isKey: true });
        walk(value, [...path, own]);
      }
  };
  walk(parseDocument(text).contents, []);
  return found;
}

describe('completion in the text', () => {
  it('suggests paths, addresses and anchors', () =>
    suggested(
      (written) => `---\ntitle: A\n---\n\n${written}\n`,
      [
        ['images, as the collection finds them', '![alt](¦)', ['jar.png', 'whole%20%281%29.png', 'img/']],
        ['images of a folder', '![alt](img/¦', ['img/in.png']],
        ['images that are served', '![alt](/images/posts/a/j¦)', ['/images/posts/a/jar.png', '/images/posts/a/whole%20%281%29.png']],
        ['images in HTML', '<img alt="" src="¦">', ['jar.png', 'whole%20%281%29.png', 'img/']],
        ['posts and anchors', '## Here\n\n[text](¦)', ['bread.md', 'buns.md', 'cake.mdx', '/bread', '/buns', '/cake', 'img/', '#here']],
        ['addresses', '[text](/b¦)', ['/bread', '/buns', '/cake']],
        ['posts of a folder', '[text](../posts/¦)', ['../posts/bread.md', '../posts/buns.md', '../posts/cake.mdx', '../posts/img/']],
        ['anchors of a post', '[text](bread.md#¦)', ['bread.md#of-rye', 'bread.md#wheat']],
        ['anchors of an address', '[text](/bread#o¦)', ['/bread#of-rye', '/bread#wheat']],
        ['anchors of the post', '## One\n\n## Two\n\n[text](#¦)', ['#one', '#two']],
        ['targets of a definition', '[text]: bread.md#¦', ['bread.md#of-rye', 'bread.md#wheat']],
        ['nothing in prose', 'A (word¦', []],
        ['nothing in code', '`[a](¦)`', []],
        ['nothing in a fence', '```md\n![a](¦)\n```', []],
        ['no language behind the end of a fence', '```js\nx\n```¦', []],
      ],
    ));

  it('takes the place of the whole path', async () => {
    expect(await taken('![alt](j¦ug.png "title")\n', 'jar.png')).toBe('![alt](jar.png "title")\n');
    expect(await taken('[text](bread.md#of-¦wheat)\n', 'bread.md#of-rye')).toBe('[text](bread.md#of-rye)\n');
  });

  it('suggests the languages that the highlighter of the site knows', async () => {
    expect(await labels('A.\n\n```¦\nx\n```\n')).toEqual(expect.arrayContaining(['ts', 'rust', 'text']));
    const config: UserConfig = { rules: { 'code/unknown-language': ['warn', { highlighter: 'prism' }] } };
    const known = await labels('> ~~~py¦\n> x\n> ~~~\n', { files: {}, config });
    expect([known.includes('python'), known.includes('angular-html')]).toEqual([true, false]);
  });

  it('suggests rules in marks, those that find something first', async () => {
    const [first, ...others] = await labels('<!-- stet heading/¦ -->\n\n# A\n\n### Deep\n', { files: {} });
    expect(first).toBe('heading/skipped-level');
    expect(others).toContain('image/missing');
    expect(others).not.toContain('stet/unused');
    expect(await labels('---\n# stet ¦\ntitle: A\n---\n')).toContain('image/missing');
    expect(await labels('<!-- stet image/missing -- because ¦ -->\n')).toEqual([]);
  });
});

describe('hover', () => {
  async function said(marked: string, takesMarkdown = true): Promise<string> {
    const hover = await asked<Hover | null>('textDocument/hover', marked, WORLD, 'posts/a.md', { takesMarkdown });
    return (hover?.contents as MarkupContent | undefined)?.value ?? '';
  }

  it('says what a rule is about', async () => {
    expect(await said('---\ntitle: A\ndate: 2024-01-05\n---\n\n# A\n\n### D¦eep\n')).toMatchInlineSnapshot(`
      "[**heading/skipped-level**](rules/heading/skipped-level.md)

      A heading is more than one level below the one before it; a front matter title counts as the h1."
    `);
  });

  it('says what the schema says of a key, and of its value', async () => {
    expect(await said('---\nti¦tle: A\ndate: 2024-01-05\n---\n')).toMatchInlineSnapshot(`
      "**title**

      text, required

      What the list of posts shows."
    `);
    expect(await said('---\ntitle: A\ndate: 2024-01-05\nlevel: ea¦sy\n---\n')).toMatchInlineSnapshot(`
      "**level**

      One of \`easy\`, \`on: hard\`, \`no\`."
    `);
    expect(await said('---\ntitle: A\ndate: 2024-01-05\ndraft: tr¦ue\n---\n')).toMatchInlineSnapshot(`
      "**draft**

      true or false

      Default: \`false\`."
    `);
    expect(await said('---\ntitle: A\ndate: 2024-01-05\nsteps:\n  - minutes: ¦3\n---\n')).toMatchInlineSnapshot(`
      "**minutes**

      a whole number"
    `);
  });

  it('shows an image', async () => {
    expect(await said('---\ntitle: A\ndate: 2024-01-05\n---\n\n![alt](j¦ar.png)\n')).toMatchInlineSnapshot(`
      "**public/images/posts/a/jar.png**

      PNG, 480 × 270 pixels, 2.9 kB

      ![](file:///site/public/images/posts/a/jar.png)"
    `);
    expect(await said('---\ntitle: A\ndate: 2024-01-05\nimage: ja¦r.png\n---\n')).toMatchInlineSnapshot(`
      "**image**

      an image

      ---

      **public/images/posts/a/jar.png**

      PNG, 480 × 270 pixels, 2.9 kB

      ![](file:///site/public/images/posts/a/jar.png)"
    `);
  });

  it('names the post that a link leads to', async () => {
    expect(await said('---\ntitle: A\ndate: 2024-01-05\n---\n\n[text](/br¦ead#wheat)\n')).toMatchInlineSnapshot(`
      "**Of bread**

      posts/bread.md"
    `);
  });

  it('is plain text where the client asks for that', async () => {
    expect(await said('---\ntitle: A\ndate: 2024-01-05\n---\n\n![alt](j¦ar.png)\n', false)).toMatchInlineSnapshot(`
      "public/images/posts/a/jar.png
      PNG, 480 × 270 pixels, 2.9 kB"
    `);
  });

  it('says nothing of prose', async () => {
    expect(await said('---\ntitle: A\ndate: 2024-01-05\n---\n\nPr¦ose.\n')).toBe('');
  });
});
