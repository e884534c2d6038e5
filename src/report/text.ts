import picocolors from 'picocolors';
import type { Diagnostic, Report } from '../model/report.ts';
import { frameOf } from './frame.ts';
import { printable, printablePath } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { statisticsTable } from './statistics.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

/** For people: each finding with its source line, then a summary; failures are told on stderr. */
export const text: Reporter = (report, { color, sourceOf, statistics }) => {
  const colors = picocolors.createColors(color);
  const sources = new Map<string, string | undefined>();
  const source = (path: string) => {
    if (!sources.has(path)) sources.set(path, sourceOf(path));
    return sources.get(path);
  };
  const blocks = report.diagnostics.map((diagnostic) => block(diagnostic, source(diagnostic.path), colors));
  return [...blocks, ...(statistics ? [statisticsTable(report)] : []), summaryLine(report, colors)]
    .filter((part) => part !== '')
    .join('\n');
};

function block(diagnostic: Diagnostic, source: string | undefined, colors: Colors): string {
  const { path, range, severity, rule, message, hint, related } = diagnostic;
  const paint = severity === 'error' ? colors.red : colors.yellow;
  const lines = [
    `${colors.bold(`${printablePath(path)}:${range.start.line}:${range.start.column}`)} ${paint(severity)} ${printable(message)} ${colors.dim(rule)}`,
  ];
  const frame = source === undefined ? undefined : frameOf(source, range);
  if (frame !== undefined && frame.line.trim() !== '') {
    const number = String(range.start.line);
    lines.push(colors.dim(`  ${number} │ `) + frame.line);
    lines.push(colors.dim(`  ${' '.repeat(number.length)} │ `) + ' '.repeat(frame.indent) + paint('^'.repeat(frame.length)));
  }
  for (const other of related)
    lines.push(
      `  ${colors.dim('see')} ${printable(other.path)}:${other.range.start.line}:${other.range.start.column} ${colors.dim(printable(other.message))}`,
    );
  if (hint !== undefined) lines.push(`  ${colors.cyan('hint')} ${printable(hint)}`);
  return `${lines.join('\n')}\n`;
}

function summaryLine({ summary, failures, diagnostics }: Report, colors: Colors): string {
  const { files, errors, warnings, fixable, suppressed, baselined } = summary;
  const checked = count(files, 'file');
  const stands = `${suppressed === 0 ? '' : `, ${suppressed} let stand`}${baselined === 0 ? '' : `, ${baselined} in the baseline`}`;
  const notChecked = failures.length === 0 ? '' : colors.red(`; ${count(failures.length, 'failure')}`);
  if (errors + warnings === 0) return files === 0 ? '' : `${colors.green(`${checked} checked, nothing found`)}${stands}${notChecked}\n`;
  const found = [errors > 0 ? colors.red(count(errors, 'error')) : '', warnings > 0 ? colors.yellow(count(warnings, 'warning')) : '']
    .filter((part) => part !== '')
    .join(' and ');
  const canFix = fixable === 0 ? '' : `, ${fixesOf(diagnostics)}`;
  return `${found} in ${checked}${canFix}${stands}${notChecked}\n`;
}

/** How many can be fixed, and by which flag. */
function fixesOf(diagnostics: readonly Diagnostic[]): string {
  const safe = diagnostics.filter(({ fix }) => fix?.safety === 'safe').length;
  const unsafe = diagnostics.filter(({ fix }) => fix?.safety === 'unsafe').length;
  const parts = [...(safe > 0 ? [`${safe} that --fix repairs`] : []), ...(unsafe > 0 ? [`${unsafe} that --unsafe-fixes repairs`] : [])];
  return parts.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
