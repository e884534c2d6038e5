import type { Document } from '../model/document.ts';
import { codeIn } from './code.ts';

/** Code of a template language, which becomes another text when the site is built. */
export function isTemplate(text: string): boolean {
  return /\{\{|\{%|<%|%\}/.test(text);
}

/** Words in names of inclusions that show a picture, a note and the like, and no section of a text. */
const NO_SECTION = new Set(
  (
    'image images img figure fig photo picture gallery video youtube vimeo audio icon svg button btn link alert notice note tip ' +
    'warning callout banner quote blockquote toc css style script js header footer nav social share analytics ad ads comments gist ' +
    'codepen meta seo'
  ).split(' '),
);
/** Names of shortcodes and functions that bring a text. */
const TEXT = /include|readfile|read[-_]file|partial|snippet|fragment|transclude|render|^content|markdown|glossary[-_]def|import|^md$/i;
/** Components that show a file of text. */
const TEXT_COMPONENT = /^(?:.*Snippet|Include|.*Partial|.*Markdown|Reusable)$/i;
const FILE_PROPS = new Set(['file', 'src', 'path']);

function isSection(name: string): boolean {
  const stem = name.replace(/^.*\//, '').replace(/\.(?!mdx?$)\w+$/, '');
  return !stem
    .toLowerCase()
    .split(/[-_]/)
    .some((word) => NO_SECTION.has(word));
}

/** Lines that put another text in their place. The name of what is put there, where it has one, tells. */
const INCLUSIONS: readonly { readonly line: RegExp; brings(name: string): boolean }[] = [
  // Liquid, Jinja, Nunjucks, Tera.
  {
    line: /^[ \t>]*\{%-?[ \t]*(?:include|include_relative|include_cached|render|partial|embed|remote_markdown|markdown|data)[ \t]+["']?([^\s"'%}]*)(?:[^\r\n]*%\}[ \t]*\r?$|(?:(?!%\})[^\r\n])*\r?$)/gm,
    brings: isSection,
  },
  // Hugo: shortcodes whose content is Markdown; others by their names.
  { line: /^[ \t]*\{\{%[ \t]*([\w/.-]+)[^\r\n]*%\}\}[ \t]*\r?$/gm, brings: (name) => TEXT.test(name) },
  { line: /^[ \t]*\{\{<[ \t]*([\w/.-]+)[^\r\n]*>\}\}[ \t]*\r?$/gm, brings: (name) => TEXT.test(name) },
  // Functions and values of Tera, Nunjucks, Jinja, Liquid.
  { line: /^[ \t]*\{\{-?[ \t]*([\w.:]+)[ \t]*\(/gm, brings: (name) => TEXT.test(name) },
  { line: /^[ \t]*\{\{-?[ \t]*(content|[\w.]+[ \t]*\|[ \t]*(?:markdownify|safe|raw))[ \t]*-?\}\}[ \t]*\r?$/gm, brings: () => true },
  // Handlebars, mdBook.
  { line: /^[ \t]*\{\{[#>][ \t]*(?:include[ \t]+)?([\w/.-]+)[^\r\n]*\}\}[ \t]*\r?$/gm, brings: () => true },
  // VitePress, and others in comments; DocFX.
  { line: /^[ \t>]*<!--[ \t]*@?include\b/gm, brings: () => true },
  { line: /^[ \t>]*\[!INCLUDE[ \t]*\[/gim, brings: () => true },
  // pymdownx.snippets, markdown-include, directives.
  { line: /^[ \t]*-{1,}8<-{1,}/gm, brings: () => true },
  { line: /^[ \t]*\{!>?[^\r\n]*!\}/gm, brings: () => true },
  { line: /^[ \t]*:{2,3}[ \t]*include\b|^[ \t]*@include\b|^[ \t]*!!!include\b/gm, brings: () => true },
];

/** True when a line of the post stands for another text, which may hold headings. */
export function bringsHeadings(document: Document): boolean {
  const { text, bodyStart } = document;
  if (
    document.tags.some(
      ({ name, attributes }) => attributes.some((attribute) => FILE_PROPS.has(attribute.name)) && TEXT_COMPONENT.test(name),
    )
  )
    return true;
  if (document.dialect === 'mdx' || !/\{[{%!]|8<|include/i.test(text)) return false;
  const isCode = codeIn(document);
  return INCLUSIONS.some(({ line, brings }) =>
    [...text.matchAll(line)].some(
      (match) => match.index >= bodyStart && brings(match[1] ?? '') && !isCode(match.index + match[0].search(/\S/)),
    ),
  );
}
