import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankOpaque } from '../src/document/opaque.ts';
import { type Dialect, OPAQUE_SYNTAXES, type OpaqueSyntax } from '../src/model/document.ts';
import { check, fixture, lines } from './support/world.ts';

/** What the frameworks of the fixtures would name. */
const SYNTAXES: Readonly<Record<string, readonly OpaqueSyntax[]>> = {
  'docusaurus.mdx': ['directives', 'math'],
  'directives.md': ['directives'],
  'eleventy.md': ['liquid', 'nunjucks'],
  'gitbook.md': ['liquid'],
  'hugo.md': ['hugo'],
  'jekyll.md': ['liquid'],
  'math.md': ['math'],
  'mkdocs.md': ['snippets', 'admonitions'],
  'nuxt.md': ['mdc'],
  'obsidian.md': ['wikilinks'],
  'svelte.md': ['svelte'],
  'vitepress.md': ['vue', 'directives', 'snippets', 'math'],
  'zola.md': ['tera'],
};
const UNKNOWN: readonly OpaqueSyntax[] = ['liquid', 'nunjucks', 'hugo', 'directives', 'math', 'snippets', 'admonitions'];
/** Fixtures of syntaxes that are harmless in plain Markdown: they need no framework. */
const KNOWN_ANYWHERE = ['docusaurus.mdx', 'directives.md', 'eleventy.md', 'gitbook.md', 'hugo.md', 'jekyll.md', 'math.md', 'mkdocs.md'];

const text = (name: string) => fixture(`syntaxes/${name}`).toString();

async function findings(name: string, content: string, opaque?: readonly OpaqueSyntax[]): Promise<string[]> {
  const posts = { include: ['posts/*.{md,mdx}'], ...(opaque && { opaque }) };
  return lines(await check({ files: { [`posts/${name}`]: content }, config: { collections: { posts } } }));
}

describe('posts with syntaxes that are no Markdown', () => {
  it('has a fixture for every syntax', () => {
    expect(readdirSync(new URL('../fixtures/syntaxes', import.meta.url)).sort()).toEqual(Object.keys(SYNTAXES).sort());
    expect([...new Set(Object.values(SYNTAXES).flat())].sort()).toEqual([...OPAQUE_SYNTAXES].sort());
  });

  it.each(Object.entries(SYNTAXES))('finds nothing in %s', async (name, opaque) => {
    expect(await findings(name, text(name), opaque)).toEqual([]);
  });

  it.each(KNOWN_ANYWHERE)('finds nothing in %s where no framework is known', async (name) => {
    expect(await findings(name, text(name))).toEqual([]);
  });

  it.each(Object.entries(SYNTAXES))('reads %s with line breaks of Windows', async (name, opaque) => {
    expect(await findings(name, text(name).replaceAll('\n', '\r\n'), opaque)).toEqual([]);
  });
});

describe('what a container holds', () => {
  const skipped = '## Two\n\n#### Four\n';
  it.each<[OpaqueSyntax, string]>([
    ['liquid', `{% if page.x %}\n${skipped}{% endif %}\n`],
    ['liquid', `{% hint style="info" %}\n${skipped}{% endhint %}\n`],
    ['liquid', `{% raw %}\n${skipped}{% endraw %}\n`],
    ['nunjucks', `{% callout %}\n${skipped}{% endcallout %}\n`],
    ['nunjucks', `{% set text %}\n${skipped}{% endset %}\n`],
    ['tera', `{% note(a=1) %}\n${skipped}{% end %}\n`],
    ['hugo', `{{% note %}}\n${skipped}{{% /note %}}\n`],
    ['hugo', `{{< tab "x" >}}\n${skipped}{{< /tab >}}\n`],
    ['vue', `<script setup>\n# x\n</script>\n\n${skipped}`],
    ['mdc', `::card{title="x"}\n---\na: b\n---\n#title\n${skipped}::\n`],
    ['directives', `:::note[Title]\n${skipped}:::\n`],
    ['directives', `::: tip\n${skipped}:::\n`],
    ['math', `$$\n# x\n$$\n${skipped}`],
    ['wikilinks', `%%\n# x\n%%\n${skipped}`],
    ['snippets', `--8<-- "x"\n${skipped}`],
    ['admonitions', `!!! note "x"\n${skipped.replace(/^(?=.)/gm, '    ')}`],
    ['admonitions', `- item\n\n    === "x"\n\n${skipped.replace(/^(?=.)/gm, '        ')}`],
    ['svelte', `{#if x}\n${skipped}{/if}\n`],
  ])('is read: %s %j', async (syntax, content) => {
    const before = content.slice(0, content.indexOf('####')).split('\n');
    const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
    expect(await findings('post.md', content, [syntax])).toEqual([
      `posts/post.md:${line}:${column}-${line}:${column + 9} error heading/skipped-level Heading jumps from level 2 to level 4`,
    ]);
  });

  it('finds an image without alternative text whose URL is a template', async () => {
    expect(await findings('post.md', 'See ![]({{ site.baseurl }}/a b.png) and ![]({{ site.url["x"] }}/a.png).\n', ['liquid'])).toEqual([
      'posts/post.md:1:41-1:71 warning image/missing-alt Image without alternative text',
    ]);
  });

  it('finds what is no MDX beside directives', async () => {
    const content = ':::tip{title="x"}\n\nText {#\n\n:::\n';
    expect(await findings('post.mdx', content, ['directives'])).toEqual([
      expect.stringContaining('posts/post.mdx:3:7-3:8 error mdx/syntax'),
    ]);
  });

  it('leaves JavaScript in MDX alone', async () => {
    const content = "export const a = [[1]];\n\n{[[2]].map((x) => '$x^2' + '$y')}\n\n<A b={[[3]]} c=\"$x^2$\" />\n";
    expect(await findings('post.mdx', content, ['directives', 'math', 'wikilinks'])).toEqual([]);
  });
});

describe('code', () => {
  it.each([
    '```liquid\n{% highlight js %}\n# x\n{% endhighlight %}\n```\n',
    '~~~md\n:::note\n{{< x >}}\n~~~\n',
    '- item\n\n  ```md\n  {% x %}\n  ```\n',
    '> ```md\n> {{ x["a"] }}\n> ```\n',
    'The tags `{% comment %}`, ``{{ "`" }}`` and `$a_1$`.\n',
    '<!-- {% x "*" %} -->\n',
    '<pre>\n{{ a["b"] }}\n\n$$\n</pre>\n',
  ])('stays as it is: %j', (content) => {
    expect(blankOpaque(content, OPAQUE_SYNTAXES, 'markdown')).toBe(content);
  });

  it('ends with its quotation', () => {
    const content = '> ```\n> x\n\n{% x %}\n';
    expect(blankOpaque(content, ['liquid'], 'markdown')).toBe('> ```\n> x\n\n       \n');
  });
});

describe('any text', () => {
  const marks =
    '{% {%- %} {{ }} {{< >}} {{% /* */ {# #} $ $$ [[ ]] ![[ ](  :: ::: ::x #x { } {: {#if /if} \\( \\) \\[ \\] \\begin{a} \\end{a}'
      .concat(
        ' raw endraw comment endcomment highlight endhighlight code /code note /note end tabpane text=true --8<-- <<< @/x %% --- ``` ~~~ ` ``',
      )
      .concat(' <!-- --> <div> <script> </script> import ^ _ * [a]: a_1 5 \\ > - 1. # | ( ) ] = " \' : / . @ !')
      .split(/ +/)
      .concat('!!! note', '??? "x"', '=== "x"', ':   x', '///', '    ');
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...marks) },
    fc.constantFrom(' ', '\n', '\n\n', '\r\n', '\r', '  ', '\t', 'word'),
  );
  const anyText = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
  const dialect = fc.constantFrom<Dialect>('markdown', 'mdx');
  const syntaxes = fc.oneof(fc.subarray([...OPAQUE_SYNTAXES]), fc.constant([...OPAQUE_SYNTAXES]));
  /** Syntaxes that occur together: braces are not both Svelte's and another's. */
  const framework = fc.constantFrom(...Object.values(SYNTAXES), ...OPAQUE_SYNTAXES.map((one) => [one]), UNKNOWN);

  it('keeps its length and its line breaks', () => {
    fc.assert(
      fc.property(anyText, syntaxes, dialect, (content, opaque, language) => {
        const blanked = blankOpaque(content, opaque, language);
        expect(blanked.length).toBe(content.length);
        expect(blanked.replace(/[^\r\n]/g, ' ')).toBe(content.replace(/[^\r\n]/g, ' '));
      }),
      { numRuns: 2000 },
    );
  });

  it('only gets spaces, full stops and marks of lists', () => {
    fc.assert(
      fc.property(anyText, syntaxes, dialect, (content, opaque, language) => {
        const blanked = blankOpaque(content, opaque, language);
        for (let at = 0; at < content.length; at++) if (blanked[at] !== content[at]) expect(' .+>').toContain(blanked[at]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same without the marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab 1.,-*_>()\n'), maxLength: 200 }), dialect, (content, language) => {
        expect(blankOpaque(content, OPAQUE_SYNTAXES, language)).toBe(content);
      }),
    );
  });

  it('is blanked once', () => {
    fc.assert(
      fc.property(anyText, framework, dialect, (content, opaque, language) => {
        const blanked = blankOpaque(content, opaque, language);
        expect(blankOpaque(blanked, opaque, language)).toBe(blanked);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ...marks,
    ' ',
    '\n',
    '\n\n',
    '\t>',
    '{{ a',
    '{% a\n',
    '{{< a',
    '$a ',
    '`a``',
    '[[a',
    '::a{',
    '\\(a',
    '{{{',
    '](',
    '=',
    ']{',
    ':a[',
    '{#a',
  ])('is blanked in no time, however often it holds %j', (mark) => {
    for (const content of [mark, `${mark} `, `${mark}\n`].map((part) => part.repeat(Math.ceil(50_000 / part.length)))) {
      const start = performance.now();
      blankOpaque(content, OPAQUE_SYNTAXES, 'markdown');
      blankOpaque(content, OPAQUE_SYNTAXES, 'mdx');
      expect(performance.now() - start).toBeLessThan(30_000);
    }
  });
});
