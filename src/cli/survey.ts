import { type Survey, surveyOf } from '../adopt/survey.ts';
import type { Corpus } from '../model/corpus.ts';
import { siteRule } from '../model/rule.ts';
import { runProject } from './run.ts';
import { runFlags } from './run-flags.ts';
import type { Setup } from './setup.ts';
import { collectionTargets } from './targets.ts';

/** All posts of a project, read and not judged. */
export interface Surveyed {
  readonly surveys: readonly Survey[];
  readonly corpus: Corpus;
}

/** Reads all posts of the collections. Lets `notice` tell what could not be read. */
export async function survey({ root, disk, config }: Setup, notice: (line: string) => void): Promise<Surveyed> {
  let seen: Corpus | undefined;
  const look = siteRule({
    meta: { summary: 'Looks at all posts.', level: 'warn' },
    check(corpus) {
      seen = corpus;
      return [];
    },
  });
  const looking = { ...config, rulesAt: () => new Map([['look', { level: 'warn', options: {} } as const]]) };
  const options = { ...runFlags({}), cache: false };
  const rules = new Map([['look', look]]);
  const targets = collectionTargets(disk, config);
  const { failures } = await runProject(disk, looking, targets, { root, rules, decode: undefined, options, timing: undefined, notice });
  for (const { path, message } of failures) notice(`${path}: ${message}`);
  const corpus = seen as unknown as Corpus;
  return { corpus, surveys: await surveyOf(config.collections, corpus, disk) };
}
