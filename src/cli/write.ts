import { appendFileSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { rules as ownRules } from '../../rules/index.ts';
import { readText } from '../engine/read.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import { loadReporter } from '../report/index.ts';
import type { ReportContext } from '../report/reporter.ts';
import { statisticsTable } from '../report/statistics.ts';
import { bytesUpTo } from './bytes.ts';
import { colorWanted } from './color.ts';
import { notice } from './notice.ts';
import type { Options, Output } from './options.ts';
import { pathsFrom, repositoryOf } from './repository.ts';
import { readRulePage } from './rule-page.ts';
import { TOOL } from './tool.ts';

/** Where a run takes place. */
interface Place {
  readonly host: Host;
  readonly root: string;
  readonly cwd: string;
  /** Our own and those of plugins. */
  readonly rules: RuleSet;
  /** What has no file of its own goes here. */
  readonly stream: NodeJS.WriteStream;
}

/** Writes the report in every format that was asked for: to files, and to stdout. */
export async function writeReports(report: Report, options: Options, { host, root, cwd, rules, stream }: Place): Promise<void> {
  const { color, statistics } = options;
  const outputs = options.outputs.length > 0 ? options.outputs : usualOutputs(process.env);
  const context: ReportContext = {
    tool: TOOL,
    color: colorWanted(color, stream),
    statistics,
    sourceOf: (path) => readText(host, path).text,
    ruleOf: (id) => {
      const rule = rules.get(id);
      return rule && { meta: rule.meta, page: ownRules.has(id) ? readRulePage(id) : rule.meta.summary };
    },
    fromRepository: pathsFrom(repositoryOf(root), root),
    fromFolder: pathsFrom(cwd, root),
    bytesOf: (path, most) => bytesUpTo(host, path, most),
  };
  if (statistics && !outputs.some(({ format }) => format === 'text')) process.stderr.write(statisticsTable(report));
  // GitHub opens alerts for findings whatever their suppressions.
  const shown = process.env['GITHUB_ACTIONS'] === 'true' ? { ...report, suppressed: [] } : report;
  for (const { format, file } of outputs) {
    const render = await loadReporter(format);
    if (file === undefined) stream.write(render(shown, context));
    else {
      if (options.untrusted) refuseLinks(resolve(cwd, file), root);
      writeFile(file, render(shown, { ...context, color: false }), cwd);
    }
  }
  if (outputs.some(({ format }) => format === 'github')) await summarise(report, context);
}

/** GitHub Actions reads annotations from the log: they follow the text. Nothing else is chosen for anybody. */
function usualOutputs(env: NodeJS.ProcessEnv): readonly Output[] {
  const text: Output = { format: 'text', file: undefined };
  return env['GITHUB_ACTIONS'] === 'true' ? [text, { format: 'github', file: undefined }] : [text];
}

function writeFile(file: string, text: string, cwd: string): void {
  const path = resolve(cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError(`the report can't be written to \`${file}\`: ${(error as Error).message}`);
  }
}

/** A link that strangers have put where the report will be could have it written anywhere. */
function refuseLinks(path: string, root: string): void {
  for (let at = path; at.startsWith(`${root}${sep}`); at = dirname(at)) {
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new UserError(`the report is not written to \`${path}\`: \`${at}\` is a symbolic link`);
  }
}

/** Adds to the summary of the job, where there is one. */
async function summarise(report: Report, context: ReportContext): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const { jobSummary } = await import('../report/job-summary.ts');
  try {
    appendFileSync(file, jobSummary(report, context));
  } catch (error) {
    notice(`the job's summary can't be written: ${(error as Error).message}`);
  }
}
