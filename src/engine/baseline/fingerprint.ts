import type { Diagnostic } from '../../model/report.ts';
import { hashOf } from '../read.ts';

/** Names an offending text: wherever it stands in the file, and however it is spaced. */
export function fingerprintOf({ range: { start, end }, message }: Diagnostic, text = ''): string {
  const covered = text.slice(start.offset, end.offset);
  // A mark such as `---` offends in more than one way; a fence is known by what it holds.
  const offence = /[\p{L}\p{N}]/u.test(covered) ? covered : `${message}\n${/^[`~]/.test(covered) ? lineBehind(text, end.offset) : covered}`;
  return hashOf(offence.trim().replace(/\s+/g, ' ')).slice(0, LENGTH);
}

/** Sixty bits: in one file and one rule, no two texts will ever share them. */
const LENGTH = 10;

function lineBehind(text: string, offset: number): string {
  return /[\r\n][\s>]*([^\r\n]*)/.exec(text.slice(offset, offset + 1000))?.[1] ?? '';
}
