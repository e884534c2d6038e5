import { corpusRule } from '../../src/model/rule.ts';
import { withStatus } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'An image file that a post refers to does not exist.', level: 'error' },
  *check(post, corpus) {
    for (const { reference, resolution } of withStatus('missing', post, corpus)) {
      const tried = resolution.tried.map((path) => `\`${path}\``).join(', ');
      yield {
        span: reference.span,
        message: `Image \`${reference.url}\` does not exist; looked for ${tried}`,
        hint: corpus.absence(resolution.tried) ?? (resolution.nearest && `Did you mean \`${resolution.nearest}\`?`),
      };
    }
  },
});
