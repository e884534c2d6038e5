import type { Nodes, Paragraph } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';

/** A line of nothing but bold text: most posts are done with this one look. */
const BOLD_LINE = /^(?:\*\*|__)[^\r\n]+(?:\*\*|__)[ \t]*$/m;
/** A sentence, a question or a lead-in is no title; quotation marks and brackets may close it. */
const SENTENCE = /[.…:;,!?。．，、；：！？।॥؟،؛]["'”’»)\]」』）]*$|[.;?!] |[。；？！]/;
/** Begins a remark, or names what stands around it. */
const LABEL =
  /^(?:notes?|nb|tips?|hints?|warnings?|important|caution|attention|danger|infos?|examples?|updates?|edit|disclaimer|spoiler|tl;?dr|credits?|sources?|contents|(?:fig(?:ure|\.)?|table|listing|step|abb(?:ildung|\.)?|tabelle) ?\d+|hinweis|achtung|wichtig|tipp|beispiel|quelle|inhalt|remarque|exemple|nota|consejo|ejemplo|advertencia|atenção|exemplo|注意|提示|警告|示例|例)(?!\p{L})/iu;
const MOST_CHARACTERS = 80;
/** A title stands above text; what stands above code or a table is its caption. */
const SECTION_BEGINS = new Set<Nodes['type'] | undefined>(['paragraph', 'list', 'blockquote', 'html', 'mdxJsxFlowElement']);
const MEDIA = /<(?:img|picture|figure|video|audio|iframe|svg|table|pre|image)\b/i;

export default fileRule({
  meta: { summary: 'A bold line stands where a heading would.', level: 'warn' },
  *check(document) {
    if (!BOLD_LINE.test(document.text)) return;
    const [root] = document.all('root');
    const blocks = root?.children ?? [];
    const lines = blocks.flatMap((node, index) => (isBoldLine(node, document) ? [{ node, index }] : []));
    const sources = lines.map(({ node }) => document.source(node).trim());
    for (const { node, index } of lines) {
      const source = document.source(node).trim();
      // The same line again and again is a label of many things.
      if (sources.indexOf(source) !== sources.lastIndexOf(source) || !isTitle(source)) continue;
      if (!beginsSection(blocks[index + 1], document) || isBelowHeading(blocks.slice(0, index), document)) continue;
      yield { span: document.span(node), message: 'Bold line stands for a heading', hint: 'Make it a heading with `#` marks.' };
    }
  },
});

function isBoldLine(node: Nodes, document: Document): node is Paragraph {
  if (node.type !== 'paragraph' || node.children.length !== 1 || node.children[0]?.type !== 'strong') return false;
  // A link, a picture or code alone is a button, a badge or a name.
  return node.children[0].children.some(({ type }) => type === 'text') && !/[\r\n]/.test(document.source(node));
}

/** A list of names, or a show of what Markdown can do. */
function isEmphasis(node: Nodes): boolean {
  return node.type === 'paragraph' && node.children.every(({ type }) => type === 'strong' || type === 'emphasis');
}

function isTitle(source: string): boolean {
  const text = source.replace(/^(?:\*\*|__)|(?:\*\*|__)$/g, '').trim();
  return text.length <= MOST_CHARACTERS && /\p{L}/u.test(text) && !SENTENCE.test(text) && !LABEL.test(text);
}

function beginsSection(next: Nodes | undefined, document: Document): boolean {
  return next !== undefined && SECTION_BEGINS.has(next.type) && !isEmphasis(next) && !isMedia(next, document);
}

/** The first line of a section or a post is its subtitle, whatever elements stand between; below a picture it is a caption. */
function isBelowHeading(above: readonly Nodes[], document: Document): boolean {
  const last = above.findLast(({ type }) => type !== 'html' && type !== 'mdxJsxFlowElement' && type !== 'mdxjsEsm');
  const neighbour = above.at(-1);
  return last === undefined || last.type === 'heading' || (neighbour !== undefined && isMedia(neighbour, document));
}

function isMedia(node: Nodes, document: Document): boolean {
  if (node.type === 'html' || node.type === 'mdxJsxFlowElement') return MEDIA.test(document.source(node));
  if (node.type === 'table') return true;
  return node.type === 'paragraph' && node.children.every((child) => /^image/.test(child.type) || document.source(child).trim() === '');
}
