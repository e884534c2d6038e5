import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Baseline, baselineOf, entriesOf, fromEntries, without } from '../engine/baseline/baseline.ts';
import { writeBaseline } from '../engine/baseline/file.ts';
import { BASELINE_FILE } from '../engine/baseline/name.ts';
import { UserError } from '../model/errors.ts';
import { counted } from '../model/words.ts';
import { printable } from '../report/printable.ts';
import { baselineIn, staleOf, textsOf } from './accepted.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { notice } from './notice.ts';
import { PROJECT_FLAGS, projectFlags } from './project-flags.ts';
import { remarkOf } from './remark.ts';
import { runProject } from './run.ts';
import { RUN_FLAGS, runFlags } from './run-flags.ts';
import { setUp } from './setup.ts';
import { createDecoder } from './sharp.ts';
import { collectionTargets, namedTargets } from './targets.ts';
import { webOf } from './web.ts';

const HELP = `Accepts what is found now: writes ${BASELINE_FILE}, and from then on only new
findings are reported. New posts stand to all rules.

  stet baseline [paths…]       with paths: accepts anew what is found in these
                               files, and leaves the others as they are

  --prune                      only drop what is not found any more
  --rule <id=off|warn|error>   set a rule, over the config; may repeat
  --deep                       decode every image with sharp
  --no-remark                  leave out the rules of remark
  --root <dir>                 project root
  -c, --config <file>          the config file
`;

export const baseline: Command = { help: HELP, run: writeIt };

async function writeIt(args: readonly string[], cwd: string): Promise<number> {
  const flags = {
    ...PROJECT_FLAGS,
    ...RUN_FLAGS,
    prune: { type: 'boolean' },
    deep: { type: 'boolean' },
    'no-remark': { type: 'boolean' },
  } as const;
  const { values, names } = readArguments(args, flags);
  const setup = await setUp(projectFlags(values), cwd);
  const { root, disk, config, rules, loaded } = setup;
  const targets = names.length === 0 ? collectionTargets(disk, config) : await namedTargets(names, cwd, root, disk, config);
  for (const line of [...targets.notices, ...targets.mistakes]) notice(line);
  if (targets.mistakes.length > 0) return 2;
  const decode = values.deep === true ? createDecoder(root) : undefined;
  const linter = values['no-remark'] === true ? undefined : await remarkOf(root, loaded.config, config, projectFlags(values).rules);
  const web = await webOf(setup, config, { ...projectFlags(values), ...runFlags(values) }, undefined);
  const tools = { root, rules, decode, web, linter, options: runFlags(values), timing: undefined, notice };
  const report = await runProject(disk, config, targets, tools);
  for (const { path, message } of report.failures) notice(`${printable(path)}: ${printable(message)}`);

  const old = baselineIn(disk) ?? new Map();
  const run = { host: disk, config, rules, files: targets.files, isWhole: names.length === 0, isDeep: decode !== undefined };
  const stale = staleOf(report, old, run);
  const found = baselineOf(report.diagnostics, textsOf(disk));
  const named = new Set(targets.files);
  const next =
    values.prune === true
      ? without(old, stale)
      : names.length === 0
        ? found
        : fromEntries([
            ...entriesOf(old).filter(({ path }) => !named.has(path)),
            ...entriesOf(found).filter(({ path }) => named.has(path)),
          ]);
  save(root, next, old.size > 0);
  const dropped = values.prune === true ? `, ${stale.reduce((sum, { count }) => sum + count, 0)} dropped` : '';
  notice(
    next.size === 0 ? `nothing to accept${dropped}: there is no ${BASELINE_FILE}` : `${BASELINE_FILE} accepts ${sumOf(next)}${dropped}`,
  );
  return report.failures.length > 0 ? 2 : 0;
}

function sumOf(baseline: Baseline): string {
  const count = entriesOf(baseline).reduce((sum, entry) => sum + entry.count, 0);
  return `${counted(count, 'finding')} in ${counted(baseline.size, 'file')}`;
}

function save(root: string, next: Baseline, isThere: boolean): void {
  const path = join(root, BASELINE_FILE);
  try {
    if (next.size > 0) writeFileSync(path, writeBaseline(next));
    else if (isThere) rmSync(path);
  } catch (error) {
    throw new UserError(`${BASELINE_FILE} can't be written: ${(error as Error).message}`, { cause: error });
  }
}
