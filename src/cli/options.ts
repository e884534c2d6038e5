import type { Shard } from '../host/shard-report.ts';
import { UserError } from '../model/errors.ts';
import { FORMATS, type Format } from '../report/index.ts';
import { COMMON_FLAGS, choice, readArguments, wholeNumber } from './arguments.ts';
import { COLOR_FLAGS, colorFlag, PROJECT_FLAGS, type ProjectFlags, projectFlags } from './project-flags.ts';
import { RUN_FLAGS, type RunFlags, runFlags } from './run-flags.ts';
import { shardFlag } from './shard-flag.ts';
import { TRUST_FLAGS, type TrustFlags, trustFlags } from './trust-flags.ts';

/** A format, and the file that the report goes to; undefined is stdout. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

/** The command line of `stet check`, understood. */
export interface Options extends ProjectFlags, RunFlags, TrustFlags {
  readonly paths: readonly string[];
  /** Empty: as the terminal or the CI service wants it. */
  readonly outputs: readonly Output[];
  readonly quiet: boolean;
  readonly maxWarnings: number | undefined;
  readonly exitZero: boolean;
  readonly stdin: boolean;
  readonly stdinFilename: string | undefined;
  /** Check again whenever something changes. */
  readonly watch: boolean;
  /** Judge what the next commit changes. */
  readonly staged: boolean;
  /** Judge what was changed since the last common commit with this one. */
  readonly since: string | undefined;
  /** Judge a part of the files, and write what was found out for `stet merge`. */
  readonly shard: (Shard & { readonly file: string }) | undefined;
  readonly statistics: boolean;
  /** False: a remark config of the project is not run. */
  readonly remark: boolean;
  /** False: marks in the posts let nothing stand. */
  readonly heedsMarks: boolean;
  /** False: findings that the project has accepted are reported as well. */
  readonly baseline: boolean;
  /** Write what fixes make of the files, or show it. */
  readonly fix: 'no' | 'write' | 'diff';
  /** Write marks that let stand what is found, instead of fixes: for these rules, or for all. */
  readonly marks: { readonly rules: readonly string[]; readonly reason: string } | undefined;
  /** Also those that may change what is meant. */
  readonly unsafeFixes: boolean;
  /** Decode images as well. */
  readonly deep: boolean;
  /** Undefined: as the terminal and the environment say. */
  readonly color: boolean | undefined;
}

export const CHECK_FLAGS = {
  ...PROJECT_FLAGS,
  ...COLOR_FLAGS,
  ...COMMON_FLAGS,
  format: { type: 'string', short: 'f', multiple: true },
  'output-file': { type: 'string', short: 'o' },
  quiet: { type: 'boolean', short: 'q' },
  'max-warnings': { type: 'string' },
  'exit-zero': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  watch: { type: 'boolean' },
  staged: { type: 'boolean' },
  shard: { type: 'string' },
  since: { type: 'string' },
  statistics: { type: 'boolean' },
  fix: { type: 'boolean' },
  'add-stet': { type: 'boolean' },
  'unsafe-fixes': { type: 'boolean' },
  diff: { type: 'boolean' },
  deep: { type: 'boolean' },
  'no-remark': { type: 'boolean' },
  'no-baseline': { type: 'boolean' },
  'no-marks': { type: 'boolean' },
  ...RUN_FLAGS,
  ...TRUST_FLAGS,
} as const;

/** Of each row, one at most: worlds to judge, and what is not done to each of them. */
const EXCLUSIVE = [
  ['stdin', 'staged', 'since', 'shard', 'watch'],
  ...(['stdin-filename', 'untrusted', 'config-from', 'timing', 'add-stet'] as const).map((other) => [other, 'watch'] as const),
  ...(['fix', 'unsafe-fixes', 'diff', 'add-stet'] as const).map((fix) => [fix, 'shard'] as const),
  // Marks say what is not to be repaired either.
  ...(['fix', 'unsafe-fixes', 'diff', 'add-stet'] as const).map((fix) => ['no-marks', fix] as const),
  ['add-stet', 'staged'],
  ['add-stet', 'since'],
  ['add-stet', 'fix'],
  ['add-stet', 'unsafe-fixes'],
  ['diff', 'format'],
  ['diff', 'output-file'],
] as const;

/** Reads the arguments of `stet check`. */
export function parseOptions(args: readonly string[]): Options {
  const { values: given, names: all, behind } = readArguments(args, CHECK_FLAGS);
  const marks = given['add-stet'] === true ? marksOf(given.rule, behind) : undefined;
  const values = marks === undefined ? given : { ...given, rule: given.rule?.filter((rule) => rule.includes('=')) ?? [] };
  const names = marks === undefined ? all : all.slice(0, all.length - behind.length);
  for (const names of EXCLUSIVE) {
    const [one, other] = names.filter((name) => values[name] !== undefined);
    if (other !== undefined) throw new UserError(`\`--${one}\` and \`--${other}\` exclude each other`);
  }
  if (values.watch === true && (values.fix ?? values['unsafe-fixes'] ?? values.diff) !== undefined)
    throw new UserError('`--watch` changes no files: run `stet --fix` or `stet --diff` beside it');
  if (values.shard !== undefined && names.length > 0)
    throw new UserError('`--shard` takes no paths: the shards share all files of the collections');
  const shard = shardFlag(values.shard, process.env);
  const file = values['output-file'];
  if (shard !== undefined && file === undefined)
    throw new UserError('`--shard` needs `--output-file`: the file that `stet merge` will read');
  const trust = trustFlags(values);
  if (shard !== undefined && trust.untrusted) throw new UserError('`--shard` and `--untrusted` exclude each other');
  if (trust.untrusted && (values.fix === true || values['unsafe-fixes'] === true || marks !== undefined))
    throw new UserError('`--untrusted` changes no files: run `--fix` and `--add-stet` on what you trust');
  return {
    ...projectFlags(values),
    ...runFlags(values),
    ...trust,
    // What lies in a tree of strangers may be a cache that they have made up.
    ...(trust.untrusted && { cache: false }),
    paths: names,
    outputs: outputsOf(values.format ?? [], values['output-file']),
    quiet: values.quiet === true,
    maxWarnings: wholeNumber('max-warnings', values['max-warnings']),
    exitZero: values['exit-zero'] === true,
    stdin: values.stdin === true || values['stdin-filename'] !== undefined,
    stdinFilename: values['stdin-filename'],
    watch: values.watch === true,
    staged: values.staged === true,
    since: values.since,
    shard: shard && { ...shard, file: file ?? '' },
    statistics: values.statistics === true,
    // Nor does a baseline of theirs count.
    baseline: values['no-baseline'] !== true && !trust.untrusted,
    heedsMarks: values['no-marks'] !== true,
    fix: values.diff === true ? 'diff' : values.fix === true || values['unsafe-fixes'] === true || marks !== undefined ? 'write' : 'no',
    marks,
    unsafeFixes: values['unsafe-fixes'] === true,
    deep: values.deep === true,
    remark: values['no-remark'] !== true && !trust.untrusted,
    color: colorFlag(values),
  };
}

/** `--format name` or `--format name=file`, each any number of times; `--output-file` is the file of the one without. */
function outputsOf(formats: readonly string[], outputFile: string | undefined): Output[] {
  const outputs = formats.map((text): Output => {
    const at = text.indexOf('=');
    const file = at === -1 ? undefined : text.slice(at + 1);
    if (file === '') throw new UserError(`\`--format ${text}\` names no file behind its \`=\``);
    return { format: choice('format', at === -1 ? text : text.slice(0, at), FORMATS), file };
  });
  const unnamed = outputs.filter(({ file }) => file === undefined);
  if (unnamed.length > 1)
    throw new UserError(
      `${unnamed.map(({ format }) => `\`${format}\``).join(' and ')} can't share one output; name a file, such as \`--format ${unnamed[1]?.format}=report.txt\``,
    );
  if (outputFile === undefined) return outputs;
  return unnamed.length === 0
    ? [...outputs, { format: 'text', file: outputFile }]
    : outputs.map((output) => ({ ...output, file: output.file ?? outputFile }));
}

/** With `--add-stet`, `--rule <id>` says which findings are meant, and all behind `--` is the reason. */
function marksOf(rules: readonly string[] = [], behind: readonly string[]): NonNullable<Options['marks']> {
  const reason = behind.join(' ').replace(/\s+/g, ' ').trim();
  if (/-->|\*\//.test(reason)) throw new UserError('a reason must not hold `-->` or `*/`, which end a comment');
  return { rules: rules.filter((rule) => !rule.includes('=')), reason };
}
