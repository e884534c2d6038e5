import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/report.ts';

type Fingerprinted = Pick<Diagnostic, 'path' | 'rule' | 'message' | 'range'>;

/**
 * What makes each finding known again after edits elsewhere, in the order of `diagnostics`: its path, its rule, the text
 * that it covers, and which of several equal ones it is. No two are equal.
 */
export function fingerprintsOf(diagnostics: readonly Fingerprinted[], sourceOf: (path: string) => string | undefined): string[] {
  const sources = new Map<string, string>();
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { path, rule } = diagnostic;
    let source = sources.get(path);
    if (source === undefined) {
      source = sourceOf(path) ?? '';
      sources.set(path, source);
    }
    const key = JSON.stringify([path, rule, subjectOf(diagnostic, source)]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}:${count}`).digest('hex').slice(0, 32);
  });
}

/**
 * The text that a finding covers, however it is broken into lines. Where that says nothing of its own, such as the `---`
 * that a missing key is told at, what the message quotes stands for it.
 */
function subjectOf({ message, range }: Fingerprinted, source: string): string {
  const covered = source.slice(range.start.offset, range.end.offset).replace(/\s+/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(covered) ? covered : `${covered} ${(message.match(/`[^`]*`/g) ?? []).join(' ')}`;
}
