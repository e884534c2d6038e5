import { createHash } from 'node:crypto';
import { memo } from '../model/memo.ts';
import type { Diagnostic } from '../model/report.ts';
import { fingerprintOf } from './baseline/fingerprint.ts';

/**
 * What makes each finding known again after edits elsewhere, in the order of `diagnostics`: its path, its rule, the text
 * that offends, as a baseline knows it, and which of several equal ones it is. No two are equal.
 */
export function fingerprintsOf(diagnostics: readonly Diagnostic[], sourceOf: (path: string) => string | undefined): string[] {
  const source = memo((path: string) => sourceOf(path) ?? '');
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { path, rule } = diagnostic;
    const key = JSON.stringify([path, rule, fingerprintOf(diagnostic, source(path))]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}:${count}`).digest('hex').slice(0, 32);
  });
}
