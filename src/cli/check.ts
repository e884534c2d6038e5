import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { createProject } from '../engine/project.ts';
import { decodeText, readText } from '../engine/read.ts';
import { overlayHost } from '../host/memory.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { DecodeImage } from '../model/image.ts';
import type { Failure, Report } from '../model/report.ts';
import { type Format, reporters } from '../report/index.ts';
import { printable } from '../report/printable.ts';
import { statisticsTable } from '../report/statistics.ts';
import { colorWanted } from './color.ts';
import type { Command } from './command.ts';
import { CHECK_HELP } from './help.ts';
import { type Options, parseOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { ruleUrl } from './rule-page.ts';
import { setUp } from './setup.ts';
import { createDecoder } from './sharp.ts';
import { collectionTargets, namedTargets, type Targets, toPosix } from './targets.ts';
import { TOOL } from './tool.ts';

export const check: Command = { help: CHECK_HELP, run: (args, cwd) => checkFiles(parseOptions(args), cwd) };

/** Checks what the options name and writes the report. Returns the exit code. */
async function checkFiles(options: Options, cwd: string): Promise<number> {
  const { root, disk, loaded, config, assumed } = await setUp(options, cwd);
  const decode = options.deep ? createDecoder(root) : undefined;
  if (assumed !== undefined) {
    const why = loaded.file === undefined ? 'no stet.config found' : `${loaded.file} names no collections`;
    notice(`${why}: taking ${assumed} for the content, without schemas`);
  }
  const input = options.stdin ? stdinFile(options, cwd, root) : undefined;
  const host = input?.text === undefined ? disk : overlayHost(new Map([[input.path, input.text]]), disk);
  const targets =
    input ?? (options.paths.length > 0 ? await namedTargets(options.paths, cwd, root, disk, config) : collectionTargets(disk, config));
  if (assumed === undefined || options.paths.length > 0) for (const line of targets.notices) notice(line);
  for (const line of targets.mistakes) notice(line);
  const isEmpty = targets.files.length === 0 && targets.failures.length === 0;
  if (isEmpty && targets.mistakes.length > 0) return 2;
  if (isEmpty) notice('no file was checked');

  const report = await run(host, config, targets, decode);
  write(options.quiet ? errorsOnly(report) : report, options, host, cwd);
  for (const line of report.notices) notice(line);
  for (const { path, message } of report.failures) notice(`${printable(path)}: ${printable(message)}`);
  return targets.mistakes.length > 0 ? 2 : exitCode(report, options);
}

async function run(host: Host, config: Config, { files, failures }: Targets, decode: DecodeImage | undefined): Promise<Report> {
  const progress = createProgress(files.length);
  const others = () => collectionTargets(host, config).files;
  const project = createProject({ host, config, rules, ruleUrl, paths: files, others, decode, onFile: progress.step });
  const report = await project.check();
  progress.end();
  return failures.length === 0 ? report : { ...report, failures: sorted([...report.failures, ...failures]) };
}

function sorted(failures: Failure[]): Failure[] {
  return failures.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function stdinFile({ stdinFilename, paths }: Options, cwd: string, root: string): Targets & { path: string; text: string | undefined } {
  if (paths.length > 0) throw new UserError('`--stdin` takes no paths; name the file with `--stdin-filename`');
  const path = toPosix(relative(root, resolve(cwd, stdinFilename ?? 'stdin.md')));
  const { text, warning } = decodeText(readFileSync(0));
  return {
    path,
    text,
    files: text === undefined ? [] : [path],
    failures: warning === undefined ? [] : [{ path, message: warning }],
    notices: [],
    mistakes: [],
  };
}

function write(report: Report, options: Options, host: Host, cwd: string): void {
  const { format, outputFile, statistics } = options;
  const color = outputFile === undefined && colorWanted(options.color, process.stdout);
  const rendered = reporters[format](report, { tool: TOOL, color, statistics, sourceOf: (path) => readText(host, path).text });
  if (statistics && !hasStatistics(format)) process.stderr.write(statisticsTable(report));
  if (outputFile === undefined) {
    process.stdout.write(rendered);
    return;
  }
  try {
    writeFileSync(resolve(cwd, outputFile), rendered);
  } catch (error) {
    throw new UserError(`the report can't be written to \`${outputFile}\`: ${(error as Error).message}`);
  }
}

function hasStatistics(format: Format): boolean {
  return format === 'text';
}

function errorsOnly(report: Report): Report {
  const diagnostics = report.diagnostics.filter(({ severity }) => severity === 'error');
  return {
    ...report,
    diagnostics,
    summary: { ...report.summary, warnings: 0, fixable: diagnostics.filter(({ fix }) => fix !== undefined).length },
  };
}

function exitCode({ summary, failures }: Report, { exitZero, maxWarnings = Number.POSITIVE_INFINITY }: Options): number {
  if (failures.length > 0) return 2;
  return !exitZero && (summary.errors > 0 || summary.warnings > maxWarnings) ? 1 : 0;
}

function notice(line: string): void {
  process.stderr.write(`stet: ${line}\n`);
}
