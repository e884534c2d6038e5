import type { Failure } from './report.ts';
import type { Signed } from './result.ts';

/** What another linter found, by the name of its rule with us: `remark/no-literal-urls`. */
export interface LintFinding extends Signed {
  readonly path: string;
}

export interface Linted {
  readonly findings: readonly LintFinding[];
  readonly failures: readonly Failure[];
  /** Whether what was found in a file may depend on which others were judged with it. */
  readonly isMutual: boolean;
}

export type LintTexts = (texts: ReadonlyMap<string, string>) => Promise<Linted>;

/** Several that judge side by side, until they are dismissed; each answers one question after the other. */
export interface Crew {
  readonly members: readonly LintTexts[];
  dismiss(): void;
}

/** Another linter, which judges the same files by code that is not ours. */
export interface Linter {
  /** Judges texts by their paths. */
  readonly check: LintTexts;
  /** As many as pay for so many files, of which `keyOf` knows all that counts; undefined where only one does. */
  crewFor?(files: number): Crew | undefined;
  /**
   * Names all that its findings in a file depend on, beside path and text. Undefined where that can't be known: then
   * nothing may be kept of them.
   */
  keyOf(path: string): Promise<string | undefined>;
}
