import type { RuleSetting } from '../model/config.ts';
import type { Rule, RuleSet } from '../model/rule.ts';

export type ActiveRule<K extends Rule['kind']> = readonly [
  id: string,
  rule: Extract<Rule, { kind: K }>,
  options: Readonly<Record<string, unknown>>,
];

/** The rules of a kind that are not off, with their options, in the order of the rule set. */
export function activeRules<K extends Rule['kind']>(
  kind: K,
  rules: RuleSet,
  settings: ReadonlyMap<string, RuleSetting>,
): readonly ActiveRule<K>[] {
  return [...rules].flatMap(([id, rule]): ActiveRule<K>[] => {
    const setting = settings.get(id);
    return rule.kind !== kind || setting === undefined || setting.level === 'off'
      ? []
      : [[id, rule as Extract<Rule, { kind: K }>, setting.options]];
  });
}
