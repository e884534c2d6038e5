import { fileRule } from '../../src/model/rule.ts';

/** One `#` before a capital, or two to six before a letter or digit; `#42` and `#hashtag` are meant as they are. */
const GLUED = /^(?:#(?=\p{Lu})|#{2,6}(?=[\p{L}\p{N}]))/u;
/** The same anywhere in a text: most posts are done with this one look. */
const LINE_BEGINS_SO = /^[\s>]*#{1,6}[\p{L}\p{N}]/mu;
const ANOTHER_HASHTAG = /\s#\p{L}/u;

export default fileRule({
  meta: { summary: 'A line was meant as a heading, and has no space behind its `#`.', level: 'warn', fix: 'safe' },
  *check(document) {
    if (!LINE_BEGINS_SO.test(document.text)) return;
    for (const paragraph of document.all('paragraph')) {
      const parent = document.parent(paragraph)?.type;
      if (parent === 'listItem' || parent === 'footnoteDefinition') continue;
      const [line = ''] = document.source(paragraph).split(/[\r\n]/, 1);
      const marks = GLUED.exec(line)?.[0].length ?? 0;
      if (marks === 0 || ANOTHER_HASHTAG.test(line)) continue;
      const [start] = document.span(paragraph);
      yield {
        span: [start, start + line.trimEnd().length],
        message: `\`${'#'.repeat(marks)}\` without a space behind it is no heading`,
        fix: { title: 'Put a space behind it', safety: 'safe', edits: [{ span: [start + marks, start + marks], text: ' ' }] },
      };
    }
  },
});
