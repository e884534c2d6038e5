import type { Fix } from './finding.ts';
import type { Range } from './span.ts';

export type Severity = 'error' | 'warning';

/** A finding with its name, severity and place: what reports and editors show. */
export interface Diagnostic {
  readonly path: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly range: Range;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  readonly fix?: {
    readonly title: string;
    readonly safety: Fix['safety'];
    readonly edits: readonly { readonly range: Range; readonly text: string }[];
  };
  /** The page of the rule; only a rule that is not our own may have none. */
  readonly url?: string;
  /** The image file that is at fault, relative to the root. */
  readonly image?: string;
}

/** Something the tool could not do; the other files were still judged. */
export interface Failure {
  readonly path: string;
  readonly message: string;
}

/** A finding that somebody has let stand. */
export interface Suppressed {
  readonly diagnostic: Diagnostic;
  readonly by: 'mark' | 'baseline';
  /** As the mark says it. */
  readonly reason?: string | undefined;
}

/** The path of a failure that concerns no file alone: the root of the project. */
export const WHOLE_PROJECT = '.';

export interface Report {
  readonly summary: {
    readonly files: number;
    readonly errors: number;
    readonly warnings: number;
    readonly fixable: number;
    readonly suppressed: number;
    readonly baselined: number;
  };
  /** Sorted by path, start offset, rule. */
  readonly diagnostics: readonly Diagnostic[];
  readonly failures: readonly Failure[];
  /** What is in no report, but where a format has a place for it. Not part of the JSON report. */
  readonly suppressed?: readonly Suppressed[];
  /** References that could not be judged, by the reason why. Not part of the JSON report. */
  readonly unjudged: ReadonlyMap<string, number>;
  /** Set where the web was asked: the posts with URLs of which nothing clear is known, with the reason for each that was asked for. Not part of the JSON report. */
  readonly unanswered?: ReadonlyMap<string, readonly string[]> | undefined;
  /** How many findings a baseline accepts that are not there any more, by rule. Not part of the JSON report. */
  readonly stale?: ReadonlyMap<string, number>;
  /** What was found out on the way and is worth a line on stderr, such as a learned image template. */
  readonly notices: readonly string[];
}

/** The same report with some of its findings left out. */
export function narrowed(report: Report, keep: (diagnostic: Diagnostic) => boolean): Report {
  const diagnostics = report.diagnostics.filter(keep);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined).length;
  const suppressed = report.suppressed?.filter(({ diagnostic }) => keep(diagnostic)) ?? [];
  return { ...report, diagnostics, suppressed, summary: { ...report.summary, errors, warnings: diagnostics.length - errors, fixable } };
}
