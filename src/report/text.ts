import picocolors from 'picocolors';
import { memo } from '../model/memo.ts';
import type { Diagnostic, Report } from '../model/report.ts';
import { counted } from '../model/words.ts';
import { frameOf } from './frame.ts';
import { printable, printablePath } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { statisticsTable } from './statistics.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

/** For people: each finding with its source line, then a summary; failures are told on stderr. */
export const text: Reporter = (report, { color, sourceOf, statistics }) => {
  const colors = picocolors.createColors(color);
  const source = memo(sourceOf);
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
  const checked = counted(files, 'file');
  const stands = `${suppressed === 0 ? '' : `, ${suppressed} let stand`}${baselined === 0 ? '' : `, ${baselined} in the baseline`}`;
  const notChecked = failures.length === 0 ? '' : colors.red(`; ${counted(failures.length, 'failure')}`);
  if (errors + warnings === 0) return files === 0 ? '' : `${colors.green(`${checked} checked, nothing found`)}${stands}${notChecked}\n`;
  const found = [errors > 0 ? colors.red(counted(errors, 'error')) : '', warnings > 0 ? colors.yellow(counted(warnings, 'warning')) : '']
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
