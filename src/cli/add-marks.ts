import { unknown } from '../config/issue.ts';
import { accept } from '../engine/baseline/baseline.ts';
import { type Marking, markingProject } from '../engine/marking/marking.ts';
import type { Project } from '../engine/project.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { RuleSet } from '../model/rule.ts';
import { baselineIn } from './accepted.ts';
import type { Options } from './options.ts';

interface World extends Pick<Marking, 'textOf' | 'readingOf'> {
  readonly host: Host;
  readonly rules: RuleSet;
  readonly options: Pick<Options, 'baseline' | 'quiet'>;
}

/** The project with marks for fixes, and which findings are to have one: what is reported, of the rules that are named. */
export function withMarks(
  project: Project,
  { rules: names, reason }: NonNullable<Options['marks']>,
  { host, rules, options, textOf, readingOf }: World,
): { readonly project: Project; wanted: Marking['wanted'] } {
  for (const id of names)
    if (!rules.has(id) && !id.startsWith('remark/')) throw new UserError(`\`--rule\`: ${unknown('rule', id, rules.keys())}`);
  const baseline = options.baseline ? baselineIn(host) : undefined;
  const isNamed = (rule: string) => (names.length === 0 || names.includes(rule)) && rules.get(rule)?.kind !== 'mark';
  const wanted: Marking['wanted'] = (report, current) => {
    const reported = baseline === undefined ? report : accept(report, baseline, current);
    return reported.diagnostics.filter(({ rule, severity }) => isNamed(rule) && (!options.quiet || severity === 'error'));
  };
  return { project: markingProject(project, { textOf, readingOf, wanted, reason }), wanted };
}
