import { fileRule } from '../../src/model/rule.ts';
import { FILLED_LATER, INCLUDED } from './_filled.ts';
import { firstNumber, highlightsOf, infoOf } from './_highlights.ts';

export default fileRule({
  meta: { summary: 'A code fence marks lines that its code does not have.', level: 'error' },
  *check(document) {
    for (const fence of document.fences) {
      const { node, closed } = fence;
      if (!closed) continue;
      const { info, start } = infoOf(document.text, fence);
      const highlights = highlightsOf(info);
      if (highlights.length === 0 || node.value.trim() === '' || FILLED_LATER.test(info) || INCLUDED.test(node.value)) continue;
      const lines = node.value.split('\n').length;
      // Some count from the number that the first line is shown with, some do not.
      const end = Math.max(lines, firstNumber(info) + lines - 1);
      for (const { text, at, last } of highlights) {
        if (last <= end) continue;
        yield {
          span: [start + at, start + at + text.length],
          message: `${/\D/.test(text) ? `Lines ${text} are` : `Line ${text} is`} highlighted, but the code has ${lines === 1 ? 'one line' : `${lines} lines`}`,
        };
      }
    }
  },
});
