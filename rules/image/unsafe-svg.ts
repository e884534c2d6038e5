import { corpusRule } from '../../src/model/rule.ts';
import { inspected } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'An SVG holds a script, an event handler or a `javascript:` link.', level: 'warn' },
  *check(post, corpus) {
    for (const { reference, path, inspection } of inspected(post, corpus)) {
      if (inspection.status !== 'image' || inspection.active === undefined) continue;
      const { name, line } = inspection.active;
      yield {
        span: reference.span,
        image: path,
        message: `\`${path}\` holds code: \`${name}\` on line ${line}`,
        hint: 'It runs where the file is opened by itself or put into a page; remove it.',
      };
    }
  },
});
