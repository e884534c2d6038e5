import { formatBytes } from '../../src/model/bytes.ts';
import { corpusRule } from '../../src/model/rule.ts';
import { inspected } from './_resolved.ts';

interface Options {
  readonly maxBytes: number;
  readonly maxGifBytes: number;
}

export default corpusRule<Options>({
  meta: {
    summary: 'An image file is heavier than readers should have to load.',
    level: 'warn',
    options: {
      maxBytes: { type: 'integer', format: 'bytes', default: '1 MB', description: 'The most that an image may weigh.' },
      maxGifBytes: { type: 'integer', format: 'bytes', default: '3 MB', description: 'The same for GIF, which compresses badly.' },
    },
  },
  *check(post, corpus, { maxBytes, maxGifBytes }) {
    for (const { reference, path, inspection } of inspected(post, corpus)) {
      if (inspection.status !== 'image') continue;
      const most = inspection.format === 'gif' ? maxGifBytes : maxBytes;
      if (inspection.bytes > most) {
        yield {
          span: reference.span,
          image: path,
          message: `\`${path}\` weighs ${formatBytes(inspection.bytes)}; the most is ${formatBytes(most)}`,
          hint: inspection.format === 'gif' ? 'A video is a fraction of that.' : 'Scale it down, or save it as WebP or AVIF.',
        };
      }
    }
  },
});
