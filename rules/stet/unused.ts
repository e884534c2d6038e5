import type { Fix } from '../../src/model/finding.ts';
import type { JudgedMark } from '../../src/model/mark.ts';
import { markRule } from '../../src/model/rule.ts';

export default markRule({
  meta: { summary: 'A mark lets nothing stand: the rules that it names find nothing there.', level: 'warn', fix: 'safe' },
  *check(marks) {
    for (const mark of marks) {
      if (mark.kind === 'end' || mark.isUnpaired) continue;
      const idle = mark.rules.filter(({ state }) => state === 'idle');
      if (idle.length > 0 && idle.length === mark.rules.length) {
        yield {
          span: mark.span,
          message: `The mark lets nothing stand: ${idle.map(({ id }) => `\`${id}\``).join(', ')} ${idle.length > 1 ? 'find' : 'finds'} nothing ${placeOf(mark)}`,
          fix: mark.removal && { title: 'Remove the mark', safety: 'safe', edits: mark.removal },
        };
        continue;
      }
      for (const { id, span, removal } of idle) {
        const fix: Fix | undefined = removal && { title: `Remove \`${id}\``, safety: 'safe', edits: [removal] };
        yield { span, message: `\`${id}\` finds nothing ${placeOf(mark)}`, fix };
      }
    }
  },
});

function placeOf({ kind, reach }: JudgedMark): string {
  if (kind === 'file') return 'in this file';
  if (kind === 'start') return 'between the mark and its end';
  return reach === undefined ? 'here: nothing follows' : 'here';
}
