import type { RuleFlag } from '../config/resolve.ts';
import { UserError } from '../model/errors.ts';
import type { Level } from '../model/rule.ts';
import type { Values } from './arguments.ts';

/** The flags of every command that works on a project. */
export const PROJECT_FLAGS = {
  root: { type: 'string' },
  config: { type: 'string', short: 'c' },
  rule: { type: 'string', multiple: true },
} as const;

/** Which project, by which config, with which rules set on the command line. */
export interface ProjectFlags {
  readonly root: string | undefined;
  readonly config: string | undefined;
  readonly rules: readonly RuleFlag[];
}

export function projectFlags({ root, config, rule = [] }: Values<typeof PROJECT_FLAGS>): ProjectFlags {
  return { root, config, rules: rule.map(ruleFlag) };
}

export const COLOR_FLAGS = { color: { type: 'boolean' }, 'no-color': { type: 'boolean' } } as const;

/** Undefined: as the terminal and the environment say. */
export function colorFlag(values: Values<typeof COLOR_FLAGS>): boolean | undefined {
  return values['no-color'] === true ? false : values.color === true ? true : undefined;
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
