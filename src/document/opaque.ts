import type { Dialect, OpaqueSyntax } from '../model/document.ts';
import { admonitionsReader } from './opaque/admonitions.ts';
import { bracesReader } from './opaque/braces.ts';
import { directivesReader, mdcReader } from './opaque/colons.ts';
import { fill } from './opaque/fill.ts';
import { hugoReader } from './opaque/hugo.ts';
import { linesReader } from './opaque/lines.ts';
import { mathReader } from './opaque/math.ts';
import { scan } from './opaque/scan.ts';
import { type Reader, sourceOf } from './opaque/source.ts';
import { svelteReader } from './opaque/svelte.ts';
import { wikilinksReader } from './opaque/wikilinks.ts';

export { blank } from './opaque/fill.ts';

/** A text without any of them holds nothing of the syntax. */
const SIGNS: Readonly<Record<OpaqueSyntax, readonly string[]>> = {
  liquid: ['{%', '{{', '{:', '{.', '{#'],
  nunjucks: ['{%', '{{', '{.', '{#'],
  hugo: ['{{', '{.', '{#'],
  tera: ['{%', '{{', '{#'],
  vue: ['{{', '<<<', '{.', '{#', '[[', '[toc', '[TOC'],
  mdc: ['::', '{'],
  directives: ['::', ']{'],
  math: ['$', '\\(', '\\[', '\\begin{'],
  wikilinks: ['[[', '%%', '#'],
  snippets: ['8<', '<<<', '{!', '{{#', '[!', '@[', '@include', '!!!', '[[', '[toc', '[TOC'],
  admonitions: ['!!!', '???', '===', ':   ', '///'],
  svelte: ['{', '<svelte:'],
};

/** In MDX braces hold JavaScript, which the parser reads itself. */
const IN_MDX = new Set<OpaqueSyntax>(['directives', 'wikilinks', 'math']);

/**
 * Makes what is no Markdown invisible to its parser. Code and tags on lines of their own become spaces; inside of text,
 * only the characters go that mean something to Markdown. Offsets and lines stay.
 */
export function blankOpaque(text: string, syntaxes: readonly OpaqueSyntax[], dialect: Dialect): string {
  const present = syntaxes.filter(
    (syntax) => (dialect === 'markdown' || IN_MDX.has(syntax)) && SIGNS[syntax].some((sign) => text.includes(sign)),
  );
  if (present.length === 0) return text;
  const source = sourceOf(text, dialect);
  const pieces = scan(source, readersOf(new Set(present)));
  return pieces.length === 0 ? text : fill(source, pieces);
}

/** What comes first is asked first. */
function readersOf(syntaxes: ReadonlySet<OpaqueSyntax>): Reader[] {
  const hasBraces = (['liquid', 'nunjucks', 'tera', 'vue'] as const).some((syntax) => syntaxes.has(syntax));
  const readers = [
    syntaxes.has('mdc') ? mdcReader() : undefined,
    syntaxes.has('directives') ? directivesReader() : undefined,
    syntaxes.has('admonitions') ? admonitionsReader() : undefined,
    linesReader(syntaxes),
    syntaxes.has('hugo') ? hugoReader() : undefined,
    hasBraces || syntaxes.has('hugo') || syntaxes.has('mdc') ? bracesReader(syntaxes) : undefined,
    syntaxes.has('svelte') ? svelteReader() : undefined,
    syntaxes.has('math') ? mathReader() : undefined,
    syntaxes.has('wikilinks') ? wikilinksReader() : undefined,
  ];
  return readers.filter((reader) => reader !== undefined);
}
