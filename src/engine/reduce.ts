import type { Config } from '../model/config.ts';
import type { Host } from '../model/host.ts';
import type { Failure } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import { createCorpus } from './corpus.ts';
import type { Located } from './finalise.ts';
import { type FileResult, ruleFailure } from './map.ts';
import { postOf } from './post.ts';

/** Runs the corpus rules over the facts of all files. Run every time, never cached. */
export async function reduce(results: ReadonlyMap<string, FileResult>, config: Config, rules: RuleSet, host: Host) {
  const corpus = await createCorpus(host);
  const findings: Located[] = [];
  const failures: Failure[] = [];
  for (const [path, { facts }] of results) {
    const { post, failure } = await postOf(path, config.collectionOf(path), facts);
    if (failure !== undefined) failures.push(failure);
    const settings = config.rulesAt(path);
    for (const [id, rule] of rules) {
      const setting = settings.get(id);
      if (rule.kind !== 'corpus' || setting === undefined || setting.level === 'off') continue;
      try {
        for (const finding of rule.check(post, corpus, setting.options as never)) findings.push({ path, signed: { rule: id, finding } });
      } catch (error) {
        failures.push({ path, message: ruleFailure(id, error) });
      }
    }
  }
  return { findings, failures };
}
