import { fingerprintsOf } from '../engine/fingerprint.ts';
import { escapeUnprintable } from './printable.ts';
import type { Reporter } from './reporter.ts';
import { sentence } from './wording.ts';

/** The Code Quality report of GitLab. It takes findings with the same fingerprint for one. */
export const gitlab: Reporter = ({ diagnostics }, { sourceOf, fromRepository }) => {
  const fingerprints = fingerprintsOf(diagnostics, sourceOf);
  const issues = diagnostics.map((diagnostic, index) => ({
    description: sentence(diagnostic),
    check_name: diagnostic.rule,
    fingerprint: fingerprints[index],
    severity: diagnostic.severity === 'error' ? 'major' : 'minor',
    location: {
      path: fromRepository(diagnostic.path),
      lines: { begin: diagnostic.range.start.line, end: diagnostic.range.end.line },
    },
  }));
  return `${escapeUnprintable(JSON.stringify(issues, null, 2))}\n`;
};
