import { UserError } from '../../model/errors.ts';
import { byText } from '../../model/order.ts';
import { isRecord } from '../../model/record.ts';
import { type Baseline, type Entry, entriesOf, fromEntries } from './baseline.ts';
import { BASELINE_FILE } from './name.ts';

const VERSION = 1;
const MEND = 'mend it, or write it anew with `stet baseline`';

/** Reads the file's text. Throws a `UserError` that says what is wrong with it. */
export function readBaseline(text: string): Baseline {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${BASELINE_FILE} is no JSON: ${(error as Error).message}; ${MEND}`);
  }
  if (!isRecord(data) || data['version'] !== VERSION) throw new UserError(`${BASELINE_FILE} has no \`"version": ${VERSION}\`; ${MEND}`);
  const findings = data['findings'];
  if (!isRecord(findings)) throw new UserError(`${BASELINE_FILE} has no \`findings\`; ${MEND}`);
  const entries: Entry[] = [];
  for (const [path, rules] of Object.entries(findings)) {
    if (!isRecord(rules)) throw new UserError(`${BASELINE_FILE}: \`${path}\` must be rules with their findings; ${MEND}`);
    for (const [rule, counts] of Object.entries(rules)) {
      const isCounts = isRecord(counts) && Object.values(counts).every((count) => Number.isInteger(count) && Number(count) > 0);
      if (!isCounts) throw new UserError(`${BASELINE_FILE}: \`${path}\`: \`${rule}\` must be fingerprints with a count; ${MEND}`);
      for (const [fingerprint, count] of Object.entries(counts)) entries.push({ path, rule, fingerprint, count: Number(count) });
    }
  }
  return fromEntries(entries);
}

/** The same text for the same findings; a line for each, so that changes are told apart and merge. */
export function writeBaseline(baseline: Baseline): string {
  const findings: Record<string, Record<string, Record<string, number>>> = {};
  for (const { path, rule, fingerprint, count } of entriesOf(baseline).sort(byKey)) {
    findings[path] ??= {};
    const rules = findings[path];
    rules[rule] ??= {};
    rules[rule][fingerprint] = count;
  }
  return `${JSON.stringify({ version: VERSION, findings }, null, 2)}\n`;
}

function byKey(a: Entry, b: Entry): number {
  return byText(a.path, b.path) || byText(a.rule, b.rule) || byText(a.fingerprint, b.fingerprint);
}
