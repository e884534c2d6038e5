import type { Diagnostic, Report } from '../../src/model/report.ts';
import { lineStarts, rangeOf } from '../../src/model/span.ts';
import type { ReportContext } from '../../src/report/reporter.ts';

/** A context for reports on texts, in a repository whose root is the folder at hand. */
export function contextOf(sources: Readonly<Record<string, string>>, rest: Partial<ReportContext> = {}): ReportContext {
  return {
    tool: { name: 'stet', version: '1.2.3' },
    color: false,
    statistics: false,
    sourceOf: (path) => (Object.hasOwn(sources, path) ? sources[path] : undefined),
    ruleOf: () => undefined,
    fromRepository: (path) => path,
    fromFolder: (path) => path,
    bytesOf: () => undefined,
    ...rest,
  };
}

/** A finding over the first place where `part` stands in `source`. */
export function findingIn(
  source: string,
  path: string,
  part: string,
  rest: Partial<Diagnostic> & Pick<Diagnostic, 'rule' | 'message'>,
): Diagnostic {
  const start = Math.max(0, source.indexOf(part));
  const range = rangeOf(lineStarts(source), [start, start + part.length]);
  return { path, severity: 'error', range, related: [], url: `https://example.org/rules/${rest.rule}.md`, ...rest };
}

export function reportOf(diagnostics: readonly Diagnostic[], rest: Partial<Report> = {}): Report {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined).length;
  const summary = { files: 2, errors, warnings: diagnostics.length - errors, fixable, suppressed: 0, baselined: 0 };
  return { summary, diagnostics, failures: [], unjudged: new Map(), notices: [], ...rest };
}
