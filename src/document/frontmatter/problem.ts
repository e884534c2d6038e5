import type { FrontMatterProblem } from '../../model/frontmatter.ts';
import type { Span } from '../../model/span.ts';

export function duplicateKey(key: string, span: Span): FrontMatterProblem {
  return {
    kind: 'duplicate-key',
    span,
    message: `Key \`${key.replace(/^(['"])(.*)\1$/, '$2')}\` is written more than once`,
    hint: 'Most parsers refuse the whole front matter; keep one of them.',
  };
}
