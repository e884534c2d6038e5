import type { Paragraph } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { fileRule } from '../../src/model/rule.ts';

/** Two to six marks stuck to what follows mean nothing else. */
const SEVERAL = /^#{2,6}(?=[\p{L}\p{N}*_`[])/u;
/** One mark before a capitalised word may be a hashtag: only a line that reads like a title is taken for one. */
const ONE = /^#(?=\p{Lu}\p{Ll}+(?:\s|$))/u;
const SENTENCE_END = /[.!?:;,]$/;
const ANOTHER_HASHTAG = /\s#\p{L}/u;
/** Marks stuck to something, anywhere in a text: most posts are done with this one look. */
const SOMEWHERE = /^[\uFEFF \t>]*#{1,6}[^\s#]/m;

export default fileRule({
  meta: { summary: 'A line was meant as a heading, and has no space behind its `#`.', level: 'warn', fix: 'safe' },
  *check(document) {
    if (!SOMEWHERE.test(document.text)) return;
    for (const paragraph of document.all('paragraph')) {
      const parent = document.parent(paragraph)?.type;
      if (parent !== 'listItem' && parent !== 'footnoteDefinition') yield* inParagraph(paragraph, document);
    }
  },
});

function* inParagraph(paragraph: Paragraph, document: Document): Generator<Finding> {
  const source = document.source(paragraph);
  const isOneLine = !/[\r\n]/.test(source);
  for (const { index, 0: whole } of source.matchAll(/[^\r\n]+/g)) {
    const line = whole.replace(/^[\s>]*/, '').trimEnd();
    const isTitle = isOneLine && !SENTENCE_END.test(line) && !ANOTHER_HASHTAG.test(line);
    const marks = (SEVERAL.exec(line) ?? (isTitle ? ONE.exec(line) : null))?.[0].length;
    if (marks === undefined) continue;
    const start = document.span(paragraph)[0] + index + whole.indexOf(line);
    yield {
      span: [start, start + line.length],
      message: `\`${'#'.repeat(marks)}\` without a space behind it is no heading`,
      fix: { title: 'Put a space behind it', safety: 'safe', edits: [{ span: [start + marks, start + marks], text: ' ' }] },
    };
  }
}
