import { markRule } from '../../src/model/rule.ts';

export default markRule({
  meta: { summary: 'A mark does not say why.', level: 'off' },
  *check(marks) {
    for (const { kind, span, reason } of marks) {
      if (kind === 'end' || reason !== undefined) continue;
      yield { span, message: 'The mark does not say why', hint: 'Write the reason behind the rules and ` -- `.' };
    }
  },
});
