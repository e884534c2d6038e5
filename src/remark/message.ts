import type { VFileMessage } from 'vfile-message';
import type { Finding } from '../model/finding.ts';
import type { LintFinding } from '../model/linter.ts';
import type { Span } from '../model/span.ts';

/** A message of a plugin as a finding; a place that is not in the text becomes the nearest one that is. */
export function findingOf(path: string, message: VFileMessage, text: string, lines: readonly number[]): LintFinding {
  const finding: Finding = {
    span: spanOf(message, text, lines),
    message: message.reason,
    ...(message.fatal !== true && { level: 'warn' }),
    ...(typeof message.url === 'string' && { url: message.url }),
  };
  return { path, rule: `remark/${message.ruleId ?? message.source ?? 'message'}`, finding };
}

/** Whether a plugin says it of the text; everything else that is fatal is a failure of the run. */
export function isFinding({ fatal, ruleId }: VFileMessage): boolean {
  return fatal !== true || ruleId !== undefined;
}

/** What went wrong, from the outside in: `Cannot parse file `.remarkrc.mjs`: Unexpected end of input`. */
export function reasonOf(message: VFileMessage): string {
  const reasons: string[] = [];
  for (let at: unknown = message; at instanceof Error && reasons.length < 5; at = at.cause) {
    const [reason = ''] = ('reason' in at ? String(at.reason) : at.message).split('\n');
    if (reason !== 'Cannot process file' && !reasons.includes(reason)) reasons.push(reason);
  }
  return reasons.join(': ') || message.reason;
}

interface PointLike {
  readonly line?: number | null | undefined;
  readonly column?: number | null | undefined;
}

/** Of the whole place where it has an end, else of its point; of the start of the text where it has none. */
function spanOf({ place, ...older }: VFileMessage, text: string, lines: readonly number[]): Span {
  const at = place ?? (older as { position?: typeof place }).position;
  const [start, end] = at === undefined || at === null ? [] : 'start' in at ? [at.start, at.end] : [at, at];
  const from = offsetOf(start, text, lines) ?? 0;
  return [from, Math.max(from, offsetOf(end, text, lines) ?? from)];
}

function offsetOf(point: PointLike | undefined, text: string, lines: readonly number[]): number | undefined {
  if (typeof point?.line !== 'number') return undefined;
  // remark counts behind a byte order mark.
  const mark = point.line === 1 && text.startsWith('\uFEFF') ? 1 : 0;
  const line = (lines[point.line - 1] ?? text.length) + mark;
  return Math.min(text.length, Math.max(0, line + (point.column ?? 1) - 1));
}
