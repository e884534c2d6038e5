import type { Root } from 'mdast';
import { rules as ownRules } from '../../rules/index.ts';
import { unknown } from '../config/issue.ts';
import { parse } from '../document/parse/parse.ts';
import { UserError } from '../model/errors.ts';
import type { RuleSet } from '../model/rule.ts';
import { renderPage } from '../report/page.ts';
import { readArguments } from './arguments.ts';
import { colorWanted } from './color.ts';
import { columnsOf } from './columns.ts';
import type { Command } from './command.ts';
import { COLOR_FLAGS, colorFlag, PROJECT_FLAGS, projectFlags } from './project-flags.ts';
import { readRulePage } from './rule-page.ts';
import { setUp } from './setup.ts';

const HELP = `The page of a rule: what it finds, examples that fail and that pass, its options,
and how to repair what it finds.

  stet explain <rule>          such as image/missing; \`stet rules\` lists them

  --root <dir>                 project root, for rules of its own
  -c, --config <file>          the config file
  --color, --no-color          default: colours in a terminal
`;

export const explain: Command = { help: HELP, run: explainRule };

/** Lines longer than this are hard to read, however wide the terminal is. */
const MOST_COLUMNS = 100;

async function explainRule(args: readonly string[], cwd: string): Promise<number> {
  const { values, names } = readArguments(args, { ...COLOR_FLAGS, ...PROJECT_FLAGS });
  const [id, ...others] = names;
  if (id === undefined || others.length > 0)
    throw new UserError('`stet explain` takes one rule, such as `image/missing`; `stet rules` lists them');
  const text = ownRules.has(id) ? readRulePage(id) : pageOf(id, (await setUp(projectFlags(values), cwd)).rules);
  const parsed = await parse(text, 'markdown');
  const [page] = parsed.ok ? parsed.tree.all('root') : [];
  const width = Math.min(columnsOf(process.stdout), MOST_COLUMNS);
  process.stdout.write(renderPage(page as Root, { width, color: colorWanted(colorFlag(values), process.stdout) }));
  return 0;
}

/** What can be said of a rule of a plugin, in the form of our own pages. */
function pageOf(id: string, rules: RuleSet): string {
  if (id.startsWith('remark/'))
    return `# ${id}\n\nA rule of a plugin that the remark config of the project names. Those of remark-lint have a page here:\n\n${remarkPage(id)}`;
  const meta = rules.get(id)?.meta;
  if (meta === undefined) throw new UserError(unknownRule(id, [...rules.keys()]));
  const options = Object.entries(meta.options ?? {}).map(
    ([name, { default: value, description }]) => `| \`${name}\` | \`${JSON.stringify(value)}\` | ${description} |`,
  );
  return [
    `# ${id}`,
    meta.summary,
    `Default: ${meta.level}. Fix: ${meta.fix ?? 'none'}.`,
    ...(options.length === 0 ? [] : ['## Options', ['| Option | Default | Meaning |', '| --- | --- | --- |', ...options].join('\n')]),
    ...(meta.url === undefined ? [] : [`<${meta.url}>`]),
  ].join('\n\n');
}

function remarkPage(id: string): string {
  return `<https://github.com/remarkjs/remark-lint/tree/main/packages/remark-lint-${id.slice('remark/'.length)}>`;
}

/** The nearest id; rules of that name, whatever their group; or how to list the group that was named. */
function unknownRule(id: string, ids: readonly string[]): string {
  if (ids.some((known) => known.startsWith(`${id}/`))) return `\`${id}\` is a group; \`stet rules ${id}\` lists its rules`;
  const same = ids.filter((known) => known.endsWith(`/${id}`));
  if (same.length === 0) return unknown('rule', id, ids);
  return `unknown rule \`${id}\`; did you mean ${same.map((known) => `\`${known}\``).join(' or ')}?`;
}
