import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A code fence names no language.', level: 'warn' },
  *check(document) {
    for (const { language, opening, closed } of document.fences) {
      // What is never closed is rather the closing fence of another one.
      if (!closed) continue;
      // `{1,3}` marks lines, and names nothing.
      if (language === undefined || /^\{[\d,\s-]*\}?$/.test(language.text))
        yield {
          span: opening,
          message: 'Code fence without a language',
          hint: 'Name it behind the fence, such as `bash`; `text` for plain text.',
        };
    }
  },
});
