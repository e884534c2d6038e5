import type { Config } from '../model/config.ts';
import type { Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';

/** What a run asks for beyond what files and headers of images say. */
export interface Depth {
  /** Whether images were decoded. */
  readonly isDeep: boolean;
  readonly unanswered: Report['unanswered'];
}

/** Whether a rule has told all that it has to tell of a post, so that what it does not find is not there. */
export function isAsked(id: string, path: string, rules: RuleSet, config: Config, { isDeep, unanswered }: Depth): boolean {
  const rule = rules.get(id);
  if (rule === undefined || config.rulesAt(path).get(id)?.level === 'off') return false;
  if (rule.kind === 'corpus' && rule.urls !== undefined) return unanswered !== undefined && !unanswered.has(path);
  return isDeep || rule.meta.isDeeper !== true;
}
