import type { Edit } from '../../model/finding.ts';
import type { Diagnostic } from '../../model/report.ts';
import type { Span } from '../../model/span.ts';

/** A finding with a fix: what would be done, and to which stretch of the text. */
export interface Repair {
  readonly diagnostic: Diagnostic;
  readonly edits: readonly Edit[];
  /** From its first edit to the end of its last. */
  readonly hull: Span;
}

/** The fix of a finding; undefined where it has none, or none that can be carried out on this text and changes it. */
export function repairOf(diagnostic: Diagnostic, text: string): Repair | undefined {
  const edits = diagnostic.fix?.edits
    .map(({ range, text: put }): Edit => ({ span: [range.start.offset, range.end.offset], text: put }))
    .filter(({ span, text: put }) => text.slice(...span) !== put)
    .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  const [first, last] = [edits?.[0], edits?.at(-1)];
  if (edits === undefined || first === undefined || last === undefined) return undefined;
  const isSound =
    last.span[1] <= text.length && edits.every(({ span }, index) => span[0] <= span[1] && !touches(edits[index - 1]?.span, span));
  return isSound ? { diagnostic, edits, hull: [first.span[0], last.span[1]] } : undefined;
}

/** The first of the repairs, in order of place, that don't touch each other; the others wait for the next pass. */
export function apart(repairs: readonly Repair[]): Repair[] {
  const chosen: Repair[] = [];
  for (const repair of repairs.toSorted((a, b) => a.hull[0] - b.hull[0] || a.hull[1] - b.hull[1]))
    if (!touches(chosen.at(-1)?.hull, repair.hull)) chosen.push(repair);
  return chosen;
}

/** Two stretches that share a character; also two at the same place, whose order nobody can tell. */
function touches(before: Span | undefined, [start]: Span): boolean {
  return before !== undefined && (start < before[1] || (start === before[0] && before[0] === before[1]));
}

/** The text with the edits, which are in order and don't overlap. Every unit outside of them stays. */
export function applied(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let result = '';
  for (const { span, text: put } of edits) {
    result += text.slice(at, span[0]) + put;
    at = span[1];
  }
  return result + text.slice(at);
}
