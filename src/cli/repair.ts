import { type Fixed, fixAll } from '../engine/fix/fix.ts';
import type { Project } from '../engine/project.ts';
import { readText } from '../engine/read.ts';
import { settingsBy } from '../engine/settings.ts';
import { overlayHost } from '../host/memory.ts';
import { diskWriter } from '../host/write.ts';
import type { Config } from '../model/config.ts';
import { HostError } from '../model/errors.ts';
import type { Host, Writer } from '../model/host.ts';
import { byText } from '../model/order.ts';
import type { Failure, Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import { counted } from '../model/words.ts';
import { unifiedDiff } from '../report/diff.ts';
import { printable } from '../report/printable.ts';
import { colorWanted } from './color.ts';
import type { FixLimits } from './fix-change.ts';
import type { Options } from './options.ts';
import { type RunTools, runProject } from './run.ts';
import type { Targets } from './targets.ts';

export interface Repaired {
  /** What remains. */
  readonly report: Report;
  /** The files with what was made of them. */
  readonly host: Host;
  /** For stdout, instead of the report: what would be changed, or what was made of the text on standard input. */
  readonly output: string | undefined;
  readonly exitCode: number | undefined;
}

export type Stdin = { readonly path: string; readonly text: string | undefined };

/** Judges the targets, and carries out the fixes that are asked for: in the files, as a diff, or in the text of `stdin`. */
export async function repairFiles(
  host: Host,
  config: Config,
  targets: Targets,
  tools: RunTools,
  options: Options,
  { stdin, limits }: { readonly stdin: Stdin | undefined; readonly limits: FixLimits | undefined },
): Promise<Repaired> {
  const { root, rules, notice } = tools;
  const writer = options.fix === 'write' && stdin === undefined ? diskWriter(root) : undefined;
  let texts: Fixed['texts'] = new Map();
  const report = await runProject(host, config, targets, tools, async (project) => {
    const fixed = await fixProject(project, host, config, rules, options, notice, limits);
    const { failures, report } = writer === undefined ? { failures: [], ...fixed } : await writeAll(fixed, project, writer);
    const failed = new Set(failures.map(({ path }) => path));
    texts = new Map([...fixed.texts].filter(([path]) => !failed.has(path)));
    const files = counted(texts.size, 'file');
    const done = options.marks === undefined ? 'fixed' : `marked, with ${counted(fixed.count, 'mark')}`;
    if (texts.size > 0) notice(options.fix === 'diff' ? `${files} would be changed` : `${files} ${done}`);
    limits?.end(writer === undefined ? [] : [...texts.keys()]);
    return { ...report, failures: [...report.failures, ...failures] };
  });
  const isDiff = options.fix === 'diff';
  return {
    report,
    host: overlayHost(new Map([...texts].map(([path, { after }]) => [path, after])), host),
    exitCode: isDiff ? (report.failures.length > 0 ? 2 : texts.size > 0 && !options.exitZero ? 1 : 0) : undefined,
    output: isDiff
      ? diffOf(texts, colorWanted(options.color, process.stdout))
      : stdin && (texts.get(stdin.path)?.after ?? stdin.text ?? ''),
  };
}

async function fixProject(
  project: Project,
  host: Host,
  config: Config,
  rules: RuleSet,
  options: Options,
  notice: RunTools['notice'],
  limits: FixLimits | undefined,
): Promise<Fixed> {
  const settingsOf = settingsBy(config, new Map());
  const textOf = (path: string) => readText(host, path).text;
  const readingOf = (path: string) => settingsOf(path).reading;
  const marked =
    options.marks && (await import('./add-marks.ts')).withMarks(project, options.marks, { host, rules, options, textOf, readingOf });
  const fixed = await fixAll({
    project: marked?.project ?? project,
    textOf,
    readingOf,
    // What a quiet run does not tell, it does not change either.
    wanted: ({ fix, severity, path }) =>
      (fix?.safety === 'safe' || options.unsafeFixes) && (!options.quiet || severity === 'error') && (limits?.allows(path) ?? true),
  });
  const what = marked === undefined ? 'fix' : 'mark';
  for (const { diagnostic, why } of fixed.dropped)
    notice(`${printable(diagnostic.path)}:${diagnostic.range.start.line}: a ${what} of ${diagnostic.rule} was not made: it would ${why}`);
  if (fixed.isUnfinished) notice('there are still fixes to make, as some bring others about: run it again, or turn one of the rules off');
  for (const { path, range, rule } of marked?.wanted(fixed.report, (path) => fixed.texts.get(path)?.after ?? textOf(path)) ?? [])
    notice(
      `${printable(path)}:${range.start.line}: no mark can let ${rule} stand here: set it in the config, or accept it with \`stet baseline\``,
    );
  // Fixes that are marks are none of the report's.
  return marked === undefined ? fixed : { ...fixed, report: await project.check() };
}

/** Writes the files one by one. Those that could not be written are judged as they lie there. */
async function writeAll(fixed: Fixed, project: Project, writer: Writer): Promise<{ report: Report; failures: readonly Failure[] }> {
  const failures = [...fixed.texts].flatMap(([path, text]) => written(path, text, writer) ?? []);
  if (failures.length === 0) return { report: fixed.report, failures };
  for (const { path } of failures) project.update(path, undefined);
  return { report: await project.check(), failures };
}

function written(path: string, { before, after }: { before: string; after: string }, writer: Writer): Failure | undefined {
  try {
    writer.replace(path, Buffer.from(before, 'utf8'), Buffer.from(after, 'utf8'));
    return undefined;
  } catch (error) {
    if (error instanceof HostError) return { path, message: error.message };
    throw error;
  }
}

/** What the fixes would change, for people and for `git apply`. */
function diffOf(texts: Fixed['texts'], color: boolean): string {
  return [...texts]
    .sort(([a], [b]) => byText(a, b))
    .map(([path, { before, after }]) => unifiedDiff(path, before, after, color))
    .join('');
}
