import type { Config } from '../model/config.ts';
import type { Post } from '../model/corpus.ts';
import { ContentError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { Failure } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import { createCorpus } from './corpus.ts';
import { each, type FileResult, ruleFailure, type Signed } from './map.ts';

/** Runs the corpus rules over the facts of all files. Run every time, never cached. */
export async function reduce(results: ReadonlyMap<string, FileResult>, config: Config, rules: RuleSet, host: Host) {
  const corpus = createCorpus(host);
  const findings: { path: string; signed: Signed }[] = [];
  const failures: Failure[] = [];
  for (const [path, { facts }] of results) {
    const post: Post = { path, collection: config.collectionOf(path), facts };
    const settings = config.rulesAt(path);
    const refusals = new Set<string>();
    for (const [id, rule] of rules) {
      const setting = settings.get(id);
      if (rule.kind !== 'corpus' || setting === undefined || setting.level === 'off') continue;
      try {
        await each(rule.check(post, corpus, setting.options as never), (finding) => findings.push({ path, signed: { rule: id, finding } }));
      } catch (error) {
        // Two rules that ask for the same thing fail for the same reason.
        refusals.add(error instanceof ContentError ? error.message : ruleFailure(id, error));
      }
    }
    for (const message of refusals) failures.push({ path, message });
  }
  return { findings, failures };
}
