import type { Document, Heading } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';
import { shownText } from './_source.ts';

/** What no reader sees: comments of HTML and MDX, and definitions of links. */
const UNSEEN = /<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}|^[ \t]*\[[^\]\r\n]+\]:[^\r\n]*$/gm;

export default fileRule({
  meta: { summary: 'A heading is followed by another one of its level or higher, or by the end, and nothing else.', level: 'off' },
  *check(document) {
    const { headings } = document;
    for (const [index, heading] of headings.entries()) {
      const next = headings[index + 1];
      // What an element holds is not known here.
      if (heading.text === undefined || (next !== undefined && next.depth > heading.depth)) continue;
      if (!isEmpty(heading, next, document)) continue;
      yield { span: heading.span, message: `Section \`${shownText(heading)}\` is empty` };
    }
  },
});

function isEmpty({ span: [, end] }: Heading, next: Heading | undefined, { text }: Document): boolean {
  return text.slice(end, next?.span[0]).replace(UNSEEN, '').trim() === '';
}
