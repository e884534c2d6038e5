import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/report.ts';
import { fingerprintOf } from './baseline/fingerprint.ts';

/**
 * What makes each finding known again after edits elsewhere, in the order of `diagnostics`: its path, its rule, the text
 * that offends, as a baseline knows it, and which of several equal ones it is. No two are equal.
 */
export function fingerprintsOf(diagnostics: readonly Diagnostic[], sourceOf: (path: string) => string | undefined): string[] {
  const sources = new Map<string, string>();
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { path, rule } = diagnostic;
    let source = sources.get(path);
    if (source === undefined) {
      source = sourceOf(path) ?? '';
      sources.set(path, source);
    }
    const key = JSON.stringify([path, rule, fingerprintOf(diagnostic, source)]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}:${count}`).digest('hex').slice(0, 32);
  });
}
