import { fileRule } from '../../src/model/rule.ts';

export default fileRule({
  meta: { summary: 'A code fence is never closed: all that follows in its container is code.', level: 'error' },
  *check(document) {
    for (const { node, opening, marker } of document.fences) {
      const lines = document
        .source(node)
        .trimEnd()
        .split(/\r\n|\r|\n/);
      const last = lines.at(-1)?.replace(/^[\s>]*/, '') ?? '';
      // The opening line, the code, and one more line that is no code.
      const hasOneMore = lines.length >= (node.value === '' ? 0 : node.value.split('\n').length) + 2;
      const closed = hasOneMore && last.length >= marker.length && last === marker.charAt(0).repeat(last.length);
      if (!closed)
        yield { span: opening, message: 'Code fence is never closed', hint: `Put ${marker} on a line of its own behind the code.` };
    }
  },
});
