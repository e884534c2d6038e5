import type { Document } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { FrontMatterProblem } from '../../src/model/frontmatter.ts';

/** The problems of one kind that reading the front matter has met. */
export function* problemsOf({ frontmatterProblems }: Document, wanted: FrontMatterProblem['kind']): Generator<Finding> {
  for (const { kind, span, message, hint } of frontmatterProblems) if (kind === wanted) yield { span, message, hint };
}
