import type { SyntaxProblem } from './_problem.ts';

/** The problem of the whole, unless it is several files that are each without one. */
export function problemOfFiles(code: string, problemOf: (text: string) => SyntaxProblem | undefined): SyntaxProblem | undefined {
  const problem = problemOf(code);
  if (problem === undefined) return undefined;
  const files = filesOf(code);
  return files.length > 1 && files.every((file) => problemOf(file) === undefined) ? undefined : problem;
}

/** Several files in one fence, each under a comment of its own with its name. */
function filesOf(code: string): string[] {
  return code.split(/\n\s*\n(?=#)/);
}
