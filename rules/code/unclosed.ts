import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A code fence is never closed: all that follows in its container is code.', level: 'error' },
  *check(document) {
    for (const { node, opening, marker } of document.fences) {
      const source = document.source(node).trimEnd();
      const lastBreak = Math.max(source.lastIndexOf('\n'), source.lastIndexOf('\r'));
      const last = source.slice(lastBreak + 1).replace(/^[\s>]*/, '');
      const closed = lastBreak !== -1 && last.length >= marker.length && last === marker.charAt(0).repeat(last.length);
      if (!closed)
        yield { span: opening, message: 'Code fence is never closed', hint: `Put \`${marker}\` on a line of its own behind the code.` };
    }
  },
});
