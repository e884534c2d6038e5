import type { Finding } from './finding.ts';
import type { Failure } from './report.ts';

/** What another linter found, by the name of its rule with us: `remark/no-literal-urls`. */
export interface LintFinding {
  readonly path: string;
  readonly rule: string;
  readonly finding: Finding;
}

/** Another linter, which judges the same files by code that is not ours. */
export interface Linter {
  /** Judges texts by their paths, all at once: some of its rules look from file to file. */
  check(texts: ReadonlyMap<string, string>): Promise<{ readonly findings: readonly LintFinding[]; readonly failures: readonly Failure[] }>;
  /**
   * Names all that its findings in a file depend on, beside path and text. Undefined where that can't be known: then
   * nothing may be kept of them.
   */
  keyOf(path: string): string | undefined;
}
