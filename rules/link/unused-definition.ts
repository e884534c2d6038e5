import type { Definition, FootnoteDefinition } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';
import { placeOf, removal } from './_definition.ts';
import { foldLabel, isAssembled, isComment } from './_labels.ts';

/** `[Update]: fixed` is a definition too, and was meant as text: that is for the writer to say. */
const URL_LIKE = /[/.#:@]/;

export default fileRule({
  meta: { summary: 'A definition of a link, an image or a footnote is never used.', level: 'warn', fix: 'safe' },
  *check(document) {
    const links = document.all('definition');
    const footnotes = document.all('footnoteDefinition');
    if (links.length + footnotes.length === 0 || isAssembled(document)) return;
    // A file of nothing but definitions is there for others.
    if (footnotes.length === 0 && document.all('paragraph').length + document.all('heading').length === 0) return;
    const used = usedLabels(document);
    const unused = [...links, ...footnotes].filter((definition) => !isComment(definition) && !used.has(keyOf(definition)));
    if (unused.length === 0) return;
    const mentioned = mentionedLabels(document);
    for (const definition of unused) {
      const key = keyOf(definition);
      // A second definition of a label is a duplicate, and nothing more.
      if (used.has(key) || mentioned.has(key) || /[[\]\\]/.test(key)) continue;
      used.add(key);
      const isFootnote = definition.type === 'footnoteDefinition';
      yield {
        span: placeOf(definition, document),
        message: `\`[${isFootnote ? '^' : ''}${definition.label ?? definition.identifier}]\` is defined and never used`,
        hint: isFootnote ? 'Readers never see its text.' : undefined,
        fix: !isFootnote && URL_LIKE.test(definition.url) ? removal(definition, document) : undefined,
      };
    }
  },
});

function keyOf({ type, label, identifier }: Definition | FootnoteDefinition): string {
  return (type === 'definition' ? '' : '^') + foldLabel(label ?? identifier);
}

function usedLabels(document: Document): Set<string> {
  const links = [...document.all('linkReference'), ...document.all('imageReference')];
  const footnotes = document.all('footnoteReference');
  return new Set([
    ...links.map(({ label, identifier }) => foldLabel(label ?? identifier)),
    ...footnotes.map(({ label, identifier }) => `^${foldLabel(label ?? identifier)}`),
  ]);
}

/** Other tools find references where CommonMark sees code, HTML or an argument of a template. */
function mentionedLabels(document: Document): Set<string> {
  const found = document.text.matchAll(/\[([^[\]]{1,999})\](?!:)/g);
  return new Set([...found].map(([, label = '']) => foldLabel(label)));
}
