import { corpusRule } from '../../src/model/rule.ts';
import { listed, withStatus } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'A link names a file that does not exist.', level: 'error' },
  *check(post, corpus) {
    for (const { link, resolution } of withStatus('missing-file', post, corpus))
      yield {
        span: link.span,
        message: `\`${link.url}\` leads to no file; looked for ${listed(resolution.tried)}`,
        hint: corpus.absence(resolution.tried) ?? (resolution.nearest && `Did you mean \`${resolution.nearest}\`?`),
      };
  },
});
