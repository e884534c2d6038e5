import { escapeUnprintable } from './printable.ts';
import type { Reporter } from './reporter.ts';

/** Version 1 of the machine format: the same bytes for the same content and config. */
export const json: Reporter = ({ summary, diagnostics, failures }, { tool }) =>
  `${escapeUnprintable(JSON.stringify({ version: 1, tool, summary, diagnostics, failures }, null, 2))}\n`;

/** One diagnostic a line. */
export const jsonl: Reporter = ({ diagnostics }) =>
  diagnostics.map((diagnostic) => `${escapeUnprintable(JSON.stringify(diagnostic))}\n`).join('');
