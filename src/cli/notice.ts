import { printableLines } from '../report/printable.ts';

/** Tells something on stderr, where it is no part of the report. What it quotes of the content can't forge lines. */
export function notice(line: string): void {
  process.stderr.write(`stet: ${printableLines(line)}\n`);
}
