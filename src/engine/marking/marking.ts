import { openDocument } from '../../document/document.ts';
import type { Document, ReadingSettings } from '../../model/document.ts';
import type { Edit } from '../../model/finding.ts';
import type { Diagnostic, Report } from '../../model/report.ts';
import { lineStarts, rangeOf } from '../../model/span.ts';
import { applied } from '../fix/edits.ts';
import type { Project } from '../project.ts';
import { type Place, placesFor } from './place.ts';

export interface Marking {
  readonly textOf: (path: string) => string | undefined;
  readonly readingOf: (path: string) => ReadingSettings;
  /** The findings that are to stand. */
  readonly wanted: (report: Report, textOf: (path: string) => string | undefined) => readonly Diagnostic[];
  /** Empty for none. */
  readonly reason: string;
}

/** The same project, in which the fix of every finding that is wanted is the mark that lets it stand, and no other has a fix. */
export function markingProject(project: Project, { textOf, readingOf, wanted, reason }: Marking): Project {
  const texts = new Map<string, string>();
  const current = (path: string) => texts.get(path) ?? textOf(path);
  return {
    update(path, text) {
      if (text === undefined) texts.delete(path);
      else texts.set(path, text);
      project.update(path, text);
    },
    async check() {
      const report = await project.check();
      const byPath = new Map<string, Diagnostic[]>();
      for (const diagnostic of wanted(report, current)) byPath.set(diagnostic.path, [...(byPath.get(diagnostic.path) ?? []), diagnostic]);
      const fixes = new Map<Diagnostic, Edit>();
      for (const [path, diagnostics] of byPath) {
        const text = current(path);
        if (text === undefined) continue;
        const document = await openDocument(path, text, readingOf(path));
        for (const [diagnostic, edit] of await marksFor(diagnostics, document, readingOf(path), reason)) fixes.set(diagnostic, edit);
      }
      return { ...report, diagnostics: report.diagnostics.map((diagnostic) => withMark(diagnostic, fixes.get(diagnostic), texts)) };
    },
  };
}

/** One mark for all that begins in its reach. A place counts when the mark there, read again, lets the finding stand. */
export async function marksFor(
  diagnostics: readonly Diagnostic[],
  document: Document,
  reading: ReadingSettings,
  reason: string,
): Promise<Map<Diagnostic, Edit>> {
  const marks = new Map<Diagnostic, Edit>();
  for (const diagnostic of diagnostics) {
    if (marks.has(diagnostic)) continue;
    for (const place of placesFor(diagnostic.rule, diagnostic.range.start.offset, document, reason)) {
      const group = diagnostics.filter((other) => other === diagnostic || (!marks.has(other) && isIn(other, place)));
      const edit = place.write([...new Set(group.map(({ rule }) => rule))].sort());
      if (!(await holds(edit, diagnostic, document, reading))) continue;
      for (const other of group) marks.set(other, edit);
      break;
    }
  }
  return marks;
}

function isIn({ range: { start } }: Diagnostic, { reach }: Place): boolean {
  return reach[0] <= start.offset && start.offset < reach[1];
}

async function holds(
  { span, text }: Edit,
  { path, rule, range }: Diagnostic,
  document: Document,
  reading: ReadingSettings,
): Promise<boolean> {
  const { marks } = await openDocument(path, applied(document.text, [{ span, text }]), reading);
  const { offset } = range.start;
  const at = offset < span[0] ? offset : offset + text.length;
  return marks.some(({ reach, rules }) => reach !== undefined && reach[0] <= at && at < reach[1] && rules.some(({ id }) => id === rule));
}

function withMark({ fix: _, ...diagnostic }: Diagnostic, edit: Edit | undefined, texts: ReadonlyMap<string, string>): Diagnostic {
  if (edit === undefined) return diagnostic;
  const starts = lineStarts(texts.get(diagnostic.path) ?? '');
  return { ...diagnostic, fix: { title: 'Let it stand', safety: 'safe', edits: [{ range: rangeOf(starts, edit.span), text: edit.text }] } };
}
