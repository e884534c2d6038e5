import type { Config } from '../model/config.ts';
import type { Options } from './options.ts';
import { remarkOf } from './remark.ts';
import type { RunTools } from './run.ts';
import type { Place } from './setup.ts';
import { createDecoder } from './sharp.ts';

/** What the options of a check ask for, however often it is run. */
export async function runTools({ root, rules, loaded }: Place, config: Config, options: Options) {
  return {
    root,
    rules,
    options,
    heedsMarks: options.heedsMarks,
    decode: options.deep ? createDecoder(options.untrusted ? undefined : root) : undefined,
    linter: options.remark ? await remarkOf(root, loaded.config, config, options.rules, options.threads) : undefined,
  } satisfies Partial<RunTools>;
}
