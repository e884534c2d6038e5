import { printable, printablePath } from './printable.ts';
import type { Reporter } from './reporter.ts';

/** `path:line:col severity rule message`, a line each. */
export const concise: Reporter = ({ diagnostics }) =>
  diagnostics
    .map(
      ({ path, range, severity, rule, message }) =>
        `${printablePath(path)}:${range.start.line}:${range.start.column} ${severity} ${rule} ${printable(message)}\n`,
    )
    .join('');
