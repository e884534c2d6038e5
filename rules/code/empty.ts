import { fileRule } from '../../src/model/rule.ts';
import { FILLED_LATER } from './_filled.ts';

export default fileRule({
  meta: { summary: 'A code fence holds nothing.', level: 'warn' },
  *check(document) {
    for (const { node, opening, closed } of document.fences) {
      if (closed && node.value.trim() === '' && !FILLED_LATER.test(node.meta ?? ''))
        yield { span: opening, message: 'Code fence without code' };
    }
  },
});
