/** A place in the content of a fence where it stops being what its language says. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}
