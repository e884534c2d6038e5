import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
// @ts-expect-error: the package has no types
import commonmark from 'commonmark-spec';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDocument } from '../src/document/document.ts';
import { binding } from '../src/document/parse/binding.ts';
import { bodyOf, contradictionsOf, dialectOf, differencesOf, placeOf, remarkTree, satteriTree } from './support/parse.ts';

const examples: readonly { readonly markdown: string; readonly number: number }[] = commonmark.tests;
const documents = new URL('../fixtures/documents/', import.meta.url);
/** Real posts, where they lie beside the repository. */
const corpora = new URL('../../shared/corpora/', import.meta.url);

const postsIn = (folder: URL): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.mdx?$/.test(path))
    .map((path) => path.split(sep).join('/'))
    .sort();

/** A difference between the parsers that is known: why, and the places of the tree where it shows. */
interface Known {
  readonly why: string;
  readonly places: readonly string[];
}

const UNPLACED = 'remark-gfm finds a literal address by a search in the finished tree, and gives the parts no position';
const TASK_SPACE = 'remark-gfm moves the start of a task behind its box only where text follows, satteri always';
const QUOTED_BLANK = 'a blank line of a quotation belongs to the container that ends before it, or not; CommonMark leaves ends open';

const KNOWN_EXAMPLES: Readonly<Record<string, Known>> = {
  'markdown 606': {
    why: UNPLACED,
    places: ['/text[0]', '/link[1]', '/link[1]/text[0]', '/text[2]'].flatMap((node) => [
      `/paragraph[0]${node}.start`,
      `/paragraph[0]${node}.end`,
    ]),
  },
};

const KNOWN_DOCUMENTS: Readonly<Record<string, Known>> = {
  'tasks.md': { why: TASK_SPACE, places: ['/list[1]/listItem[0]/paragraph[0].start', '/list[1]/listItem[1]/paragraph[0].start'] },
  'quotes.md': {
    why: QUOTED_BLANK,
    places: [
      '/blockquote[2]/list[2].end',
      '/blockquote[2]/list[2]/listItem[0].end',
      '/blockquote[2]/list[2]/listItem[0]/list[1].spread',
      '/blockquote[2]/list[2]/listItem[0]/list[1].end',
      '/blockquote[2]/list[2]/listItem[0]/list[1]/listItem[0].end',
      '/blockquote[2]/list[2]/listItem[0]/list[1]/listItem[0]/blockquote[1].end',
    ],
  },
};

/** An unclosed fence that ends with its quotation ends in satteri between the CR and the LF of its last line. */
const KNOWN_WITH_CRLF: Known = {
  why: QUOTED_BLANK,
  places: [...(KNOWN_DOCUMENTS['quotes.md']?.places ?? []), '/blockquote[3].end', '/blockquote[3]/code[1].end'],
};

const KNOWN_POSTS: Readonly<Record<string, Known>> = {
  'rust-lang+blog.rust-lang.org/content/Rust-1.12.1.md': {
    why: 'a label over two lines of a list keeps its indentation in satteri; the identifier is the same',
    places: ['/list[10]/listItem[4]/paragraph[0]/linkReference[1].label'],
  },
  'rust-lang+blog.rust-lang.org/content/Project-Goals-Feb-Update/index.md': {
    why: TASK_SPACE,
    places: [0, 1, 2, 3, 4, 5].map((item) => `/list[88]/listItem[1]/list[1]/listItem[${item}]/paragraph[0].start`),
  },
  'github+opensource.guide/_articles/hi/how-to-contribute.md': {
    why: 'an emoji is punctuation in CommonMark 0.31, which satteri follows: emphasis may begin behind it',
    places: ['/blockquote[114]/paragraph[1].children'],
  },
};

/** All differences but the known ones, each behind its name; and known ones that are none any more. */
function judge(
  texts: Iterable<readonly [name: string, body: string, dialect: 'markdown' | 'mdx']>,
  known: Readonly<Record<string, Known>>,
) {
  const unknown: string[] = [];
  const stale = new Set(Object.entries(known).flatMap(([name, { places }]) => places.map((place) => `${name} ${place}`)));
  for (const [name, body, dialect] of texts) {
    for (const difference of differencesOf(body, dialect)) {
      if (known[name]?.places.includes(placeOf(difference))) stale.delete(`${name} ${placeOf(difference)}`);
      else unknown.push(`${name} ${difference}`);
    }
  }
  return { unknown, stale: [...stale] };
}

const AGREE = { unknown: [], stale: [] };

const textsIn = (folder: URL) =>
  postsIn(folder).map((path) => [path, bodyOf(readFileSync(new URL(encodeURI(path), folder), 'utf8')), dialectOf(path)] as const);

describe.skipIf(binding() === undefined)('the two parsers', () => {
  it.each(['markdown', 'mdx'] as const)('read every example of CommonMark alike, as %s', (dialect) => {
    expect(examples.length).toBeGreaterThan(600);
    const known = Object.fromEntries(Object.entries(KNOWN_EXAMPLES).filter(([name]) => name.startsWith(`${dialect} `)));
    const texts = examples.map(({ number, markdown }) => [`${dialect} ${number}`, markdown.replaceAll('→', '\t'), dialect] as const);
    expect(judge(texts, known)).toEqual(AGREE);
  });

  it('read every document of the fixtures alike', () => {
    expect(judge(textsIn(documents), KNOWN_DOCUMENTS)).toEqual(AGREE);
  });

  it('read every document of the fixtures alike when its line ends are others', () => {
    const ends = { lf: '\n', crlf: '\r\n', cr: '\r' };
    for (const [name, end] of Object.entries(ends)) {
      const texts = textsIn(documents).map(([path, body, dialect]) => [path, body.replace(/\r\n|\r|\n/g, end), dialect] as const);
      const known = name === 'crlf' ? { ...KNOWN_DOCUMENTS, 'quotes.md': KNOWN_WITH_CRLF } : KNOWN_DOCUMENTS;
      expect({ name, ...judge(texts, known) }).toEqual({ name, ...AGREE });
    }
  });

  it.skipIf(!existsSync(corpora))('read every post of the corpora alike', { timeout: 120_000 }, () => {
    const texts = textsIn(corpora);
    expect(texts.length).toBeGreaterThan(600);
    expect(judge(texts, KNOWN_POSTS)).toEqual(AGREE);
  });

  it('accept every document of the fixtures', () => {
    const refused = textsIn(documents).filter(([, body, dialect]) => satteriTree(body, dialect) === undefined);
    expect(refused.map(([path]) => path)).toEqual([]);
  });

  it('read null characters alike', () => {
    for (const dialect of ['markdown', 'mdx'] as const) {
      expect(differencesOf('a \0 *b\0* \0`\0`\n\n# \0\n\n[\0](\0 "\0")\n\n```\0\n\0\n```\n', dialect)).toEqual([]);
    }
  });

  it('place the nodes around lone surrogates alike', () => {
    const text = 'a \ud83d *b* \ude00 `c` 😀 *d*\n\n# \ud83d\n';
    for (const dialect of ['markdown', 'mdx'] as const) {
      const placed = [satteriTree(text, dialect), remarkTree(text, dialect)].map((tree) =>
        (['paragraph', 'heading', 'emphasis', 'inlineCode'] as const).flatMap((type) =>
          tree?.all(type).map((node) => [type, node.position]),
        ),
      );
      expect(placed[0]).toHaveLength(5);
      expect(placed[0]).toEqual(placed[1]);
    }
  });
});

/** Texts that the corpora do not have, and on which the parsers part. Who upgrades satteri learns here what got better. */
const KNOWN_TEXTS = [
  ['<img src=/a.png>\n', 'satteri takes a tag for text when a value without quotes holds a slash'],
  ['[a](b "c\n\\"d")\n', 'satteri sees no link when a line of the title begins with a backslash'],
  ['*a**_b\n', 'satteri sees no emphasis where a run of two closes one of one before punctuation'],
  ['a|\n-|\n<b>\n', 'satteri takes a line of HTML right behind a table for its next row'],
  ['[^1]: a\n<b>\n', 'satteri lets a line of HTML end a footnote that it would continue lazily'],
  ['[^1]: - \ta\n', 'satteri measures a tab behind a marker of a footnote from another column'],
  ['- [ ] \n  a\n', 'satteri keeps the indentation of the line behind an empty box'],
  ['a|\n-|\nhttps://example.com|b\n', 'satteri takes the end of a cell into a literal address'],
  ['😀_a_\n', 'an emoji is punctuation in CommonMark 0.31, which satteri follows'],
] as const;

describe.skipIf(binding() === undefined)('the two parsers still part', () => {
  it.each(KNOWN_TEXTS)('on %j: %s', (text) => {
    expect(differencesOf(text, 'markdown')).not.toEqual([]);
  });
});

describe('a tree', () => {
  const parsers = [['satteri', satteriTree] as const, ['remark', remarkTree] as const].filter(
    ([name]) => name === 'remark' || binding() !== undefined,
  );

  it.each(parsers)('of %s lists all nodes of a type in document order, and knows their parents', (_, parse) => {
    for (const [path, body, dialect] of textsIn(documents)) {
      const tree = parse(body, dialect);
      expect({ path, wrong: tree && contradictionsOf(tree) }).toEqual({ path, wrong: [] });
    }
  });

  it.skipIf(!existsSync(corpora) || binding() === undefined)('of satteri does so for every post of the corpora', () => {
    const wrong = textsIn(corpora).flatMap(([path, body, dialect]) => {
      const tree = satteriTree(body, dialect);
      return tree === undefined ? [`${path} is refused`] : contradictionsOf(tree).map((text) => `${path}: ${text}`);
    });
    // Known: see the defect below.
    expect(wrong.filter((text) => !text.endsWith(`all('text') is out of order`))).toEqual([]);
  });

  it('lists no text that MDX leaves out with its paragraph', async () => {
    const document = await openDocument('post.mdx', '<A>x</A> <B>y</B>\n', { dialect: 'mdx' });
    expect(document.all('text').map(({ value }) => value)).toEqual(['x', 'y']);
  });

  it('lists 100,000 paragraphs without a hang', { timeout: 10_000 }, async () => {
    const document = await openDocument('post.md', 'a\n\n'.repeat(100_000), { dialect: 'markdown' });
    expect(document.all('paragraph')).toHaveLength(100_000);
  });

  it('lists no paragraph that MDX dissolves into its JSX', async () => {
    const document = await openDocument('post.mdx', '<A><B>text</B></A>\n', { dialect: 'mdx' });
    expect(document.all('paragraph')).toEqual([]);
  });

  it('has the children of every node without asking for its type first', async () => {
    const document = await openDocument('post.md', '- a *b `c`*\n', { dialect: 'markdown' });
    const [list] = document.all('list');
    const [item] = list?.children ?? [];
    expect(item?.children.map(({ type }) => type)).toEqual(['paragraph']);
    expect(document.parent(list as never)).toBe(document.all('root')[0]);
    expect(document.all('inlineCode').map((node) => document.parent(node)?.type)).toEqual(['emphasis']);
  });
});

describe('STET_PARSER', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  /** How often the parser in use finds emphasis behind an emoji, where the two differ: see KNOWN_POSTS. */
  async function emphasesWith(parser: string | undefined): Promise<number> {
    vi.resetModules();
    vi.stubEnv('STET_PARSER', parser);
    const { openDocument: open } = await import('../src/document/document.ts');
    const document = await open('post.md', '---\na: 1\n---\n# *Title*\n\n😢_text_\n', { dialect: 'markdown' });
    expect(document.headings).toEqual([{ depth: 1, text: 'Title', span: [13, 22] }]);
    return document.all('emphasis').length - 1;
  }

  it('selects remark-parse when it is `remark`', async () => {
    expect(await emphasesWith('remark')).toBe(0);
  });

  it.skipIf(binding() === undefined).each([undefined, '', 'satteri'])('leaves satteri in place when it is %j', async (parser) => {
    expect(await emphasesWith(parser)).toBe(1);
  });
});

describe('a text that is no MDX', () => {
  /** `‸` marks the place. */
  it.each([
    'I <‸3 you\n',
    '<‸!-- comment -->\n',
    'Text <‸/a> text\n',
    '😀 <https:‸//example.com>\n',
    '<a>‸</b>\n',
    '{‸if}\n',
    '# Title {a‸ b}\n',
    '> - quoted {a‸ b}\n',
    '<Image src=‸x />\n',
    'Text {a.‸} 😀\n',
    '---\ntitle: {x\n---\n\nText {a‸ b}\n',
    '+++\ntitle = "<3"\n+++\n<‸3\n',
    '\ufeff---\r\ntitle: x\r\n---\r\n\r\nText {a‸ b} text\r\n',
    '# One\r\rText {a‸ b} text\r',
  ])('is refused at its place: %j', async (marked) => {
    const text = marked.replace('‸', '');
    const { mdxProblem, ...document } = await openDocument('post.mdx', text, { dialect: 'mdx' });
    expect(mdxProblem && `${text.slice(0, mdxProblem.span[0])}‸${text.slice(mdxProblem.span[0])}`).toBe(marked);
    expect(mdxProblem?.span[1]).toBe(marked.indexOf('‸') + 1);
    expect(document.all('root')).toEqual([]);
  });

  it.each([
    '# Title\n\n‸<br>\n',
    '# Title\n\nText ‸<br> text\n',
    '> Text 😀 ‸<br> text\n',
    '---\ntitle: x\n---\r\n\r\n\r\n‸<Note>\r\n\r\nText\r\n',
    'Text\n\n- ‸<Note>\n',
  ])('is refused at the tag that is never closed: %j', async (marked) => {
    const { mdxProblem } = await openDocument('post.mdx', marked.replace('‸', ''), { dialect: 'mdx' });
    expect(mdxProblem?.span[0]).toBe(marked.indexOf('‸'));
  });

  it.each([
    ['import x from y\n', 'import x from '],
    ['# Title\n\nimport a from "./a.js"\nText right behind it\n', '# Title\n\nimport a from "./a.js"\nText '],
    ['export default\n', 'export default'],
    ['import a, b from "./a.js"\n', 'import a, b'],
    ['import a from "./a.js" b\n', 'import a from "./a.js" b'],
  ])('is refused in its imports and exports: %j', async (text, before) => {
    const { mdxProblem } = await openDocument('post.mdx', text, { dialect: 'mdx' });
    expect(text.slice(0, mdxProblem?.span[1])).toContain(before);
  });

  it.each(['import { a b } from "./a.js"\n', 'import { , } from "./a.js"\n', 'import 1a from "./a.js"\n', 'import if from "./a.js"\n'])(
    'is refused in the names of its imports: %j',
    async (text) => {
      expect((await openDocument('post.mdx', text, { dialect: 'mdx' })).mdxProblem).toBeDefined();
    },
  );

  it('is never refused as Markdown', async () => {
    const document = await openDocument('post.md', 'I <3 {a b} <br> you\n', { dialect: 'markdown' });
    expect(document.mdxProblem).toBeUndefined();
    expect(document.all('html')).toHaveLength(1);
  });

  it.each(['import A from "./a.js"\n<A />\n', 'import a from "./a.js"\nText\n', 'export const a = 1\nconst b = 2\n'])(
    'is refused where another statement stands among imports and exports: %j',
    async (text) => {
      expect((await openDocument('post.mdx', text, { dialect: 'mdx' })).mdxProblem).toBeDefined();
    },
  );

  /** Known limits: names that clash, tags that cross marks and cells, and expressions that are empty or broken over lines. */
  const ACCEPTED = [
    'import a from "./a.js"\nimport a from "./b.js"\n',
    'export { a }\n',
    '*<b>*</b>\n',
    '<b>*</b>*\n',
    '| <a> | </a> |\n| - | - |\n',
    '<a b={} />\n',
    'Text <B\n>x</B>\n',
    'Text {a\n+ b}\n',
  ];
  it.skipIf(binding() === undefined).each(ACCEPTED)('is accepted by satteri, and refused by the reference alone: %j', async (text) => {
    expect((await openDocument('post.mdx', text, { dialect: 'mdx' })).mdxProblem).toBeUndefined();
    expect(remarkTree(text, 'mdx')).toBeUndefined();
  });
});

describe('MDX with formulas', () => {
  it.each(['Inline $\\hat{\\beta} = \\frac{1}{n}$.\n', '$$\n\\hat{\\beta} = (X^{T}X)^{-1}\n$$\n', '> $$\n> x_{for all}\n> $$\n\n<A />\n'])(
    'is parsed: %j',
    async (text) => {
      const document = await openDocument('post.mdx', text, { dialect: 'mdx' });
      expect(document.mdxProblem).toBeUndefined();
      expect([...document.all('math'), ...document.all('inlineMath')]).toHaveLength(1);
    },
  );

  it('keeps prices and expressions when the text is MDX without formulas', async () => {
    const document = await openDocument('post.mdx', 'From $5 {a} to $6\n', { dialect: 'mdx' });
    expect(document.all('inlineMath')).toEqual([]);
    expect(document.all('mdxTextExpression')).toHaveLength(1);
  });
});

describe('texts that no one writes', () => {
  const cases = {
    '20,000 quotations in each other': `${'>'.repeat(20_000)} a\n`,
    'a heading in 20,000 quotations': `${'> '.repeat(20_000)}# a\n`,
    '5,000 lists in each other': `${'- '.repeat(5000)}a\n`,
    '5,000 ordered lists in each other': `${'1. '.repeat(5000)}# a\n`,
    '800 lists, each indented further': Array.from({ length: 800 }, (_, depth) => `${'  '.repeat(depth)}- a\n`).join(''),
    '20,000 brackets': `${'['.repeat(20_000)}a${']'.repeat(20_000)}\n`,
    '5,000 images in each other': `# ${'![a'.repeat(5000)}${'](x)'.repeat(5000)}\n`,
    '50,000 stars at each side': `${'*'.repeat(50_000)}a${'*'.repeat(50_000)}\n`,
    'runs of backticks, each longer': `${Array.from({ length: 1000 }, (_, length) => '`'.repeat(length + 1)).join('a')}\n`,
    'a table of 100,000 cells': `${'| a '.repeat(1000)}|\n${'| - '.repeat(1000)}|\n${`${'| a '.repeat(1000)}|\n`.repeat(100)}`,
    '20,000 definitions of one label': `${'[a]: b\n'.repeat(20_000)}\n![a]\n`,
    'an image address of a million characters': `![a](${'a'.repeat(1_000_000)})\n`,
  };

  it.each(Object.entries(cases))('do not crash or hang: %s', { timeout: 5000 }, async (_, text) => {
    for (const dialect of ['markdown', 'mdx'] as const) {
      const document = await openDocument('post.md', text, { dialect });
      expect(document.mdxProblem).toBeUndefined();
      expect([document.headings, document.images, document.tags, document.fences].every(Array.isArray)).toBe(true);
    }
  });

  it('do not crash or hang: 3,000 JSX elements in each other', { timeout: 5000 }, async () => {
    const document = await openDocument('post.mdx', `${'<a>'.repeat(3000)}b${'</a>'.repeat(3000)}\n`, { dialect: 'mdx' });
    expect(document.tags).toHaveLength(3000);
  });

  it('do not crash or hang: a heading with 10,000 marks in each other', { timeout: 5000 }, async () => {
    const document = await openDocument('post.md', `# ${'*a _b '.repeat(5000)}c${' d_ e*'.repeat(5000)}\n`, { dialect: 'markdown' });
    expect(document.headings).toHaveLength(1);
  });
});

describe('a post of 5 MB', () => {
  it.skipIf(binding() === undefined)('is read in time that grows with it, not faster', { timeout: 60_000 }, async () => {
    const part = ['headings.md', 'lists.md', 'quotes.md', 'inline.md', 'links.md', 'tables.md', 'html.md', 'unicode.md']
      .map((name) => readFileSync(new URL(name, documents), 'utf8'))
      .join('\n\n');
    const times = Math.ceil(5_000_000 / part.length);
    const text = `---\ntitle: x\n---\n${`${part}\n\n`.repeat(times)}`;
    const document = await openDocument('post.md', text, { dialect: 'markdown' });
    expect(document.headings.length).toBeGreaterThan(times * 5);
    expect(document.images.length).toBeGreaterThan(times * 5);
    expect(document.tags.length).toBeGreaterThan(times * 5);
    expect(document.images.every(({ span }) => span[1] <= text.length)).toBe(true);
  });
});
