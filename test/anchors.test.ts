import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../src/document/document.ts';
import type { Dialect } from '../src/model/document.ts';
import { ANCHOR_STYLES, type Anchor, type AnchorStyle } from '../src/model/link.ts';

const open = (text: string, anchors: AnchorStyle = 'github', dialect: Dialect = 'markdown') =>
  openDocument(dialect === 'mdx' ? 'post.mdx' : 'post.md', text, { dialect, anchors });
const anchorsOf = async (text: string, style?: AnchorStyle, dialect?: Dialect) => (await open(text, style, dialect)).anchors;
/** Of headings, in order. */
const idsOf = async (text: string, style?: AnchorStyle, dialect?: Dialect) =>
  (await anchorsOf(text, style, dialect))?.filter(({ kind }) => kind === 'heading' || kind === 'custom').map(({ id }) => id);
const allIdsOf = async (text: string, style?: AnchorStyle, dialect?: Dialect) =>
  new Set((await anchorsOf(text, style, dialect))?.map(({ id }) => id));

/** What the originals make of a heading, by their sources and their own tests. */
const HEADINGS: Record<AnchorStyle, readonly (readonly [heading: string, id: string | undefined])[]> = {
  github: [
    ['Hello, world!', 'hello-world'],
    ['a & b', 'a--b'],
    ['2. Getting_started', '2-getting_started'],
    ['Crème brûlée', 'crème-brûlée'],
    ['I ♥ unicode', 'i--unicode'],
    ['`code` and **bold** [link](https://x.org)', 'code-and-bold-link'],
    ['Привет мир', 'привет-мир'],
    ['中文 标题', '中文-标题'],
    ['C++', 'c'],
    [':rocket: Start', 'rocket-start'],
    ['&lt;Image /&gt;', 'image-'],
  ],
  vitepress: [
    ['a & b', 'a-b'],
    ['2. Getting_started', '_2-getting-started'],
    ['Crème brûlée', 'creme-brulee'],
    ['  Hello, `code()`!', 'hello-code'],
    ['中文标题', '中文标题'],
    ['A &amp; B', 'a-amp-b'],
    ['{{ $frontmatter.title }}', 'frontmatter-title'],
    ['![A picture](x.png) Text', 'a-picture-text'],
  ],
  kramdown: [
    ['variable_name', 'variable_name'],
    ['Abc dEF öúß', 'abc-def-öúß'],
    ['192 Abc 192', '192-abc-192'],
    ['with `code`', 'with-code'],
    ['With "smart" quotes', 'with-smart-quotes'],
    ['With --- typographic ... symbols', 'with--typographic--symbols'],
    ['क्या ओपन सोर्स', 'क्या-ओपन-सोर्स'],
    ['![Logo](x.png) Title', '-title'],
    ["What does my company's legal team need?", 'what-does-my-companys-legal-team-need'],
  ],
  goldmark: [
    ['God is good: 神真美好', 'god-is-good-神真美好'],
    ['Question?', 'question'],
    ['1+2=3', '123'],
    ['Special !"#$%&(parens)=?´* chars', 'special-parens-chars'],
    ['Resumé', 'resumé'],
    ['Multiple--Hyphens', 'multiple--hyphens'],
    ['Trailing hyphen-', 'trailing-hyphen-'],
    ['Many   spaces  here', 'many---spaces--here'],
    ['Under_score', 'under_score'],
    ['Nonbreaking\u00A0Space', 'nonbreakingspace'],
    ['[Link](https://x.org)', 'linkhttpsxorg'],
    ['!!!', 'heading'],
  ],
  zola: [
    ['input', 'input'],
    ['dot. ', 'dot'],
    ['héhé', 'hehe'],
    ['test (hey)', 'test-hey'],
    ['Straße & Größe', 'strasse-grosse'],
    ['What’s new — in Rust?', 'what-s-new-in-rust'],
    ['Łódź, Ærø', 'lodz-aero'],
    ['日本', undefined],
  ],
  'python-markdown': [
    ['Hello, world!', 'hello-world'],
    ['žlutý kůň', 'zluty-kun'],
    ['a & b', 'a-b'],
    ['Under_score - dash', 'under_score-dash'],
    ['日本', '_1'],
  ],
};

describe.each(ANCHOR_STYLES)('an anchor of %s', (style) => {
  it.each(HEADINGS[style])('for `%s` is %s', async (heading, id) => {
    expect(await idsOf(`## ${heading}\n`, style)).toEqual(id === undefined ? undefined : [id]);
  });
});

describe('the same anchor again', () => {
  const texts = (...headings: string[]) => headings.map((text) => `## ${text}\n`).join('\n');

  it.each<[AnchorStyle, string[]]>([
    ['github', ['foo', 'foo-1', 'foo-1-1', 'foo-2']],
    ['vitepress', ['foo', 'foo-1', 'foo-1-1', 'foo-2']],
    ['goldmark', ['foo', 'foo-1', 'foo-1-1', 'foo-2']],
    ['zola', ['foo', 'foo-1', 'foo-1-1', 'foo-2']],
    ['kramdown', ['foo', 'foo-1', 'foo-1', 'foo-2']],
    ['python-markdown', ['foo', 'foo_1', 'foo-1', 'foo_2']],
  ])('is numbered by %s', async (style, ids) => {
    expect(await idsOf(texts('Foo', 'Foo', 'Foo 1', 'Foo'), style)).toEqual(ids);
  });

  it('of Python-Markdown is counted on from a number at its end', async () => {
    expect(await idsOf(texts('Foo_3', 'Foo_3', 'Foo_3', '!', '!'), 'python-markdown')).toEqual(['foo_3', 'foo_4', 'foo_5', '_1', '_2']);
  });

  it.each<[AnchorStyle, string[]]>([
    ['github', ['foo', 'foo', 'foo-1']],
    ['kramdown', ['foo', 'foo', 'foo-1']],
    ['vitepress', ['foo', 'foo', 'foo-1']],
    ['goldmark', ['foo', 'foo', 'foo-1']],
    ['zola', ['foo-1', 'foo', 'foo-2']],
    ['python-markdown', ['foo_1', 'foo', 'foo_2']],
  ])('as a stated one is avoided by %s, or not', async (style, ids) => {
    expect(await idsOf(texts('Foo', 'Bar {#foo}', 'Foo'), style)).toEqual(ids);
  });

  it('is told by what it would have been', async () => {
    expect((await anchorsOf(texts('C', 'C++')))?.map(({ id, base, text }) => [id, base, text])).toEqual([
      ['c', undefined, 'C'],
      ['c-1', 'c', 'C++'],
    ]);
  });
});

describe('an id beside a heading', () => {
  it.each<[string, Dialect]>([
    ['## Title {#id}', 'markdown'],
    ['## Title {#id} ##', 'markdown'],
    ['## Title {#id .class key="a b"}', 'markdown'],
    ['## Title { .class #id }', 'markdown'],
    ['## Title {id=id}', 'markdown'],
    ['## Title {: #id .class}', 'markdown'],
    ['## Title\n{: #id}', 'markdown'],
    ['## Title\r\n{: .class #id}\r\n', 'markdown'],
    ['Title {#id}\n===', 'markdown'],
    ['> ## Title {#id}', 'markdown'],
    ['## Title [#id]', 'markdown'],
    ['## Title <!-- #id -->', 'markdown'],
    ['## Title \\{#id}', 'markdown'],
    ['## Title {#id}', 'mdx'],
    ['## Title \\{#id\\}', 'mdx'],
    ['## Title {/* #id */}', 'mdx'],
    ['<div>\n\n## Title [#id]\n\n</div>', 'mdx'],
  ])('is read in `%s` (%s)', async (text, dialect) => {
    const document = await open(text, 'github', dialect);
    const [anchor] = document.anchors ?? [];
    expect(document.mdxProblem).toBeUndefined();
    expect(anchor).toMatchObject({ id: 'id', kind: 'custom', text: 'Title' });
    expect(text.slice(...(anchor as Anchor).span)).toBe('id');
    expect(document.headings.map((heading) => heading.text)).toEqual(text.startsWith('>') ? [] : ['Title']);
  });

  it('of other letters is one', async () => {
    expect(await idsOf('## شارك {#شارك-ملكية}', 'kramdown')).toEqual(['شارك-ملكية']);
  });

  it('leaves no anchor made from the text', async () => {
    expect(await allIdsOf('## Title {#id}')).toEqual(new Set(['id']));
  });

  it.each(['## {#id}', '## Use {x} and {y}', '## `{#id}`', '## Set {a, b}', '## Svelte {#if x}', '## A [link]', '## A {'])(
    'is none in `%s`',
    async (text) => {
      const document = await open(text);
      expect(document.anchors?.some(({ kind }) => kind === 'custom')).toBe(false);
      expect(document.headings.map((heading) => `## ${heading.text}`)).toEqual([text.replaceAll('`', '')]);
    },
  );

  it('takes classes out of the text', async () => {
    expect(await idsOf('## Title {.class}\n', 'goldmark')).toEqual(['title']);
  });

  it('is an error of MDX where the framework does not take it out', async () => {
    const { mdxProblem } = await openDocument('post.mdx', '## Title {#id}', { dialect: 'mdx', headingIds: false });
    expect(mdxProblem).toBeDefined();
  });

  it('hides no other error of MDX', async () => {
    const text = '## Title {#id}\n\n<div>';
    const { mdxProblem } = await open(text, 'github', 'mdx');
    expect(mdxProblem?.span[0]).toBe(text.indexOf('<div>'));
  });
});

describe('an anchor of something else', () => {
  it.each<[string, string, Dialect]>([
    ['<a name="x"></a>', 'x', 'markdown'],
    ['<div id=x>', 'x', 'markdown'],
    ['Text <span ID="a &amp; b"></span>', 'a & b', 'markdown'],
    ['<TeamMember permalink="x" />', 'x', 'mdx'],
    ['<Field anchor="x" />', 'x', 'mdx'],
    ['<Thing.Part headingId="x" />', 'x', 'mdx'],
    ['<h2 id={"x"}>Title</h2>', 'x', 'mdx'],
    ['<Step title="First step" />', 'first-step', 'mdx'],
    ['<TeamMember permalink="x" />', 'x', 'markdown'],
    ['<h2>A <b>title</b> &amp; more</h2>', 'a-title--more', 'markdown'],
    ['<Heading level={2}>A title</Heading>', 'a-title', 'mdx'],
    ["export const Part = () => <div id='x' />;", 'x', 'mdx'],
    ['{<div id="x" />}', 'x', 'mdx'],
    ['Text\n{: #x}', 'x', 'markdown'],
    ['A [span]{#x .class} of text', 'x', 'markdown'],
    [':::note[Title]{#x}\nText\n:::', 'x', 'markdown'],
    ['::card{.class #x}', 'x', 'markdown'],
    ['Text[^a]\n\n[^a]: Note', 'user-content-fn-a', 'markdown'],
    ['Text[^a]\n\n[^a]: Note', 'fnref:1', 'markdown'],
    ['## ![A logo](x.png) Title', 'a-logo-title', 'markdown'],
    ['## A -- B', 'a--b', 'markdown'],
    ['## :rocket: Start', '-start', 'markdown'],
    ['## a & b', 'a-b', 'markdown'],
    ['## 1. Start', '_1-start', 'markdown'],
  ])('is found in `%s`: %s (%s)', async (text, id, dialect) => {
    expect(await allIdsOf(text, 'github', dialect)).toContain(id);
  });

  it.each(['`{#x}`', '```\n{: #x}\n<a id="x">\n```', '<!-- <a id="x"> -->', '<Thing title="y" />'])(
    'is not found in `%s`',
    async (text) => {
      expect(await allIdsOf(text)).not.toContain('x');
    },
  );
});

describe('the anchors of a page', () => {
  it.each<[string, AnchorStyle, Dialect]>([
    ['## {title}', 'github', 'mdx'],
    ['<h2 id={id}>Title</h2>', 'github', 'mdx'],
    ['export const Part = ({ id }) => <h2 id={id} />;', 'github', 'mdx'],
    ['<h2 :id="id">Title</h2>', 'vitepress', 'markdown'],
    ['## Version {{ site.version }}', 'kramdown', 'markdown'],
    ['## {% if x %}A{% endif %}', 'kramdown', 'markdown'],
    ['## {{% heading "whatsnext" %}}', 'goldmark', 'markdown'],
    ['{% include section.md %}', 'kramdown', 'markdown'],
    ['Text\n\n{%- include_relative part.html -%}\n', 'kramdown', 'markdown'],
    ['{{< readfile file="x.md" >}}', 'goldmark', 'markdown'],
    ['{{% include "x.md" %}}', 'goldmark', 'markdown'],
    ['{{ include(path="x.md") }}', 'zola', 'markdown'],
    ['{{> partial }}', 'github', 'markdown'],
    ['{{#include x.md}}', 'github', 'markdown'],
    ['--8<-- "x.md"', 'python-markdown', 'markdown'],
    ['{!x.md!}', 'python-markdown', 'markdown'],
    ['<!--@include: ./x.md-->', 'vitepress', 'markdown'],
    ['[!INCLUDE [x](x.md)]', 'github', 'markdown'],
    ['{{ content }}', 'kramdown', 'markdown'],
    ['{% include shared/release-notes.md %}', 'kramdown', 'markdown'],
    ['{% include section.html\n  a="b"\n%}', 'kramdown', 'markdown'],
    ['{% data reusables.install.steps %}', 'github', 'markdown'],
    ['<Snippet file="x.mdx" />', 'github', 'mdx'],
    ['## 日本\n\n## Known', 'zola', 'markdown'],
  ])('are not known for `%s` (%s)', async (text, style, dialect) => {
    expect(await anchorsOf(text, style, dialect)).toBeUndefined();
  });

  it.each<[string, AnchorStyle, Dialect]>([
    ['Text of {{ site.url }}', 'kramdown', 'markdown'],
    ['{% include image.html src="x.png" %}', 'kramdown', 'markdown'],
    ['{% include widgets/share-button.html %}', 'kramdown', 'markdown'],
    ['{% include version.html %} or later', 'kramdown', 'markdown'],
    ['{{< glossary_tooltip text="Pod" >}} and {{< x >}}', 'goldmark', 'markdown'],
    ['<Snippet lang="js" />', 'github', 'mdx'],
    ['{% highlight js %}\nx\n{% endhighlight %}', 'kramdown', 'markdown'],
    ['{{< figure src="x.png" >}}', 'goldmark', 'markdown'],
    ['{{% alert %}}\n## Title\n{{% /alert %}}', 'goldmark', 'markdown'],
    ['{{ youtube(id="x") }}', 'zola', 'markdown'],
    ['```\n{% include x.md %}\n```', 'kramdown', 'markdown'],
    ['`{{> partial }}`', 'github', 'markdown'],
    ['<<< @/snippets/x.js', 'vitepress', 'markdown'],
    ['{{ $frontmatter.title }}', 'vitepress', 'markdown'],
    ['## `client:visible={{rootMargin}}`', 'github', 'mdx'],
    ['## A {"title"}', 'github', 'mdx'],
    ['## A {/* remark */}', 'github', 'mdx'],
    ['## {title} {/* #id */}', 'github', 'mdx'],
    ['<Cards {...props} />', 'github', 'mdx'],
  ])('are known for `%s` (%s)', async (text, style, dialect) => {
    expect(await anchorsOf(text, style, dialect)).toBeDefined();
  });

  const word = fc.constantFrom('Foo', 'foo 1', 'Bar_1', '`x`', '**b**', 'é', '—', ':a:', '{#id}', '[#id]', '\\{', '![a](b)', '&amp;', '中');
  const pages = fc
    .array(fc.array(word, { maxLength: 4 }), { maxLength: 12 })
    .map((headings) => headings.map((words) => `## ${words.join(' ')}\n`).join('\n'));

  it('are the same each time, in order, and inside the text', async () => {
    await fc.assert(
      fc.asyncProperty(pages, fc.constantFrom(...ANCHOR_STYLES), async (text, style) => {
        const anchors = await anchorsOf(text, style);
        expect(await anchorsOf(text, style)).toEqual(anchors);
        const spans = anchors?.map(({ span }) => span) ?? [];
        expect(spans).toEqual([...spans].sort((a, b) => a[0] - b[0]));
        expect(spans.every(([start, end]) => 0 <= start && start <= end && end <= text.length)).toBe(true);
      }),
    );
  });

  it('made from texts are no two the same, but for kramdown, which does not look', async () => {
    await fc.assert(
      fc.asyncProperty(pages, fc.constantFrom(...ANCHOR_STYLES.filter((style) => style !== 'kramdown')), async (text, style) => {
        const ids = (await anchorsOf(text, style))?.filter(({ kind }) => kind === 'heading').map(({ id }) => id) ?? [];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

const corpora = new URL('../../shared/corpora/', import.meta.url);

describe.skipIf(!existsSync(corpora))('links to places of a page', () => {
  it.each<[string, AnchorStyle, number]>([
    ['withastro+docs/src/content/docs/en/', 'github', 880],
    ['rust-lang+blog.rust-lang.org/content/', 'zola', 80],
    ['github+opensource.guide/_articles/', 'kramdown', 22],
  ])('of %s all lead somewhere', async (folder, style, atLeast) => {
    const root = new URL(folder, corpora);
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.mdx?$/.test(path));
    const misses: string[] = [];
    let count = 0;
    for (const path of paths) {
      const text = readFileSync(new URL(path.split(sep).join('/'), root), 'utf8');
      const document = await open(text, style, path.endsWith('x') ? 'mdx' : 'markdown');
      const ids = new Set(document.anchors?.map(({ id }) => id));
      const fragments = document.links.filter(({ url }) => /^#./.test(url)).map(({ url }) => decodeURIComponent(url.slice(1)));
      count += fragments.length;
      misses.push(...fragments.filter((fragment) => !ids.has(fragment)).map((fragment) => `${path}#${fragment}`));
    }
    expect(misses).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(atLeast);
  });
});
