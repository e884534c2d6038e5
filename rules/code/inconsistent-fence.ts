import type { Fence } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';

interface Options {
  readonly style: 'consistent' | 'backtick' | 'tilde';
}

export default fileRule<Options>({
  meta: {
    summary: 'A code fence is drawn with the other character than the fences before it.',
    level: 'off',
    options: {
      style: {
        type: 'string',
        enum: ['consistent', 'backtick', 'tilde'],
        default: 'consistent',
        description: 'The character to draw fences with; consistent takes that of the first fence of a post.',
      },
    },
  },
  *check(document, { style }) {
    const free = document.fences.filter((fence) => !isBound(fence));
    const wanted = style === 'consistent' ? free[0]?.marker.charAt(0) : style === 'tilde' ? '~' : '`';
    for (const { marker, opening } of free) {
      if (marker.charAt(0) === wanted) continue;
      yield {
        span: [opening[0], opening[0] + marker.length],
        message: `Code fence of ${marker.charAt(0) === '~' ? 'tildes' : 'backticks'}${style === 'consistent' ? ', unlike the first of the post' : ''}`,
      };
    }
  },
});

/** Around other fences, or behind a name with a backtick, the character is not free. */
function isBound({ node, marker }: Fence): boolean {
  return /^\s*(?:```|~~~)/m.test(node.value) || (marker.startsWith('~') && `${node.lang ?? ''}${node.meta ?? ''}`.includes('`'));
}
