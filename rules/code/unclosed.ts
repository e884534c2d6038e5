import { fileRule } from '../../src/model/rule.ts';
import { fences } from './_fences.ts';

export default fileRule({
  meta: { summary: 'A code fence is never closed: all that follows in its container is code.', level: 'error' },
  *check(document) {
    for (const { node, opening, marker } of fences(document)) {
      const lines = document.source(node).split(/\r\n|\r|\n/);
      const last =
        lines
          .at(-1)
          ?.replace(/^[\s>]*/, '')
          .trimEnd() ?? '';
      const closed = lines.length > 1 && last.length >= marker.length && last === (marker[0] ?? '`').repeat(last.length);
      if (!closed)
        yield { span: opening, message: 'Code fence is never closed', hint: `Put \`${marker}\` on a line of its own behind the code.` };
    }
  },
});
