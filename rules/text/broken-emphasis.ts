import type { Heading, Paragraph, TableCell } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { Edit, Finding } from '../../src/model/finding.ts';
import { fileRule } from '../../src/model/rule.ts';
import { causeOf, type Emphasis, repair } from './_emphasis.ts';

/** Two marks, no more, and not escaped. */
const MARKS = /(?<![\\*_])(?:\*\*|__)(?![*_])/g;
/** Two marks with something between them on one line. */
const PAIRS = /(?<![\\*_])(\*\*|__)(?![*_])([^*_\r\n]+)\1(?![*_])/g;

const CAUSES = {
  'space inside': (mark: string) => `Spaces inside of \`${mark}\` keep the text from being bold, and the marks are shown`,
  punctuation: (mark: string) => `\`${mark}\` between punctuation and a letter makes nothing bold, and is shown`,
};

export default fileRule({
  meta: { summary: 'Marks of bold text that are shown as they are, such as `** bold**`.', level: 'warn', fix: 'unsafe' },
  *check(document) {
    if (!seemsBroken(document.text)) return;
    for (const type of ['paragraph', 'heading', 'tableCell'] as const) {
      for (const block of document.all(type)) yield* inBlock(block, document);
    }
  },
});

/** Reads lines, not Markdown: most posts are done with this one look. */
function seemsBroken(text: string): boolean {
  for (const { index, 0: whole, 1: mark = '', 2: inner = '' } of text.matchAll(PAIRS)) {
    if (causeOf({ mark, inner, before: text.slice(0, index).slice(-1), after: text.charAt(index + whole.length) })) return true;
  }
  return false;
}

function* inBlock(block: Paragraph | Heading | TableCell, document: Document): Generator<Finding> {
  const shown = block.children.flatMap((child) => {
    if (child.type !== 'text') return [];
    const [start] = document.span(child);
    return [...document.source(child).matchAll(MARKS)].map(({ index, 0: mark }) => ({ at: start + index, mark }));
  });
  const [blockStart, blockEnd] = document.span(block);
  for (let index = 0; index + 1 < shown.length; index++) {
    const [open, close] = [shown[index], shown[index + 1]];
    if (open === undefined || open.mark !== close?.mark) continue;
    const inner = document.text.slice(open.at + 2, close.at);
    const before = open.at === blockStart ? '' : document.text.charAt(open.at - 1);
    const after = close.at + 2 >= blockEnd ? '' : document.text.charAt(close.at + 2);
    const emphasis: Emphasis = { mark: open.mark, inner, before, after };
    const cause = causeOf(emphasis);
    if (cause === undefined || (cause === 'punctuation' && JEKYLL.test(document.path))) continue;
    index++;
    const span = [open.at, close.at + 2] as const;
    const edits: Edit[] = repair(emphasis, open.at);
    yield { span, message: CAUSES[cause](open.mark), fix: { title: 'Make the text bold', safety: 'unsafe', edits } };
  }
}

/** Folders that begin with an underscore are Jekyll's, whose parser knows bold text between punctuation and letters. */
const JEKYLL = /(?:^|\/)(?<!source\/)_[\w-]+\//;
