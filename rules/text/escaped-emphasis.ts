import type { Paragraph } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { Edit, Finding } from '../../src/model/finding.ts';
import { fileRule } from '../../src/model/rule.ts';

const MARK = '\\*\\*';
/** `\*\*` where `**` would close: behind a character, before a space, punctuation or the end. */
const CLOSING = /(?<=[^\s\\])\\\*\\\*(?![\p{L}\p{N}*\\])/gu;
/** `\*\*` where `**` would open. */
const OPENING = /(?<![\p{L}\p{N}*\\])\\\*\\\*(?=[^\s\\*])/gu;

export default fileRule({
  meta: { summary: 'Emphasis that an export has escaped, so that readers see its asterisks.', level: 'warn', fix: 'unsafe' },
  *check(document) {
    if (!document.text.includes(MARK)) return;
    for (const paragraph of document.all('paragraph')) yield* inParagraph(paragraph, document);
  },
});

function* inParagraph(paragraph: Paragraph, document: Document): Generator<Finding> {
  const [start] = document.span(paragraph);
  const source = document.source(paragraph);
  if (!source.includes(MARK)) return;
  const inText = (at: number) =>
    paragraph.children.some((child) => child.type === 'text' && document.span(child)[0] <= at && at < document.span(child)[1]);
  const openings = [...source.matchAll(OPENING)].map(({ index }) => start + index).filter(inText);
  for (const { index } of source.matchAll(CLOSING)) {
    const at = start + index;
    if (!inText(at)) continue;
    const opened = openings.filter((opening) => opening < at).at(-1);
    const edits = opened === undefined ? afterStrong(paragraph, document, at) : [asBold(opened)];
    if (edits === undefined) continue;
    if (opened !== undefined) openings.splice(openings.indexOf(opened), 1);
    yield {
      span: [at, at + MARK.length],
      message: 'Escaped `\\*\\*` ends bold text, and is shown as two asterisks',
      hint:
        opened === undefined
          ? 'The bold text before it was meant to reach here.'
          : 'Remove the backslashes here and where the bold text begins.',
      fix: { title: 'Make the text bold', safety: 'unsafe', edits: [...edits, asBold(at)] },
    };
  }
}

function asBold(at: number): Edit {
  return { span: [at, at + MARK.length], text: '**' };
}

/** The bold text before it ends too early: its end moves here. Undefined when there is none to be continued. */
function afterStrong(paragraph: Paragraph, document: Document, at: number): Edit[] | undefined {
  const strong = paragraph.children.findLast((child) => child.type === 'strong' && document.span(child)[1] <= at);
  if (strong === undefined || !document.source(strong).endsWith('**')) return undefined;
  const [, end] = document.span(strong);
  return [{ span: [end - 2, end], text: '' }];
}
