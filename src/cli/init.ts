import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { configJson, configSource } from '../adopt/config-source.ts';
import { packageManagerOf, WORKFLOW_FILE, workflowSource } from '../adopt/gates.ts';
import { type CollectionPlan, planOf } from '../adopt/plan.ts';
import { siteFiles } from '../config/frameworks/files.ts';
import { configIn } from '../config/load.ts';
import { UserError } from '../model/errors.ts';
import { counted } from '../model/words.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { firstCheck, nextSteps } from './init-advice.ts';
import type { Answers } from './init-questions.ts';
import { notice } from './notice.ts';
import { type Setup, setUp, setUpBare } from './setup.ts';
import { survey } from './survey.ts';

const HELP = `Writes a config for the posts that are here: the collections, the schema that the
posts of each have in common, and where their images lie. Checks them, and says
what to do next. Never overwrites a file.

  stet init

  -y, --yes                    ask nothing: all collections, TypeScript
  --json                       stet.config.json instead of stet.config.ts
  --workflow                   write ${WORKFLOW_FILE} as well
  --root <dir>                 project root; default: the current folder
`;

const FLAGS = {
  yes: { type: 'boolean', short: 'y' },
  json: { type: 'boolean' },
  workflow: { type: 'boolean' },
  root: { type: 'string' },
} as const;

export const init: Command = { help: HELP, run: initialise };

async function initialise(args: readonly string[], cwd: string): Promise<number> {
  const { values, names } = readArguments(args, FLAGS);
  if (names.length > 0) throw new UserError('`stet init` takes no paths; `--root` names the folder of the project');
  const root = resolve(cwd, values.root ?? '.');
  const existing = configIn(root);
  if (existing !== undefined && values.workflow === true) {
    notice(`${basename(existing)} is there already, and stays as it is`);
    writeWorkflow(root, await setUpBare(cwd, values.root));
    return 0;
  }
  if (existing !== undefined)
    throw new UserError(
      `${basename(existing)} is there already, and \`stet init\` never overwrites it; \`stet infer\` prints what it would write`,
    );

  const setup = await setUpBare(cwd, values.root);
  const plans = await plansOf(setup);
  if (plans.length === 0)
    throw new UserError(`there are no Markdown or MDX files in \`${root}\` to write a config for; \`--root\` names another folder`);
  const answers = await answersTo(values, setup, plans);
  if (answers === undefined) {
    notice('nothing was written');
    return 2;
  }
  const chosen = plans.filter(({ name }) => answers.collections.includes(name));
  const file = answers.json ? 'stet.config.json' : 'stet.config.ts';
  writeNew(join(root, file), answers.json ? configJson(chosen) : configSource(chosen, aboutOf(setup)));
  tell(`Wrote ${file}.\n`);
  for (const plan of chosen) tell(`  ${plan.name}: ${described(plan)}\n`);
  if (answers.workflow) writeWorkflow(root, setup);
  tell(`\n${await firstCheck(await setUp({ root, config: join(root, file), rules: [] }, cwd), notice)}`);
  tell(`\n${await nextSteps(setup, answers)}`);
  return 0;
}

async function plansOf(setup: Setup): Promise<CollectionPlan[]> {
  const { surveys } = await survey(setup, notice);
  return surveys.flatMap((one) => {
    const known = setup.config.collections.find(({ name }) => name === one.collection.name);
    return known === undefined ? [] : [planOf(one, known, setup.disk)];
  });
}

/** Undefined when the person has changed their mind. */
async function answersTo(
  { yes, json, workflow }: { readonly yes?: boolean; readonly json?: boolean; readonly workflow?: boolean },
  setup: Setup,
  plans: readonly CollectionPlan[],
): Promise<Answers | undefined> {
  const defaults: Answers = { collections: plans.map(({ name }) => name), json: json === true, workflow: workflow === true, hook: true };
  if (yes === true) return defaults;
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const { ask } = await import('./init-questions.ts');
    return ask(plans, setup, { ...defaults, json, workflow });
  }
  notice('there is no terminal to ask in, so the defaults are taken, as with `--yes`');
  return defaults;
}

function aboutOf({ config, assumed }: Setup): string {
  const sites = config.sites.filter(({ framework }) => framework !== 'none').map(({ framework, evidence }) => `${framework} (${evidence})`);
  return sites.length === 0
    ? `No framework was recognised; taken for the content: ${assumed}.`
    : `What is not stated here is known from ${sites.join(', ')}; \`stet config\` shows it.`;
}

function described({ posts, shape, schemaOrigin, images, publicDirs }: CollectionPlan): string {
  const schema = shape === undefined ? `the schema of ${schemaOrigin?.name}` : `a schema of ${counted(shape.keys.length, 'key')}`;
  const found = [...images, ...publicDirs].reduce((sum, { count }) => sum + count, 0);
  return `${counted(posts, 'post')}, ${schema}${found === 0 ? '' : `, the places of ${counted(found, 'image')}`}`;
}

function writeWorkflow(root: string, { disk }: Setup): void {
  const files = siteFiles(disk, '');
  const branch = /^ref: refs\/heads\/(master|main|trunk)\s*$/.exec(files.text('.git/HEAD') ?? '')?.[1] ?? 'main';
  writeNew(join(root, WORKFLOW_FILE), workflowSource(packageManagerOf(files), branch));
  tell(`Wrote ${WORKFLOW_FILE}.\n`);
}

/** Throws a `UserError` where there is such a file. */
function writeNew(path: string, text: string): void {
  if (existsSync(path)) throw new UserError(`${path} is there already, and is never overwritten`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UserError(`${path} can't be written: ${(error as Error).message}`);
  }
}

function tell(text: string): void {
  process.stdout.write(text);
}
