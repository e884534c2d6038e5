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
  'mkdocs.md': ['snippets'],
  'nuxt.md': ['mdc'],
  'obsidian.md': ['wikilinks'],
  'svelte.md': ['svelte'],
  'vitepress.md': ['vue', 'directives', 'snippets', 'math'],
  'zola.md': ['tera'],
};
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
