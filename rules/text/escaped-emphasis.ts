import type { Heading, Paragraph, TableCell } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { Edit, Finding } from '../../src/model/finding.ts';
import { fileRule } from '../../src/model/rule.ts';

const MARK = '\\*\\*';
/** `\*\*` where `**` would close: behind a character, before a space, punctuation or the end; a slash is a glob's. */
const CLOSING = /(?<=[^\s\\/])\\\*\\\*(?![\p{L}\p{N}*\\/])/gu;
/** `**` or `\*\*` where it would open. */
const OPENING = /(?<![\p{L}\p{N}*\\/])(?:\\\*\\\*|\*\*)(?=[^\s\\*/])/gu;

export default fileRule({
  meta: { summary: 'Emphasis that an export has escaped, so that readers see its asterisks.', level: 'warn', fix: 'unsafe' },
  *check(document) {
    if (!document.text.includes(MARK)) return;
    for (const type of ['paragraph', 'heading', 'tableCell'] as const) {
      for (const block of document.all(type)) yield* inBlock(block, document);
    }
  },
});

function* inBlock(block: Paragraph | Heading | TableCell, document: Document): Generator<Finding> {
  const [start] = document.span(block);
  const source = document.source(block);
  if (!source.includes(MARK)) return;
  const inText = (at: number) =>
    block.children.some((child) => child.type === 'text' && document.span(child)[0] <= at && at < document.span(child)[1]);
  const openings = [...source.matchAll(OPENING)].map(({ index, 0: mark }) => ({ at: start + index, mark })).filter(({ at }) => inText(at));
  for (const { index } of source.matchAll(CLOSING)) {
    const at = start + index;
    if (!inText(at)) continue;
    const opening = openings.findLast((one) => one.at < at);
    const edits = opening === undefined ? afterStrong(block, document, at) : opening.mark === MARK ? [asBold(opening.at)] : [];
    if (edits === undefined) continue;
    if (opening !== undefined) openings.splice(openings.indexOf(opening), 1);
    yield {
      span: [at, at + MARK.length],
      message: 'Escaped `\\*\\*` ends bold text, and is shown as two asterisks',
      hint: opening === undefined ? 'The bold text before it was meant to reach here.' : 'Remove the backslashes.',
      fix: { title: 'Make the text bold', safety: 'unsafe', edits: [...edits, asBold(at)] },
    };
  }
}

function asBold(at: number): Edit {
  return { span: [at, at + MARK.length], text: '**' };
}

/**
 * The bold text before it ends too early: its end moves here. Undefined when there is none to be continued, and behind
 * a word, where two asterisks are the mark of a footnote.
 */
function afterStrong(block: Paragraph | Heading | TableCell, document: Document, at: number): Edit[] | undefined {
  if (/[\p{L}\p{N}]/u.test(document.text[at - 1] ?? '')) return undefined;
  const strong = block.children.findLast((child) => child.type === 'strong' && document.span(child)[1] <= at);
  if (strong === undefined || !document.source(strong).endsWith('**')) return undefined;
  const [, end] = document.span(strong);
  return [{ span: [end - 2, end], text: '' }];
}
