import { parseArgs } from 'node:util';
import { UserError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';

/** The flags of a command, by their long name. */
export type Flags = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string; readonly multiple?: boolean }>>;

/** What the flags were given; a flag that is not there is undefined. */
export type Values<F extends Flags> = {
  readonly [Name in keyof F]?: F[Name] extends { type: 'boolean' } ? boolean : F[Name] extends { multiple: true } ? string[] : string;
};

/** Every command answers to these, wherever they stand. */
export const COMMON_FLAGS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** The command that arguments name, and what is left for it. Flags may stand in front of it. */
export function readCommand(
  args: readonly string[],
  commands: readonly string[],
  flags: Flags,
): { readonly name: string | undefined; readonly rest: readonly string[]; readonly wantsHelp: boolean; readonly wantsVersion: boolean } {
  const { values, tokens } = tokensOf(args, flags);
  const first = tokens.find(({ kind }) => kind !== 'option');
  const name = first?.kind === 'positional' && commands.includes(first.value) ? first.value : undefined;
  return {
    name,
    rest: name === undefined ? args : args.filter((_, index) => index !== first?.index),
    wantsHelp: values['help'] === true,
    wantsVersion: values['version'] === true,
  };
}

/** Reads arguments strictly; `behind` are those of the names that stand behind `--`. Throws a `UserError` that names the nearest right flag. */
export function readArguments<const F extends Flags>(
  args: readonly string[],
  flags: F,
): { readonly values: Values<F>; readonly names: readonly string[]; readonly behind: readonly string[] } {
  const known: Flags = { ...flags, ...COMMON_FLAGS };
  const { values, positionals, tokens } = tokensOf(args, known);
  for (const token of tokens) if (token.kind === 'option') checkFlag(token, known);
  const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? args.length;
  return { values: values as Values<F>, names: positionals, behind: args.slice(end + 1) };
}

function tokensOf(args: readonly string[], flags: Flags) {
  return parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: false, tokens: true });
}

function checkFlag({ name, rawName, value }: { name: string; rawName: string; value?: string | undefined }, flags: Flags): void {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (flag === undefined) {
    const near = nearest(name, Object.keys(flags));
    throw new UserError(`unknown option \`${rawName}\`${near === undefined ? '' : `; did you mean \`--${near}\`?`}`);
  }
  if (flag.type === 'string' && (value === undefined || value === '')) throw new UserError(`option \`${rawName}\` needs a value`);
  if (flag.type === 'boolean' && value !== undefined) throw new UserError(`option \`${rawName}\` takes no value`);
}

/** The one of `choices` that is named. Throws a `UserError` that names the nearest. */
export function choice<T extends string>(what: string, name: string, choices: readonly T[]): T {
  const chosen = choices.find((one) => one === name);
  if (chosen !== undefined) return chosen;
  const near = nearest(name, choices);
  throw new UserError(
    `unknown ${what} \`${name}\`; ${near === undefined ? `there are ${choices.join(', ')}` : `did you mean \`${near}\`?`}`,
  );
}

export function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UserError(`\`--${flag}\` needs a whole number, not \`${text}\``);
  return Number(text);
}
