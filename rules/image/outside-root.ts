import { corpusRule } from '../../src/model/rule.ts';
import { withStatus } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'An image reference leads out of the project.', level: 'error' },
  *check(post, corpus) {
    for (const { reference } of withStatus('outside-root', post, corpus)) {
      yield {
        span: reference.span,
        message: `Image \`${reference.url}\` lies outside the project`,
        hint: 'It is on no other machine; copy the file into the project.',
      };
    }
  },
});
