import { corpusRule } from '../../src/model/rule.ts';
import { inspected } from './_resolved.ts';

export default corpusRule({
  meta: {
    summary: 'A file that is referred to as an image is none: empty, damaged, a Git LFS pointer, a web page.',
    level: 'error',
    isDeeper: true,
  },
  *check(post, corpus) {
    for (const { reference, path, inspection } of inspected(post, corpus)) {
      if (inspection.status === 'corrupt')
        yield { span: reference.span, message: `\`${path}\` ${inspection.reason}`, hint: inspection.hint, image: path };
      if (inspection.status === 'unreadable') yield { span: reference.span, message: `\`${path}\` can't be read: ${inspection.reason}` };
    }
  },
});
