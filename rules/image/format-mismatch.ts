import { formatName } from '../../src/model/image.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { inspected, promisedFormat } from './_resolved.ts';

export default corpusRule({
  meta: { summary: 'The bytes of an image are of another format than its extension.', level: 'warn' },
  *check(post, corpus) {
    for (const { reference, path, inspection } of inspected(post, corpus)) {
      const promised = promisedFormat(path);
      if (inspection.status !== 'image' || promised === undefined || inspection.format === promised) continue;
      yield {
        span: reference.span,
        image: path,
        message: `\`${path}\` is named as ${formatName(promised)} and holds ${formatName(inspection.format)}`,
        hint: 'Rename the file, or convert it.',
      };
    }
  },
});
