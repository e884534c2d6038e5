import type { FileCache } from '../model/cache.ts';
import type { Config } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import type { Host } from '../model/host.ts';
import type { DecodeImage } from '../model/image.ts';
import { memo } from '../model/memo.ts';
import type { Failure } from '../model/report.ts';
import type { FileResult } from '../model/result.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Stopwatch } from '../model/stopwatch.ts';
import { activeRules } from './active-rules.ts';
import { createAssets } from './assets.ts';
import { createCorpus } from './corpus.ts';
import type { Located } from './finalise.ts';
import { learn } from './learn.ts';
import { ruleFailure } from './map.ts';
import { postOf } from './post.ts';

export interface Judging {
  readonly isJudged: (path: string) => boolean;
  readonly config: Config;
  readonly rules: RuleSet;
  readonly host: Host;
  /** Given, every image that judged files refer to is decoded. */
  readonly decode: DecodeImage | undefined;
  readonly cache: FileCache | undefined;
  readonly watch: Stopwatch | undefined;
}

export interface Reduced {
  readonly findings: readonly Located[];
  readonly failures: readonly Failure[];
  readonly unjudged: ReadonlyMap<string, number>;
  readonly notices: readonly string[];
}

/**
 * Runs the corpus rules over the facts of all files. Run every time, never cached. Findings are those of the files that
 * `isJudged` names; the others are there to be referred to.
 */
export async function reduce(
  results: ReadonlyMap<string, FileResult>,
  { isJudged, config, rules, host, decode, cache, watch }: Judging,
): Promise<Reduced> {
  watch?.restart();
  const drafts: Post[] = [];
  const failures: Failure[] = [];
  for (const [path, { facts }] of results) {
    const { post, failure } = await postOf(path, config.collectionOf(path), facts, isJudged(path));
    drafts.push(post);
    if (failure !== undefined) failures.push(failure);
  }
  const assets = createAssets(host);
  const lessons = learn(drafts, assets);
  const posts = new Map(
    drafts.map((post) => [post.path, post.collection === undefined ? post : { ...post, collection: lessons.learned(post.collection) }]),
  );
  const judged = [...posts.values()].filter(({ path }) => isJudged(path));
  const structure = await createCorpus(posts, assets, lessons, host, cache);
  const corpus = decode === undefined ? structure : await (await import('./deep.ts')).withPixels(structure, judged, host, decode);
  const findings: Located[] = [];
  watch?.lap('schemas and templates');
  const activeBy = memo((settings: ReturnType<Config['rulesAt']>) => activeRules('corpus', rules, settings));
  for (const post of judged) {
    for (const [id, rule, options] of activeBy(config.rulesAt(post.path))) {
      try {
        for (const finding of rule.check(post, corpus, options as never)) findings.push({ path: post.path, signed: { rule: id, finding } });
      } catch (error) {
        failures.push({ path: post.path, message: ruleFailure(id, error) });
      }
      watch?.lap(id);
    }
  }
  // A file that nobody uses, or that is there twice, is told only when everybody has been asked.
  if (judged.length === posts.size) siteFindings(corpus, config, rules, findings, failures);
  return { findings, failures, unjudged: unjudgedOf(judged, corpus), notices: lessons.notices };
}

function siteFindings(corpus: Corpus, config: Config, rules: RuleSet, findings: Located[], failures: Failure[]): void {
  for (const [id, rule, options] of activeRules('site', rules, config.rulesAt(''))) {
    try {
      for (const { path, ...finding } of rule.check(corpus, options as never)) {
        if (config.rulesAt(path).get(id)?.level !== 'off' && !config.ignored(path)) findings.push({ path, signed: { rule: id, finding } });
      }
    } catch (error) {
      failures.push({ path: '', message: ruleFailure(id, error) });
    }
  }
}

/** How many references could not be judged, by kind and reason. */
function unjudgedOf(posts: readonly Post[], corpus: Corpus): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (kind: string, resolution: { readonly status: string; readonly reason?: string | undefined }) => {
    if (resolution.status !== 'not-judged' || resolution.reason === undefined) return;
    const key = `${kind}: ${resolution.reason}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const post of posts) {
    for (const image of post.images) count('image', corpus.resolve(post, image));
    for (const link of post.facts.links) count('link', corpus.resolveLink(post, link));
  }
  return counts;
}
