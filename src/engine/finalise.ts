import type { Config } from '../model/config.ts';
import { byText } from '../model/order.ts';
import type { Diagnostic, Failure, Report } from '../model/report.ts';
import type { Signed } from '../model/result.ts';
import { rangeOf, type Span } from '../model/span.ts';
import type { Stood } from './stand.ts';

export interface Located {
  readonly path: string;
  readonly signed: Signed;
}

type LinesOf = (path: string) => readonly number[];

/** What is known of the run, apart from its findings. */
export interface Outcome {
  /** Where the lines of a file begin. */
  readonly linesOf: LinesOf;
  /** How many files were judged. */
  readonly judged: number;
  readonly suppressed: readonly Stood[];
  readonly unjudged: Report['unjudged'];
  readonly unanswered: Report['unanswered'];
  readonly notices: Report['notices'];
}

/** Where the page of a rule is to be read; undefined when it has none. */
export type RuleUrl = (id: string) => string | undefined;

/** Stamps rule, severity and place on every finding, and sorts. The one place that does. */
export function finalise(
  { linesOf, judged, suppressed, unjudged, unanswered, notices }: Outcome,
  findings: readonly Located[],
  failures: readonly Failure[],
  config: Config,
  urlOf: RuleUrl,
): Report {
  const stamp = ({ path, signed }: Located) => diagnosticOf(path, signed, linesOf, config, urlOf);
  const diagnostics = findings.map(stamp).sort(compare);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return {
    summary: {
      files: judged,
      errors,
      warnings: diagnostics.length - errors,
      fixable: diagnostics.filter(({ fix }) => fix !== undefined).length,
      suppressed: suppressed.length,
      baselined: 0,
    },
    diagnostics,
    suppressed: suppressed
      .map((stood) => ({ diagnostic: stamp(stood), by: 'mark' as const, reason: stood.reason }))
      .sort((a, b) => compare(a.diagnostic, b.diagnostic)),
    failures: failures.toSorted((a, b) => byText(a.path, b.path) || byText(a.message, b.message)),
    unjudged,
    ...(unanswered && { unanswered }),
    notices,
  };
}

function diagnosticOf(path: string, { rule, finding }: Signed, linesOf: LinesOf, config: Config, urlOf: RuleUrl): Diagnostic {
  // What concerns a whole file stands at its start: the file, which may be an image, need not be read for that.
  const place = (span: Span, file = path) => rangeOf(span[1] === 0 ? [0] : linesOf(file), span);
  const { message, hint, related = [], fix, image } = finding;
  const url = finding.url ?? urlOf(rule);
  return {
    path,
    rule,
    severity: (config.rulesAt(path).get(rule)?.level ?? 'error') === 'error' && finding.level !== 'warn' ? 'error' : 'warning',
    message,
    ...(hint !== undefined && { hint }),
    range: place(finding.span),
    related: related.map((other) => ({ path: other.path ?? path, range: place(other.span, other.path), message: other.message })),
    ...(fix && { fix: { title: fix.title, safety: fix.safety, edits: fix.edits.map(({ span, text }) => ({ range: place(span), text })) } }),
    ...(url !== undefined && { url }),
    ...(image !== undefined && { image }),
  };
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    byText(a.path, b.path) ||
    a.range.start.offset - b.range.start.offset ||
    byText(a.rule, b.rule) ||
    a.range.end.offset - b.range.end.offset ||
    byText(a.message, b.message)
  );
}
