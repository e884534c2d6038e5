import { join } from 'node:path';
import type { RuleFlag } from '../config/resolve.ts';
import type { UserConfig } from '../config/user-config.ts';
import type { Config } from '../model/config.ts';
import { basesOf } from '../model/glob.ts';
import type { Linter } from '../model/linter.ts';
import { findRemarkConfig } from '../remark/find.ts';
import { TOOL } from './tool.ts';

/** The remark plugins of the project as a linter beside our rules; undefined where it has no remark config. */
export async function remarkOf(
  root: string,
  { remark = true }: UserConfig,
  config: Config,
  flags: readonly RuleFlag[],
): Promise<Linter | undefined> {
  const isOff = flags.findLast(({ id }) => id === 'all')?.level === 'off' && !flags.some(({ id }) => id.startsWith('remark/'));
  if (remark === false || isOff) return undefined;
  const folders = new Set(['', ...basesOf(config.collections.flatMap(({ include }) => include))]);
  if (![...folders].some((folder) => findRemarkConfig(join(root, folder)) !== undefined)) return undefined;
  const { createRemark } = await import('../remark/linter.ts');
  return createRemark({ root, parser: (remark === true ? undefined : remark.parser) ?? 'remark', version: TOOL.version });
}
