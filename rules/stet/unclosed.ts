import { markRule } from '../../src/model/rule.ts';

export default markRule({
  meta: {
    summary: 'A `stet-start` has no `stet-end`, or a `stet-end` no `stet-start`: the mark lets nothing stand.',
    level: 'warn',
    fix: 'safe',
  },
  *check(marks) {
    for (const { kind, span, rules, isUnpaired, removal } of marks) {
      if (isUnpaired !== true) continue;
      const names = rules.map(({ id }) => id);
      if (kind === 'start') {
        yield {
          span,
          message: '`stet-start` has no `stet-end`, and lets nothing stand',
          hint: 'Write `stet-end` where it ends, or `stet-file` for the whole file.',
          fix: removal && { title: 'Remove the mark', safety: 'unsafe', edits: removal },
        };
      } else {
        yield {
          span,
          message: `\`stet-end\` has no \`stet-start\` before it${names.length > 0 ? ' that names the same rules' : ''}`,
          fix: removal && { title: 'Remove the mark', safety: 'safe', edits: removal },
        };
      }
    }
  },
});
