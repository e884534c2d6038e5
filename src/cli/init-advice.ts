import { type Addition, gitlabJob, hookOf, packageManagerOf, WORKFLOW_FILE } from '../adopt/gates.ts';
import { siteFiles } from '../config/frameworks/files.ts';
import { counted } from '../model/words.ts';
import { statisticsTable } from '../report/statistics.ts';
import { COMMAND_NAMES } from './commands.ts';
import type { Answers } from './init-questions.ts';
import { runProject } from './run.ts';
import { runFlags } from './run-flags.ts';
import type { Setup } from './setup.ts';
import { collectionTargets } from './targets.ts';

/** What a check finds with the config that was just written. */
export async function firstCheck({ root, disk, config, rules }: Setup, notice: (line: string) => void): Promise<string> {
  const targets = collectionTargets(disk, config);
  const tools = { root, rules, decode: undefined, options: runFlags({}), timing: undefined, notice };
  const report = await runProject(disk, config, targets, tools);
  const { errors, warnings, files } = report.summary;
  if (errors + warnings === 0) return `A check of ${counted(files, 'file')} finds nothing.\n`;
  return `A check of ${counted(files, 'file')} finds ${counted(errors, 'error')} and ${counted(warnings, 'warning')}:\n\n${indented(statisticsTable({ ...report, unjudged: new Map() }))}`;
}

/** What to do next, as commands to type and lines to add. */
export async function nextSteps({ disk }: Setup, { hook, workflow }: Answers): Promise<string> {
  const files = siteFiles(disk, '');
  const manager = packageManagerOf(files);
  const isInstalled = (await files.dependencies()).has('stet');
  const steps = [
    ...(isInstalled || !files.has('package.json') ? [] : [step(manager.add, 'keeps stet with the project')]),
    step(manager.run, 'shows what was found; only errors fail'),
    ...(COMMAND_NAMES.includes('baseline') ? [step(`${manager.run} baseline`, "lets today's findings stand: only new ones fail")] : []),
    ...(workflow || files.has(WORKFLOW_FILE) || files.has('.gitlab-ci.yml')
      ? []
      : [step(`${manager.run} init --workflow`, `writes ${WORKFLOW_FILE}`)]),
  ];
  const additions = [
    ...(hook && (files.has('.git') || files.has('.husky')) ? [added('To check before each commit', await hookOf(files, manager))] : []),
    ...(files.has('.gitlab-ci.yml') ? [added('To check in CI', gitlabJob(manager))] : []),
  ];
  return `Next:\n${steps.join('')}${additions.join('')}`;
}

function step(command: string, why: string): string {
  return `  ${command.padEnd(30)} ${why}\n`;
}

function added(why: string, { file, lines }: Addition): string {
  return `\n${why}, add to ${file}:\n${indented(lines.map((line) => `${line}\n`).join(''))}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
