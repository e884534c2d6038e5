import type { Config } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import { memo } from '../model/memo.ts';
import type { Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Web } from '../model/web.ts';
import { activeRules } from './active-rules.ts';

/** The corpus, with the web asked beforehand for all that rules want to know of the posts: rules can't wait. */
export async function withAnswers(
  corpus: Corpus,
  posts: readonly Post[],
  web: Web,
  config: Config,
  rules: RuleSet,
): Promise<{ readonly corpus: Corpus; readonly unanswered: Report['unanswered'] }> {
  const askingAt = memo((settings: ReturnType<Config['rulesAt']>) =>
    activeRules('corpus', rules, settings).filter(([, { urls }]) => urls !== undefined),
  );
  const wanted = new Map<string, ReadonlySet<string>>();
  const unanswered = new Map<string, readonly string[]>();
  for (const post of posts) {
    const urls = askingAt(config.rulesAt(post.path)).flatMap(([, rule, options]) => [...(rule.urls?.(post, options as never) ?? [])]);
    if (urls.length === 0) continue;
    if (web.concerns(post.path)) wanted.set(post.path, new Set(urls));
    else unanswered.set(post.path, []);
  }
  const answers = await web.ask(new Set([...wanted.values()].flatMap((urls) => [...urls])));
  for (const [path, urls] of wanted) {
    const reasons = [...urls].flatMap((url) => {
      const answer = answers.get(url);
      return answer?.status === 'unclear' ? answer.reason : [];
    });
    if (reasons.length > 0) unanswered.set(path, reasons);
  }
  return { corpus: { ...corpus, answerOf: (post, url) => (wanted.has(post.path) ? answers.get(url) : undefined) }, unanswered };
}
