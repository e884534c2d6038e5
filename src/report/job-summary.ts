import type { Diagnostic, Report } from '../model/report.ts';
import { printable } from './printable.ts';
import type { ReportContext } from './reporter.ts';
import { count, errorsFirst } from './wording.ts';

/** A summary may weigh 1 MiB, and nobody reads more than this. */
const MOST_FINDINGS = 100;

/** A page of Markdown about the run, as GitHub shows it beneath a job. */
export function jobSummary({ summary, diagnostics, failures }: Report, { fromRepository }: ReportContext): string {
  const ordered = errorsFirst(diagnostics);
  const left = ordered.length - MOST_FINDINGS;
  const parts = [
    `### stet\n\n${count(summary.errors, 'error')} and ${count(summary.warnings, 'warning')} in ${count(summary.files, 'file')}`,
    ...(failures.length === 0
      ? []
      : [failures.map(({ path, message }) => `- ${escaped(fromRepository(path))}: ${escaped(message)}`).join('\n')]),
    ...(ordered.length === 0 ? [] : [table(ordered.slice(0, MOST_FINDINGS), fromRepository)]),
    ...(left > 0 ? [`${count(left, 'finding')} more: see the log of the job`] : []),
  ];
  return `${parts.join('\n\n')}\n\n`;
}

function table(diagnostics: readonly Diagnostic[], fromRepository: (path: string) => string): string {
  const rows = diagnostics.map(
    ({ path, range, rule, severity, message, hint, url }) =>
      `| ${severity} | ${escaped(fromRepository(path))}:${range.start.line} | ${escaped(message)}${hint === undefined ? '' : `<br>${escaped(hint)}`} | ${linked(rule, url)} |`,
  );
  return ['| | Where | What | Rule |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function linked(rule: string, url: string | undefined): string {
  if (url === undefined || !/^https?:/.test(url)) return escaped(rule);
  return `[${escaped(rule)}](<${encodeURI(url.toWellFormed()).replaceAll('|', '%7C')}>)`;
}

/**
 * Text that Markdown shows as it is: no tags, links, mentions or cells of its own. Addresses would be linked although they
 * are escaped, were they not parted by a comment.
 */
function escaped(text: string): string {
  return printable(text)
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_{}[\]()#+\-.!|~@:$^=/"']/g, '\\$&')
    .replace(/\\:(?=\\\/)|\\@|www/gi, '$&<!-- -->');
}
