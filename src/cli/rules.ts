import type { UserConfig } from '../config/user-config.ts';
import type { RuleSetting } from '../model/config.ts';
import { LEVELS, type Level, type Rule, type RuleMeta } from '../model/rule.ts';
import { choice, readArguments } from './arguments.ts';
import { colorWanted } from './color.ts';
import { columnsOf } from './columns.ts';
import type { Command } from './command.ts';
import { notice } from './notice.ts';
import { COLOR_FLAGS, colorFlag, PROJECT_FLAGS, projectFlags } from './project-flags.ts';
import { ruleUrl } from './rule-page.ts';
import { setUp } from './setup.ts';

const HELP = `The rules, with the level that the config here gives them.

  stet rules [words…]          only rules whose id or summary has every word:
                               a group such as image, or any word

  --level <name>               only those that are off, warn or error here
  --fixable                    only those that come with a fix
  -f, --format <name>          text (default), json

  --root <dir>                 project root
  -c, --config <file>          the config file
  --rule <id=off|warn|error>   set a rule, over the config; may repeat
  --color, --no-color          default: colours in a terminal
`;

const FLAGS = {
  ...PROJECT_FLAGS,
  ...COLOR_FLAGS,
  level: { type: 'string' },
  fixable: { type: 'boolean' },
  format: { type: 'string', short: 'f' },
} as const;

export const rules: Command = { help: HELP, run: listRules };

/** A rule as it stands in this project. */
interface RuleRow {
  readonly id: string;
  readonly summary: string;
  readonly level: Level;
  readonly default: Level;
  readonly fix: RuleMeta['fix'] | null;
  readonly options: RuleSetting['options'];
  /** Where the config sets other levels. */
  readonly overrides: readonly { readonly files: readonly string[]; readonly level: Level }[];
  readonly url: string | null;
}

async function listRules(args: readonly string[], cwd: string): Promise<number> {
  const { values, names } = readArguments(args, FLAGS);
  const format = choice('format', values.format ?? 'text', ['text', 'json']);
  const level = values.level === undefined ? undefined : choice('level', values.level, LEVELS);
  const { config, loaded, rules: all } = await setUp(projectFlags(values), cwd);
  const settings = config.rulesAt('');
  const rows = [...all].map(([id, rule]) => rowOf(id, rule, settings.get(id), loaded.config));
  const wanted = rows.filter(
    (row) =>
      names.every((word) => isAbout(word.toLowerCase(), row, rows)) &&
      (level === undefined || row.level === level) &&
      (values.fixable !== true || row.fix !== null),
  );
  if (wanted.length === 0) notice('no rule is like that; `stet rules` lists all of them');
  if (format === 'json') process.stdout.write(`${JSON.stringify(wanted, null, 2)}\n`);
  else if (wanted.length > 0) process.stdout.write(await tableOf(wanted, rows.length, colorWanted(colorFlag(values), process.stdout)));
  return 0;
}

/** The name of a group stands for its rules alone. */
function isAbout(word: string, { id, summary }: RuleRow, rows: readonly RuleRow[]): boolean {
  const isGroup = rows.some((row) => row.id.startsWith(`${word}/`));
  return isGroup ? id.startsWith(`${word}/`) : `${id} ${summary}`.toLowerCase().includes(word);
}

function rowOf(id: string, rule: Rule, setting: RuleSetting | undefined, { overrides = [] }: UserConfig): RuleRow {
  const { meta } = rule;
  return {
    id,
    summary: meta.summary,
    level: setting?.level ?? meta.level,
    default: meta.level,
    fix: meta.fix ?? null,
    options: setting?.options ?? {},
    overrides: overrides.flatMap(({ files, rules }) => {
      const entry = rules[id];
      return entry === undefined ? [] : [{ files, level: typeof entry === 'string' ? entry : entry[0] }];
    }),
    url: ruleUrl(id, rule) ?? null,
  };
}

/** A line for each rule, and one more for what differs from the default. */
async function tableOf(rows: readonly RuleRow[], total: number, color: boolean): Promise<string> {
  const { createColors } = await import('picocolors');
  const { default: wrapAnsi } = await import('wrap-ansi');
  const colors = createColors(color);
  const painted: Record<Level, (text: string) => string> = { off: colors.dim, warn: colors.yellow, error: colors.red };
  const width = Math.max(...rows.map(({ id }) => id.length)) + 2;
  const indent = ' '.repeat(width + 7);
  // A program that reads the lines wants a rule on each.
  const columns = process.stdout.isTTY ? Math.max(30, Math.min(columnsOf(process.stdout), 120) - indent.length) : Number.POSITIVE_INFINITY;
  const lines = rows.map(({ id, summary, level, default: usual, fix, overrides }) => {
    const notes = [
      ...(level === usual ? [] : [`default ${usual}`]),
      ...(fix === null ? [] : [`${fix} fix`]),
      ...overrides.map((other) => `${other.level} in ${other.files.join(', ')}`),
    ];
    const text = wrapAnsi(notes.length === 0 ? summary : `${summary} ${colors.dim(`(${notes.join('; ')})`)}`, columns);
    return `${id.padEnd(width)}${painted[level](level.padEnd(7))}${text.replaceAll('\n', `\n${indent}`)}\n`;
  });
  const count = rows.length === total ? `${total} rules` : `${rows.length} of ${total} rules`;
  return `${lines.join('')}\n${count}; \`stet explain <rule>\` shows the page of one\n`;
}
