import { fileRule } from '../../src/model/rule.ts';
import { contentOffsets } from './_offset.ts';

interface Options {
  readonly max: number;
}

export default fileRule<Options>({
  meta: {
    summary: 'A line of code is so long that readers must scroll.',
    level: 'off',
    options: { max: { type: 'integer', minimum: 1, default: 120, description: 'The most characters a line may have.' } },
  },
  *check(document, { max }) {
    for (const fence of document.fences) {
      if (fence.node.value.length <= max) continue;
      let at = 0;
      const toFile = contentOffsets(fence, document);
      for (const line of fence.node.value.split('\n')) {
        const characters = line.length > max ? [...line] : [];
        const rest = characters.slice(max).join('');
        // What has no space, such as an address, can't be broken.
        if (/\s\S/.test(rest)) {
          const start = toFile(at + line.length - rest.length);
          yield { span: [start, start + rest.length], message: `Line of ${characters.length} characters; at most ${max} are wanted` };
        }
        at += line.length + 1;
      }
    }
  },
});
