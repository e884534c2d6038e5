import type { JudgedName } from '../../src/model/mark.ts';
import { markRule } from '../../src/model/rule.ts';

export default markRule({
  meta: { summary: 'A mark names no rule, or one that there is not, and lets nothing stand.', level: 'error' },
  *check(marks) {
    for (const { kind, span, rules, within } of marks) {
      if (rules.length === 0 && kind !== 'end') {
        yield {
          span,
          message: 'The mark names no rule, and lets nothing stand',
          hint: within.length === 0 ? 'Name the rules behind `stet`.' : `Name the rules: ${within.map((id) => `\`${id}\``).join(', ')}.`,
        };
      }
      for (const name of rules) {
        const problem = problemOf(name);
        if (problem !== undefined) yield { span: name.span, ...problem };
      }
    }
  },
});

function problemOf({ id, state, nearest }: JudgedName): { message: string; hint?: string } | undefined {
  if (state === 'mark') return { message: `No mark lets \`${id}\` stand`, hint: 'Set the rule in the config.' };
  if (state !== 'unknown') return undefined;
  if (id.includes('*') || id === 'all') return { message: `\`${id}\` is no rule`, hint: 'Name every rule in full.' };
  return { message: `There is no rule \`${id}\``, ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }) };
}
