import { parseArgs } from 'node:util';
import type { RuleFlag } from '../config/resolve.ts';
import { UserError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Level } from '../model/rule.ts';
import { type Format, reporters } from '../report/index.ts';

const COMMANDS = ['check', 'config', 'help'] as const;
type Command = (typeof COMMANDS)[number];

/** The command line, understood. */
export interface Options {
  readonly command: Command;
  readonly paths: readonly string[];
  readonly root: string | undefined;
  readonly config: string | undefined;
  readonly format: Format;
  readonly outputFile: string | undefined;
  readonly rules: readonly RuleFlag[];
  readonly quiet: boolean;
  readonly maxWarnings: number | undefined;
  readonly exitZero: boolean;
  readonly stdin: boolean;
  readonly stdinFilename: string | undefined;
  readonly statistics: boolean;
  /** Decode images as well. */
  readonly deep: boolean;
  /** Undefined: as the terminal and the environment say. */
  readonly color: boolean | undefined;
  readonly version: boolean;
}

const FLAGS = {
  root: { type: 'string' },
  config: { type: 'string', short: 'c' },
  format: { type: 'string', short: 'f' },
  'output-file': { type: 'string', short: 'o' },
  rule: { type: 'string', multiple: true },
  quiet: { type: 'boolean', short: 'q' },
  'max-warnings': { type: 'string' },
  'exit-zero': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  statistics: { type: 'boolean' },
  deep: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;
type Flag = keyof typeof FLAGS;

/** Reads the arguments behind the program's name. Throws a `UserError` that names the nearest right one. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: FLAGS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') checkFlag(token.name, token.rawName, token.value);
  const text = (flag: Flag) => values[flag] as string | undefined;
  const stated = COMMANDS.find((command) => command === positionals[0]);
  return {
    command: values.help === true ? 'help' : (stated ?? 'check'),
    paths: stated === undefined ? positionals : positionals.slice(1),
    root: text('root'),
    config: text('config'),
    format: formatOf(text('format')),
    outputFile: text('output-file'),
    rules: ((values.rule ?? []) as string[]).map(ruleFlag),
    quiet: values.quiet === true,
    maxWarnings: wholeNumber(text('max-warnings')),
    exitZero: values['exit-zero'] === true,
    stdin: values.stdin === true || text('stdin-filename') !== undefined,
    stdinFilename: text('stdin-filename'),
    statistics: values.statistics === true,
    deep: values.deep === true,
    color: values['no-color'] === true ? false : values.color === true ? true : undefined,
    version: values.version === true,
  };
}

function checkFlag(name: string, rawName: string, value: string | undefined): void {
  if (!Object.hasOwn(FLAGS, name)) {
    const near = nearest(name, Object.keys(FLAGS));
    throw new UserError(`unknown option \`${rawName}\`${near === undefined ? '' : `; did you mean \`--${near}\`?`}`);
  }
  const { type } = FLAGS[name as Flag];
  if (type === 'string' && (value === undefined || value === '')) throw new UserError(`option \`${rawName}\` needs a value`);
  if (type === 'boolean' && value !== undefined) throw new UserError(`option \`${rawName}\` takes no value`);
}

function formatOf(name = 'text'): Format {
  if (Object.hasOwn(reporters, name)) return name as Format;
  const names = Object.keys(reporters);
  const near = nearest(name, names);
  throw new UserError(`unknown format \`${name}\`; ${near === undefined ? `there are ${names.join(', ')}` : `did you mean \`${near}\`?`}`);
}

const LEVELS = new Map<string, Level>([
  ['off', 'off'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
]);

function ruleFlag(flag: string): RuleFlag {
  const [id = '', value = ''] = flag.split('=');
  const level = LEVELS.get(value);
  if (id === '' || level === undefined)
    throw new UserError(`\`--rule ${flag}\` must be of the form \`id=off\`, \`id=warn\` or \`id=error\``);
  return { id, level };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UserError(`\`--max-warnings\` needs a whole number, not \`${text}\``);
  return Number(text);
}
