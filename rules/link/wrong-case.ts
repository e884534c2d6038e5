import type { Fix } from '../../src/model/finding.ts';
import type { LinkReference } from '../../src/model/link.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { withStatus } from './_resolved.ts';

export default corpusRule({
  meta: {
    summary: 'A link is right but for its letter case or Unicode form, and leads nowhere on most servers.',
    level: 'error',
    fix: 'safe',
  },
  *check(post, corpus) {
    for (const { link, resolution } of withStatus('wrong-case', post, corpus))
      yield {
        span: link.span,
        message: `\`${link.url}\` leads to \`${resolution.path}\` only where letter case and Unicode form are ignored`,
        hint: `Write \`${resolution.url}\`.`,
        fix: respell(link, resolution.url),
      };
  },
});

/** Only where the source is the URL itself: escapes and entities are left to people. */
function respell({ url, span: [start, end] }: LinkReference, text: string): Fix | undefined {
  if (end - start !== url.length) return undefined;
  return { title: `Write \`${text}\``, safety: 'safe', edits: [{ span: [start, end], text }] };
}
