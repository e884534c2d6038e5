import { cancel, intro, isCancel, multiselect, outro, select } from '@clack/prompts';
import { hookOf, packageManagerOf, WORKFLOW_FILE } from '../adopt/gates.ts';
import type { CollectionPlan } from '../adopt/plan.ts';
import { siteFiles } from '../config/frameworks/files.ts';
import { counted } from '../model/words.ts';
import type { Setup } from './setup.ts';

/** What a person wants to have written, and to be told. */
export interface Answers {
  /** The names of the collections. */
  readonly collections: readonly string[];
  readonly json: boolean;
  readonly workflow: boolean;
  /** Whether to show how to check before each commit. */
  readonly hook: boolean;
}

/** Asks in the terminal for what flags did not say. Undefined when it is cancelled. */
export async function ask(
  plans: readonly CollectionPlan[],
  { disk, config }: Setup,
  given: { readonly json?: boolean | undefined; readonly workflow?: boolean | undefined },
): Promise<Answers | undefined> {
  const [site] = config.sites;
  intro(
    `stet init: ${site === undefined || site.framework === 'none' ? 'no framework recognised' : `${site.framework} (${site.evidence})`}`,
  );
  const collections =
    plans.length === 1
      ? plans.map(({ name }) => name)
      : await multiselect({
          message: 'Which collections shall be checked?',
          options: plans.map(({ name, include, posts }) => ({
            value: name,
            label: name,
            hint: `${counted(posts, 'post')} in ${include.join(', ')}`,
          })),
          initialValues: plans.map(({ name }) => name),
          required: true,
        });
  if (isCancel(collections)) return stopped();
  const format =
    given.json === true
      ? 'json'
      : await select({
          message: 'Which kind of config?',
          options: [
            { value: 'ts', label: 'stet.config.ts', hint: 'TypeScript, with Zod schemas' },
            { value: 'json', label: 'stet.config.json', hint: 'no code, with JSON Schemas' },
          ],
        });
  if (isCancel(format)) return stopped();
  const files = siteFiles(disk, '');
  const { file } = await hookOf(files, packageManagerOf(files));
  const canWrite = !files.has(WORKFLOW_FILE) && given.workflow !== true;
  const more = await multiselect({
    message: 'What else? (space selects, return goes on)',
    options: [
      { value: 'hook', label: 'Check before each commit', hint: `shows the lines for ${file}` },
      ...(canWrite ? [{ value: 'workflow', label: 'Check pull requests', hint: `writes ${WORKFLOW_FILE}` }] : []),
    ],
    required: false,
  });
  if (isCancel(more)) return stopped();
  outro('Writing what you have chosen.');
  return {
    collections,
    json: format === 'json',
    workflow: given.workflow === true || more.includes('workflow'),
    hook: more.includes('hook'),
  };
}

function stopped(): undefined {
  cancel('Stopped.');
}
