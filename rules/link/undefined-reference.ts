import type { Document } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { nearest } from '../../src/model/nearest.ts';
import { fileRule } from '../../src/model/rule.ts';
import { foldLabel, isAssembled } from './_labels.ts';
import { OTHER, type Prose, proseOf } from './_prose.ts';

interface Options {
  readonly allow: readonly string[];
}

/** `[text][label]`, `[label][]`; brackets in the text may be one deep. */
const REFERENCE = /(!?)\[((?:[^[\]]|\[[^[\]]*\])*)\]\[([^[\]]*)\]/g;
const FOOTNOTE = /\[\^([\p{L}\p{N}_-]+)\]/gu;
/** A word, or something that is no text. */
const WORD = /\p{L}{2}|\p{Lo}|\uFFFC/u;
/** Citations, closing tags, flags, paths of a programming language, templates, classes of characters: no label of a link. */
const NO_LABEL = /^[\^@/-]|::|[{}<>=|$\\]|\(\)|^(?:\w-\w)+\W*$|^`?\w+(?:\.\w+)+`?$/;
/** `[Core][Fix] Something`: tags at the start of a line. */
const TAG = /^[\p{Lu}\d][\p{L}\d.-]*$/u;

export default fileRule<Options>({
  meta: {
    summary: 'A link, an image or a footnote names a definition that is not there.',
    level: 'error',
    options: {
      allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Labels that the site defines for all its pages.' },
    },
  },
  *check(document, { allow }) {
    if (!/\]\[|\[\^/.test(document.text) || isAssembled(document)) return;
    const allowed = new Set(allow.map(foldLabel));
    for (const prose of proseOf(document)) {
      for (const finding of [...inLinks(prose, document), ...inFootnotes(prose, document)]) {
        if (!allowed.has(foldLabel(document.text.slice(...finding.span)))) yield finding;
      }
    }
  },
});

function* inLinks({ text, start }: Prose, document: Document): Generator<Finding> {
  for (const { index, 0: whole, 1: mark = '', 2: shown = '', 3: named = '' } of text.matchAll(REFERENCE)) {
    if (/[\w\])@/.$[]/.test(text.charAt(index - 1)) || /[\w[]/.test(text.charAt(index + whole.length))) continue;
    if (shown.startsWith('[') || (mark === '' && !isWordy(shown, named))) continue;
    if (/^[#*_\s]*$/.test(text.slice(0, index)) && TAG.test(shown) && TAG.test(named)) continue;
    const isCollapsed = named.trim() === '';
    const at = start + index + mark.length + 1 + (isCollapsed ? 0 : shown.length + 2);
    const end = at + (isCollapsed ? shown : named).length;
    const label = document.text
      .slice(at, end)
      .replace(/[\r\n][\s>]*/g, ' ')
      .trim();
    if (label === '' || NO_LABEL.test(label) || (isCollapsed && label.includes('['))) continue;
    const known = document.all('definition').map((definition) => definition.label ?? definition.identifier);
    // rustdoc and others find what `code` stands for: such labels are judged only where some are defined.
    if (label.includes('`') ? !known.some((other) => other.startsWith('`')) : (isCollapsed ? shown : named).includes(OTHER)) continue;
    if (isDefinedElsewhere(label, document)) continue;
    const meant = nearest(label, known);
    yield {
      span: [at, end],
      message: `No definition of \`${label}\`, so that readers see the brackets`,
      hint: meant === undefined ? `Add a line \`[${label}]: …\`.` : `Did you mean \`${meant}\`?`,
    };
  }
}

/** Neither an index, nor a type, nor a class of characters. */
function isWordy(shown: string, named: string): boolean {
  return WORD.test(shown) || (/\p{L}/u.test(shown) && /\p{L}{3}/u.test(named));
}

/** In a class of characters `^` means not: only a number, or a word in a post that has footnotes, is one. */
function* inFootnotes({ text, start }: Prose, document: Document): Generator<Finding> {
  for (const { index, 0: whole, 1: label = '' } of text.matchAll(FOOTNOTE)) {
    const known = document.all('footnoteDefinition').map((definition) => definition.label ?? definition.identifier);
    // Alone in a paragraph it is a place for what a tool puts in: rehype-citation's `[^ref]`.
    if (text.trim() === whole) continue;
    const isFootnote = /^\d+$/.test(label) || (known.length > 0 && /\p{L}{2}/u.test(label));
    if (!isFootnote || /^[*+?{([\])]/.test(text.slice(index + whole.length)) || isDefinedElsewhere(`^${label}`, document)) continue;
    const meant = nearest(label, known);
    yield {
      span: [start + index + 1, start + index + whole.length - 1],
      message: `No footnote \`^${label}\`, so that readers see the brackets`,
      hint: meant === undefined ? `Add a line \`[^${label}]: …\`.` : `Did you mean \`^${meant}\`?`,
    };
  }
}

/** A line that defines the label for other tools: in a block that they read, or with a template as its target. */
function isDefinedElsewhere(label: string, document: Document): boolean {
  const wanted = foldLabel(label);
  const paragraphs = document.all('paragraph').map(document.span);
  for (const { index, 0: whole, 1: other = '' } of document.text.matchAll(/^[ \t>]*(?:[-*+] )?[ \t]*\[([^[\]\r\n]+)\]:[^\r\n]*/gm)) {
    if (foldLabel(other) !== wanted) continue;
    const at = index + whole.indexOf('[');
    if (/\{[{%<]|<%/.test(whole) || !paragraphs.some(([from, to]) => from <= at && at < to)) return true;
  }
  return false;
}
