import type { SyntaxProblem } from './_problem.ts';
export function htmlProblem(_code: string): SyntaxProblem | undefined {
  return undefined;
}
