import { fileRule } from '../../src/model/rule.ts';

/** A plugin puts the code of a file there. */
const FILLED_LATER = /\b(?:file|src|path|url|include|reference)=/;

export default fileRule({
  meta: { summary: 'A code fence holds nothing.', level: 'warn' },
  *check(document) {
    for (const { node, opening, closed } of document.fences) {
      if (closed && node.value.trim() === '' && !FILLED_LATER.test(node.meta ?? ''))
        yield { span: opening, message: 'Code fence without code' };
    }
  },
});
