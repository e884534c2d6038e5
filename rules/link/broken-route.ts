import { corpusRule } from '../../src/model/rule.ts';
import { withStatus } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'A link leads to an address of the site where there is no page, file or redirect.', level: 'error' },
  *check(post, corpus) {
    for (const { link, resolution } of withStatus('broken-route', post, corpus))
      yield {
        span: link.span,
        message: `\`${link.url}\` leads to no page of the site`,
        hint: resolution.nearest && `Did you mean \`${resolution.nearest}\`?`,
      };
  },
});
