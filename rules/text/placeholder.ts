import type { Nodes, Text } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { MapNode } from '../../src/model/frontmatter.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

/** Most posts are done with this one look. */
const SOMEWHERE = /[Ll]orem [Ii]psum|TODO|FIXME|TBD|\[[Ii]nsert /;
const LOREM = /lorem ipsum dolor(?: sit amet)?/i;
/** `TODO: say more`, `TODO(ada): say more`. */
const LABEL = /(?<![\p{L}\p{N}_-])(?:TODO|FIXME)(?:\([^()\r\n]{1,40}\))?:(?!\S)/u;
const IN_BRACKETS =
  /\[(?:TODO|FIXME|TBD)(?::[^[\]\r\n]*)?\]|\[insert (?:an? |the )?(?:link|url|image|picture|photo|screenshot|diagram|video|date|source|quote|example|table|chart|graph)s?(?: here)?\]/i;
/** Nothing else stands there. */
const ALONE = /^(?:TODO|FIXME|TBD)[.!…]*$/;
/** What they hold was written by others, or is the name of something. */
const NOT_OWN = new Set<Nodes['type'] | undefined>(['link', 'linkReference', 'blockquote', 'footnoteDefinition']);

export default fileRule({
  meta: { summary: 'Text that holds the place of one to come, such as lorem ipsum or `TODO:`.', level: 'warn' },
  *check(document) {
    if (!SOMEWHERE.test(document.text)) return;
    const root = document.frontmatter?.root;
    const places = [...(root === undefined ? [] : inFrontMatter(root)), ...document.all('text').flatMap((node) => inText(node, document))];
    for (const [start, end] of places) {
      const text = document.text.slice(start, end);
      yield { span: [start, end], message: `Placeholder \`${text}\``, hint: 'Write the text that it stands for, or remove it.' };
    }
  },
});

function inFrontMatter({ entries }: MapNode): Span[] {
  return entries.flatMap(({ value }) => {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') return [];
    const text = value.value.trim();
    return ALONE.test(text) || LABEL.exec(text)?.index === 0 || LOREM.exec(text)?.index === 0 ? [value.span] : [];
  });
}

function inText(node: Text, document: Document): Span[] {
  const [start] = document.span(node);
  const source = document.source(node);
  if (!SOMEWHERE.test(source) || !isOwn(node, document)) return [];
  const parent = document.parent(node);
  if (parent?.type === 'paragraph' && parent.children.length === 1 && ALONE.test(source.trim())) return [document.span(node)];
  const label = LABEL.exec(source);
  // In the middle of a sentence, the text speaks of such labels.
  const begins =
    label !== null && parent?.type === 'paragraph' && beginsSentence(source.slice(0, label.index), node === parent.children[0]);
  const found = [begins ? label : null, LOREM.exec(source), IN_BRACKETS.exec(source)];
  return found.flatMap((match): Span[] => (match === null ? [] : [[start + match.index, start + match.index + match[0].length]]));
}

function beginsSentence(before: string, isFirst: boolean): boolean {
  return before.trim() === '' ? isFirst || /[\r\n]/.test(before) : /[.!?][ \t]+$|[\r\n][ \t]*$/.test(before);
}

function isOwn(node: Nodes, document: Document): boolean {
  for (let at = document.parent(node); at !== undefined; at = document.parent(at)) if (NOT_OWN.has(at.type)) return false;
  return true;
}
