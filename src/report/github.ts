import type { Diagnostic, Failure } from '../model/report.ts';
import { printable } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { count, sentence } from './wording.ts';

/** GitHub shows no more annotations of a kind than this, of each step. */
const MOST_OF_A_KIND = 10;

type Kind = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly kind: Kind;
  readonly message: string;
  readonly properties: Readonly<Record<string, string | number>>;
}

/** Workflow commands of GitHub Actions: annotations beside the lines of a pull request. */
export const github: Reporter = ({ diagnostics, failures }, { fromRepository }) => {
  const found = [
    ...failures.map((failure) => failed(failure, fromRepository)),
    ...diagnostics.map((diagnostic) => annotation(diagnostic, fromRepository)),
  ];
  const kinds = [found.filter(({ kind }) => kind === 'error'), found.filter(({ kind }) => kind === 'warning')];
  const shown = kinds.flatMap((ofKind) => ofKind.slice(0, MOST_OF_A_KIND));
  const [errors = 0, warnings = 0] = kinds.map(({ length }) => Math.max(0, length - MOST_OF_A_KIND));
  return [...shown, ...notShown(errors, warnings)].map(command).join('');
};

function annotation(diagnostic: Diagnostic, fromRepository: (path: string) => string): Annotation {
  const { path, range, rule, severity } = diagnostic;
  const { start, end } = range;
  // Columns mean something only within a line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  return {
    kind: severity,
    message: sentence(diagnostic),
    properties: { file: fromRepository(path), line: start.line, endLine: end.line, ...columns, title: `stet ${rule}` },
  };
}

function failed({ path, message }: Failure, fromRepository: (path: string) => string): Annotation {
  return { kind: 'error', message, properties: { file: fromRepository(path), title: 'stet could not check this' } };
}

function notShown(errors: number, warnings: number): Annotation[] {
  if (errors + warnings === 0) return [];
  const parts = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''].filter((part) => part !== '');
  return [
    { kind: 'notice', message: `${parts.join(' and ')} more; the job's summary and its log have all`, properties: { title: 'stet' } },
  ];
}

function command({ kind, message, properties }: Annotation): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`);
  return `::${kind} ${pairs.join(',')}::${escapeData(printable(message))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
