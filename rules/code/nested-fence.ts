import { fileRule } from '../../src/model/rule.ts';
import { contentOffsets } from './_offset.ts';

const OPENING = /^ {0,3}(`{3,}|~{3,})[ \t]*[\w{.][^`\n]*$/gm;

export default fileRule({
  meta: { summary: 'A code fence holds another one that is as long: the end of the inner one ends both.', level: 'off' },
  *check(document) {
    for (const fence of document.fences) {
      const { node, marker, closed } = fence;
      if (!closed || !node.value.includes(marker)) continue;
      for (const { 0: line, 1: inner = '', index } of node.value.matchAll(OPENING)) {
        if (!inner.startsWith(marker)) continue;
        const start = contentOffsets(fence, document)(index + line.indexOf(inner));
        yield {
          span: [start, start + line.trim().length],
          message: 'The end of this fence also ends the one around it',
          hint: `Draw the outer fence with ${marker.charAt(0).repeat(inner.length + 1)}.`,
        };
        break;
      }
    }
  },
});
