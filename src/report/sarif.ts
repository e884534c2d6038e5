import { fingerprintsOf } from '../engine/fingerprint.ts';
import type { Diagnostic, Failure, Suppressed } from '../model/report.ts';
import type { Range } from '../model/span.ts';
import { escapeUnprintable } from './printable.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { count, errorsFirst, sentence } from './wording.ts';

/** GitHub refuses a run with more results than this, and keeps the 5,000 gravest. */
const MOST_RESULTS = 25_000;

/** SARIF 2.1.0, as GitHub's code scanning and others read it. Errors come first, lest they be cut off, and what somebody lets stand last. */
export const sarif: Reporter = ({ diagnostics, suppressed = [], failures }, context) => {
  const letStand = suppressed.map(({ diagnostic }) => diagnostic);
  const all = [...diagnostics, ...letStand];
  const fingerprints = fingerprintsOf(all, context.sourceOf);
  const fingerprintOf = new Map(all.map((diagnostic, index) => [diagnostic, fingerprints[index] ?? '']));
  const suppressions = new Map(suppressed.map((one) => [one.diagnostic, [suppressionOf(one)]]));
  const ordered = [...errorsFirst(diagnostics), ...letStand];
  const kept = ordered.slice(0, MOST_RESULTS);
  const ids = [...new Set(kept.map(({ rule }) => rule))].sort();
  const rulesById = new Map(kept.map((diagnostic) => [diagnostic.rule, diagnostic]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: context.tool.name,
            version: context.tool.version,
            semanticVersion: context.tool.version,
            rules: ids.map((id) => ruleOf(id, rulesById.get(id)?.url, context)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository' } } },
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: [
              ...failures.map((failure) => notification(failure, context)),
              ...(ordered.length > kept.length ? [leftOut(ordered.length - kept.length)] : []),
            ],
          },
        ],
        results: kept.map((diagnostic) => ({
          ...resultOf(diagnostic, ids.indexOf(diagnostic.rule), fingerprintOf.get(diagnostic) ?? '', context),
          // Of all results of a run, or of none: an empty list says that nobody lets this one stand.
          suppressions: suppressions.get(diagnostic) ?? [],
        })),
      },
    ],
  };
  return `${escapeUnprintable(JSON.stringify(log, null, 2))}\n`;
};

const ROOT = 'SRCROOT';

function ruleOf(id: string, url: string | undefined, context: ReportContext) {
  const known = context.ruleOf(id);
  const summary = known?.meta.summary ?? id;
  return {
    id,
    name: id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: known?.page ?? summary, markdown: known?.page ?? summary },
    ...(url !== undefined && /^https?:/.test(url) && { helpUri: url }),
    defaultConfiguration: { level: known?.meta.level === 'error' ? 'error' : 'warning' },
    properties: { tags: ['content', id.split('/')[0]], precision: 'very-high' },
  };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, fingerprint: string, context: ReportContext) {
  const { rule, severity, path, range, related, fix } = diagnostic;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: sentence(diagnostic) },
    locations: [{ physicalLocation: placeOf(path, range, context) }],
    // GitHub makes a hash of the line for itself, and complains of one that is not its own.
    partialFingerprints: { 'stet/v1': fingerprint },
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        physicalLocation: placeOf(other.path, other.range, context),
        message: { text: other.message },
      })),
    }),
    ...(fix && { fixes: [fixOf(path, fix, context)] }),
  };
}

function suppressionOf({ by, reason }: Suppressed) {
  return { kind: by === 'mark' ? 'inSource' : 'external', ...(reason !== undefined && { justification: reason }) };
}

function fixOf(path: string, { title, edits }: NonNullable<Diagnostic['fix']>, context: ReportContext) {
  const replacements = edits.map(({ range, text }) => ({ deletedRegion: regionOf(range), insertedContent: { text } }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: artifactOf(path, context), replacements }] };
}

function placeOf(path: string, range: Range, context: ReportContext) {
  return { artifactLocation: artifactOf(path, context), region: regionOf(range) };
}

/** A path as a URI: what has a meaning of its own there is encoded. */
function artifactOf(path: string, { fromRepository }: ReportContext) {
  const uri = fromRepository(path).toWellFormed().split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: ROOT };
}

function regionOf({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function notification({ path, message }: Failure, context: ReportContext) {
  return { level: 'error', message: { text: message }, locations: [{ physicalLocation: { artifactLocation: artifactOf(path, context) } }] };
}

function leftOut(number: number) {
  return {
    level: 'warning',
    message: { text: `${count(number, 'result')} more were left out; a run may have ${count(MOST_RESULTS, 'result')}` },
  };
}
