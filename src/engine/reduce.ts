import type { Config } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import { resolveEntry } from '../model/entries.ts';
import { memo } from '../model/memo.ts';
import type { Pause } from '../model/pause.ts';
import { type Failure, WHOLE_PROJECT } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Stopwatch } from '../model/stopwatch.ts';
import { activeRules } from './active-rules.ts';
import type { Located } from './finalise.ts';
import { ruleFailure } from './map.ts';
import type { World } from './world.ts';

export interface Judging {
  readonly config: Config;
  readonly rules: RuleSet;
  readonly watch?: Stopwatch | undefined;
  readonly pause?: Pause | undefined;
  /** Called before the rules are asked of a post. */
  readonly onPost?: ((path: string) => void) | undefined;
}

interface Judged {
  readonly findings: readonly Located[];
  readonly failures: readonly Failure[];
}

export interface Reduced extends Judged {
  /** Of rules that judge no post, but what all of them leave. */
  readonly site: readonly Located[];
  readonly unjudged: ReadonlyMap<string, number>;
}

/** Runs the corpus rules over all posts of a world, and the site rules. Run every time, never cached. */
export async function reduce(world: World, judging: Judging): Promise<Reduced> {
  const { corpus, judged } = world;
  const { config, rules, pause } = judging;
  const { findings, failures } = await judge(judged, corpus, judging);
  // A file that nobody uses, or that is there twice, is told only when everybody has been asked.
  const site = judged.length === corpus.posts.length ? siteFindings(corpus, config, rules) : { findings: [], failures: [] };
  return {
    findings,
    site: site.findings,
    failures: [...world.failures, ...failures, ...site.failures],
    unjudged: await unjudgedOf(world, pause),
  };
}

/** Runs the corpus rules over some posts. */
export async function judge(posts: readonly Post[], corpus: Corpus, judging: Judging): Promise<Judged> {
  const findings: Located[] = [];
  const failures: Failure[] = [];
  const judgePost = judgeBy(corpus, judging);
  for (const post of posts) {
    const found = judgePost(post);
    for (const finding of found.findings) findings.push(finding);
    for (const failure of found.failures) failures.push(failure);
    await judging.pause?.();
  }
  return { findings, failures };
}

/** Runs the corpus rules over a post, all at once. */
export function judgeBy(corpus: Corpus, { config, rules, watch, onPost }: Judging): (post: Post) => Judged {
  const activeBy = memo((settings: ReturnType<Config['rulesAt']>) => activeRules('corpus', rules, settings));
  return (post) => {
    onPost?.(post.path);
    const findings: Located[] = [];
    const failures: Failure[] = [];
    for (const [id, rule, options] of activeBy(config.rulesAt(post.path))) {
      try {
        for (const finding of rule.check(post, corpus, options as never)) findings.push({ path: post.path, signed: { rule: id, finding } });
      } catch (error) {
        failures.push({ path: post.path, message: ruleFailure(id, error) });
      }
      watch?.lap(id);
    }
    return { findings, failures };
  };
}

function siteFindings(corpus: Corpus, config: Config, rules: RuleSet): Judged {
  const findings: Located[] = [];
  const failures: Failure[] = [];
  for (const [id, rule, options] of activeRules('site', rules, config.rulesAt(''))) {
    try {
      for (const { path, ...finding } of rule.check(corpus, options as never)) {
        if (config.rulesAt(path).get(id)?.level !== 'off' && !config.ignored(path)) findings.push({ path, signed: { rule: id, finding } });
      }
    } catch (error) {
      failures.push({ path: WHOLE_PROJECT, message: ruleFailure(id, error) });
    }
  }
  return { findings, failures };
}

/** How many references could not be judged, by kind and reason. */
async function unjudgedOf({ judged, corpus, unanswered }: World, pause: Pause | undefined): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const count = (kind: string, resolution: { readonly status: string; readonly reason?: string | undefined }) => {
    if (resolution.status === 'not-judged' && resolution.reason !== undefined) add(`${kind}: ${resolution.reason}`);
  };
  for (const post of judged) {
    for (const image of post.images) count('image', corpus.resolve(post, image));
    for (const reference of post.references) count('reference', resolveEntry(post, reference, corpus));
    for (const link of post.facts.links) count('link', corpus.resolveLink(post, link));
    for (const reason of unanswered?.get(post.path) ?? []) add(`URL: ${reason}`);
    await pause?.();
  }
  return counts;
}
