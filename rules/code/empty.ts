import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A code fence holds nothing.', level: 'warn' },
  *check(document) {
    for (const { node, opening } of document.fences) {
      if (node.value.trim() === '') yield { span: opening, message: 'Code fence without code' };
    }
  },
});
