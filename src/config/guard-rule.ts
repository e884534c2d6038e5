import type { Corpus, Post } from '../model/corpus.ts';
import type { Document } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Findings, Rule } from '../model/rule.ts';
import type { Span } from '../model/span.ts';

/** A rule from outside whose findings are looked at before they are believed: a wrong one is the rule's failure. */
export function guarded(rule: Rule): Rule {
  switch (rule.kind) {
    case 'file':
      return {
        ...rule,
        isGuest: true,
        check: (document: Document, options: never) => guardedFile(rule.check(document, options), document.text.length),
      };
    case 'corpus':
      // Only our own rules ask the web.
      return {
        ...rule,
        urls: undefined,
        check: (post: Post, corpus: Corpus, options: never) => guardedAll(rule.check(post, corpus, options)),
      };
    case 'mark':
      return rule;
    case 'site':
      return { ...rule, check: (corpus: Corpus, options: never) => guardedAll(rule.check(corpus, options), true) };
  }
}

function guardedFile(findings: Findings, length: number): Findings {
  return findings !== null && typeof findings === 'object' && Symbol.asyncIterator in findings
    ? guardedLater(findings, length)
    : guardedAll(findings, false, length);
}

async function* guardedLater(findings: AsyncIterable<Finding>, length: number): AsyncIterable<Finding> {
  for await (const finding of findings) yield checked(finding, length);
}

function* guardedAll<F extends Finding>(findings: Iterable<F>, named = false, length = Number.POSITIVE_INFINITY): Iterable<F> {
  if (findings === null || typeof findings !== 'object' || !(Symbol.iterator in findings))
    throw new Error('`check` must give findings: write it as a generator (`*check(…)`), or return a list');
  for (const finding of findings) {
    if (named && typeof (finding as { path?: unknown }).path !== 'string') throw new Error('a finding of a site rule needs a `path`');
    yield checked(finding, length);
  }
}

function checked<F extends Finding>(finding: F, length: number): F {
  if (typeof finding?.message !== 'string' || finding.message === '') throw new Error('a finding needs a `message`');
  const spans = [finding.span, ...(finding.related ?? []).map(({ span }) => span), ...(finding.fix?.edits ?? []).map(({ span }) => span)];
  const [own, ...others] = spans;
  if (!isSpan(own, length) || !others.every((span) => isSpan(span, Number.POSITIVE_INFINITY)))
    throw new Error(`the span ${JSON.stringify(spans.find((span) => !isSpan(span, length)))} of a finding is none in the text`);
  return finding;
}

function isSpan(span: Span | undefined, length: number): boolean {
  return (
    Array.isArray(span) && Number.isInteger(span[0]) && Number.isInteger(span[1]) && span[0] >= 0 && span[0] <= span[1] && span[1] <= length
  );
}
