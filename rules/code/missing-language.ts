import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A code fence names no language.', level: 'warn' },
  *check(document) {
    for (const { language, opening } of document.fences) {
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
