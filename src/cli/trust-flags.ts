import { UserError } from '../model/errors.ts';
import { type Values, wholeNumber } from './arguments.ts';

/** The flags for content that strangers have written. */
export const TRUST_FLAGS = {
  untrusted: { type: 'boolean' },
  'config-from': { type: 'string' },
  deadline: { type: 'string' },
} as const;

export interface TrustFlags {
  /** Run no code of the tree, follow no link out of it, and keep to bounds. */
  readonly untrusted: boolean;
  /** The commit from which the config is read. */
  readonly configFrom: string | undefined;
  /** Seconds after which an untrusted run is stopped. */
  readonly deadline: number;
}

const DEADLINE = 300;

export function trustFlags(values: Values<typeof TRUST_FLAGS>): TrustFlags {
  const untrusted = values.untrusted === true;
  const deadline = wholeNumber('deadline', values.deadline);
  if (deadline !== undefined && !untrusted) throw new UserError('`--deadline` goes with `--untrusted`');
  if (deadline === 0) throw new UserError('`--deadline` needs at least 1 second');
  return { untrusted, configFrom: values['config-from'], deadline: deadline ?? DEADLINE };
}
