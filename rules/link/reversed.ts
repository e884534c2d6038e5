import { fileRule } from '../../src/model/rule.ts';
import { OTHER, proseOf } from './_prose.ts';

/** `(text)[target]`; parentheses in the text may be one deep. */
const REVERSED = /\(([^()[\]]*(?:\([^()[\]]*\)[^()[\]]*)*)\)\[([^\s[\]]+)\]/g;
const URL_LIKE = /^(?:https?:\/\/|mailto:|www\.)[^\s]+$/i;
/** Only behind a space or a sign: `f(x)[/a/]` may be code. */
const PATH_LIKE = /^(?:\.{0,2}\/|#)[\w\-./%#?=&~]*[a-z]{2}[\w\-./%#?=&~]*$|^[\w\-./]+\.(?:mdx?|html?|pdf)(?:#[\w-]*)?$/i;

export default fileRule({
  meta: { summary: 'The brackets of a link are swapped: `(text)[url]`.', level: 'error', fix: 'safe' },
  *check(document) {
    if (!document.text.includes(')[')) return;
    for (const { text, start } of proseOf(document)) {
      for (const { index, 0: whole, 1: label = '', 2: target = '' } of text.matchAll(REVERSED)) {
        if (label.trim() === '' || target.includes(OTHER)) continue;
        const isGlued = /[\w\])]/.test(text.charAt(index - 1)) || text.charAt(index + whole.length) === '(';
        if (!URL_LIKE.test(target) && (isGlued || !PATH_LIKE.test(target))) continue;
        const at = start + index;
        const end = at + whole.length;
        const split = end - target.length - 2;
        yield {
          span: [at, end],
          message: 'The brackets of this link are swapped, so that readers see them',
          hint: 'Write `[text](url)`.',
          fix: {
            title: 'Swap the brackets',
            safety: 'safe',
            edits: [
              { span: [at, at + 1], text: '[' },
              { span: [split - 1, split + 1], text: '](' },
              { span: [end - 1, end], text: ')' },
            ],
          },
        };
      }
    }
  },
});
