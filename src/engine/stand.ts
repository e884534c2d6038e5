import type { Config } from '../model/config.ts';
import type { JudgedMark, JudgedName, Mark, NamedRule } from '../model/mark.ts';
import { nearest } from '../model/nearest.ts';
import type { Failure } from '../model/report.ts';
import type { FileResult } from '../model/result.ts';
import type { RuleSet } from '../model/rule.ts';
import { activeRules } from './active-rules.ts';
import { type Depth, isAsked } from './asked.ts';
import type { Located } from './finalise.ts';
import { ruleFailure } from './map.ts';

export interface Standing {
  /** What no mark lets stand, and what is wrong with the marks. */
  readonly findings: readonly Located[];
  readonly suppressed: readonly Stood[];
  readonly failures: readonly Failure[];
}

/** What a mark lets stand, and why, as far as it says that. */
export interface Stood extends Located {
  readonly reason: string | undefined;
}

interface World extends Depth {
  /** False: marks let nothing stand. They are judged all the same, by what they would let stand. */
  readonly heedsMarks: boolean;
  readonly results: ReadonlyMap<string, FileResult>;
  readonly config: Config;
  readonly rules: RuleSet;
  readonly failures: readonly Failure[];
}

/** Takes out the findings that marks let stand, then judges the marks. The one place that does. */
export function letStand(findings: readonly Located[], world: World): Standing {
  const marked = new Map(
    [...world.results].flatMap(([path, { facts }]) => (facts.marks.length === 0 ? [] : [[path, facts.marks] as const])),
  );
  if (marked.size === 0) return { findings, suppressed: [], failures: [] };
  const used = new Set<NamedRule>();
  const within = new Map<Mark, Set<string>>();
  const suppressed: Stood[] = [];
  const kept = findings.filter(({ path, signed }) => {
    const { rule, finding } = signed;
    const covering = (marked.get(path) ?? []).filter(({ reach }) => reach !== undefined && isWithin(finding.span[0], reach));
    for (const mark of covering) within.set(mark, (within.get(mark) ?? new Set()).add(rule));
    const naming = covering.filter((mark) => mark.rules.some(({ id }) => id === rule));
    for (const name of naming.flatMap(({ rules }) => rules)) if (name.id === rule) used.add(name);
    const stands = world.heedsMarks && naming.length > 0;
    if (stands) suppressed.push({ path, signed, reason: naming.find(({ reason }) => reason !== undefined)?.reason });
    return !stands;
  });
  const failures: Failure[] = [];
  const own = [...marked].flatMap(([path, marks]) => {
    const judged = marks.map((mark) => judge(mark, path, used, within.get(mark), world));
    return findingsOn(judged, path, world, failures);
  });
  return { findings: [...kept, ...own], suppressed, failures };
}

function isWithin(offset: number, [start, end]: readonly [number, number]): boolean {
  return start <= offset && offset < end;
}

function judge(mark: Mark, path: string, used: ReadonlySet<NamedRule>, within: ReadonlySet<string> | undefined, world: World): JudgedMark {
  const rules = mark.rules.map((name): JudgedName => {
    const state = used.has(name) ? 'used' : stateOf(name.id, path, world);
    return { ...name, state, nearest: state === 'unknown' ? nearest(name.id, world.rules.keys()) : undefined };
  });
  return { ...mark, rules, within: [...(within ?? [])].sort() };
}

/** What of a rule that found nothing in reach of a mark. */
function stateOf(id: string, path: string, world: World): JudgedName['state'] {
  const { config, rules, failures } = world;
  const rule = rules.get(id);
  // Which rules remark has is known to its plugins alone.
  if (rule === undefined) return id.startsWith('remark/') ? 'unasked' : 'unknown';
  if (rule.kind === 'mark') return 'mark';
  // A site rule is silent where not all posts are judged.
  const wasAsked = rule.kind !== 'site' && isAsked(id, path, rules, config, world);
  return wasAsked && !failures.some((failure) => failure.path === path) ? 'idle' : 'unasked';
}

function findingsOn(marks: readonly JudgedMark[], path: string, { config, rules }: World, failures: Failure[]): Located[] {
  const found: Located[] = [];
  for (const [id, rule, options] of activeRules('mark', rules, config.rulesAt(path))) {
    try {
      for (const finding of rule.check(marks, options as never)) found.push({ path, signed: { rule: id, finding } });
    } catch (error) {
      failures.push({ path, message: ruleFailure(id, error) });
    }
  }
  return found;
}
