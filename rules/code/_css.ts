import type { SyntaxProblem } from './_problem.ts';
export function cssProblem(_code: string): SyntaxProblem | undefined {
  return undefined;
}
