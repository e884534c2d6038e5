import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A code fence is never closed: all that follows in its container is code.', level: 'error' },
  *check(document) {
    for (const { opening, marker, closed } of document.fences) {
      if (!closed)
        yield { span: opening, message: 'Code fence is never closed', hint: `Put ${marker} on a line of its own behind the code.` };
    }
  },
});
