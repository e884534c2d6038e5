import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A code fence names no language.', level: 'warn' },
  *check(document) {
    for (const { language, opening } of document.fences) {
      if (language === undefined)
        yield {
          span: opening,
          message: 'Code fence without a language',
          hint: 'Name it behind the fence, such as `bash`; `text` for plain text.',
        };
    }
  },
});
