import { applied } from '../engine/fix/edits.ts';
import { memo } from '../model/memo.ts';
import type { Diagnostic, Report } from '../model/report.ts';
import type { Position, Range } from '../model/span.ts';
import { lineStarts, rangeOf } from '../model/span.ts';
import { escapeUnprintable } from './printable.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { sentence } from './wording.ts';

/** The format of reviewdog: all findings in one object. */
export const rdjson: Reporter = (report, context) =>
  `${escapeUnprintable(JSON.stringify({ source: { name: context.tool.name }, diagnostics: reviewsOf(report, context) }, null, 2))}\n`;

/** The same, a finding a line. */
export const rdjsonl: Reporter = (report, context) =>
  reviewsOf(report, context)
    .map((review) => `${escapeUnprintable(JSON.stringify({ ...review, source: { name: context.tool.name } }))}\n`)
    .join('');

/** A suggestion over as many lines as this is nothing to judge at a glance. */
const MOST_LINES = 50;

function reviewsOf({ diagnostics, failures }: Report, { sourceOf, fromFolder }: ReportContext) {
  const known = memo(sourceOf);
  const failed = failures.map(({ path, message }) => ({ message, location: { path: fromFolder(path) }, severity: 'ERROR' }));
  const found = diagnostics.map((diagnostic) => {
    const source = known(diagnostic.path);
    return {
      message: sentence(diagnostic),
      location: { path: fromFolder(diagnostic.path), range: inBytes(diagnostic.range, source) },
      severity: diagnostic.severity === 'error' ? 'ERROR' : 'WARNING',
      code: { value: diagnostic.rule, ...(diagnostic.url !== undefined && /^https?:/.test(diagnostic.url) && { url: diagnostic.url }) },
      ...suggestionOf(diagnostic, source),
    };
  });
  return [...failed, ...found];
}

/** A fix of several edits becomes one: reviewdog takes several suggestions for alternatives. */
function suggestionOf({ fix }: Diagnostic, source: string | undefined) {
  if (fix === undefined || source === undefined || fix.edits.length === 0) return {};
  const edits = fix.edits.toSorted((a, b) => a.range.start.offset - b.range.start.offset);
  const start = Math.min(...edits.map(({ range }) => range.start.offset));
  const end = Math.max(...edits.map(({ range }) => range.end.offset));
  const repaired = applied(
    source,
    edits.map((edit) => ({ span: [edit.range.start.offset, edit.range.end.offset], text: edit.text })),
  );
  const text = repaired.slice(start, repaired.length - (source.length - end));
  const range = rangeOf(lineStarts(source), [start, end]);
  return range.end.line - range.start.line < MOST_LINES ? { suggestions: [{ range: inBytes(range, source), text }] } : {};
}

/** Columns that count the bytes of UTF-8 from one. */
function inBytes({ start, end }: Range, source: string | undefined) {
  const position = ({ line, column, offset }: Position) => {
    const before = source === undefined ? column - 1 : Buffer.byteLength(source.slice(offset - (column - 1), offset));
    return { line, column: before + 1 };
  };
  return { start: position(start), end: position(end) };
}
