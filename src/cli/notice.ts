import { UserError } from '../model/errors.ts';
import { printableLines } from '../report/printable.ts';

/** Tells something on stderr, where it is no part of the report. What it quotes of the content can't forge lines. */
export function notice(line: string): void {
  process.stderr.write(`stet: ${printableLines(line)}\n`);
}

/** What is to be said of an error. */
export function explain(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `internal error, please report it: ${error instanceof Error ? error.stack : String(error)}`;
}
