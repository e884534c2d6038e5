import { fileRule } from '../../src/model/rule.ts';
import { infoOf } from './_highlights.ts';

/** `{1,3}` marks lines, `{ title="x" }` says more; only `{ .python }` names a language. */
const NAMELESS = /^\{(?![ \t]*\.[A-Za-z])(?:[\d,\s-]*(?:\}|$)|[ \t])/;

export default fileRule({
  meta: { summary: 'A code fence names no language.', level: 'warn' },
  *check(document) {
    for (const fence of document.fences) {
      const { language, opening, closed } = fence;
      // What is never closed is rather the closing fence of another one.
      if (!closed) continue;
      if (language === undefined || NAMELESS.test(infoOf(document.text, fence).info.trimStart()))
        yield {
          span: opening,
          message: 'Code fence without a language',
          hint: 'Name it behind the fence, such as `bash`; `text` for plain text.',
        };
    }
  },
});
