import type { Report } from '../../model/report.ts';
import { tally } from '../../model/tally.ts';

/** An error, or a failure, that was not there before. */
export interface NewError {
  readonly path: string;
  /** As a phrase, behind "it would". */
  readonly what: string;
}

/** What the second report has more of than the first: errors by file and rule, and failures. */
export function newErrors(before: Report, after: Report): NewError[] {
  const known = countsOf(before);
  return [...countsOf(after)].flatMap(([key, count]): NewError[] => {
    const [path = '', rule = ''] = key.split('\0');
    const what = rule === '' ? 'make a rule fail' : `make a new error: ${rule}`;
    return count > (known.get(key) ?? 0) ? [{ path, what }] : [];
  });
}

function countsOf({ diagnostics, failures }: Report): Map<string, number> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return tally([...errors.map(({ path, rule }) => `${path}\0${rule}`), ...failures.map(({ path }) => `${path}\0`)]);
}
