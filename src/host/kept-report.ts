import { readFileSync } from 'node:fs';
import { hashOf } from '../engine/read.ts';
import type { Stamp } from '../model/host.ts';
import type { Report } from '../model/report.ts';
import { putFile } from './put-file.ts';
import { isAsSeen, type Seen } from './witness.ts';

/** What came of a run, and what it has seen of the disk. */
export interface KeptReport {
  readonly seen: Seen;
  /** Folders of content, relative to the root: no remark config was there, nor above them. */
  readonly folders: readonly string[];
  /** What was said beside the report. */
  readonly said: readonly string[];
  readonly report: Report;
}

/** Raised with each change of this layout. */
const FORMAT = 'stet report 1';

const sealOf = (key: string, body: Uint8Array) => `${FORMAT} ${hashOf(key)} ${hashOf(body)}\n`;

/** Why it could not be written, if so. `key` is all that a run depends on beside the disk. */
export function keepReport(path: string, key: string, { report, ...rest }: KeptReport): string | undefined {
  const { unjudged, stale, ...plain } = report;
  const body = Buffer.from(JSON.stringify({ ...rest, report: plain, unjudged: [...unjudged], stale: stale && [...stale] }));
  return putFile(path, [Buffer.from(sealOf(key, body)), body]);
}

/** What was kept of a run with this key that saw the disk as it is now; undefined where there is none, or it is damaged. */
export function findReport(path: string, key: string, stampOf: (path: string) => Stamp | undefined): KeptReport | undefined {
  try {
    const bytes = readFileSync(path);
    const body = bytes.subarray(bytes.indexOf('\n') + 1);
    if (bytes.toString('latin1', 0, bytes.length - body.length) !== sealOf(key, body)) return undefined;
    const { report, unjudged, stale, ...rest } = JSON.parse(body.toString('utf8'));
    if (!isAsSeen(rest.seen, stampOf)) return undefined;
    return { ...rest, report: { ...report, unjudged: new Map(unjudged), ...(stale && { stale: new Map(stale) }) } };
  } catch {
    return undefined;
  }
}
