import { join } from 'node:path';
import type { RuleFlag } from '../config/resolve.ts';
import type { UserConfig } from '../config/user-config.ts';
import type { Config } from '../model/config.ts';
import { basesOf } from '../model/glob.ts';
import type { Linter } from '../model/linter.ts';
import { findRemarkConfig } from '../remark/find.ts';
import type { RemarkOptions } from '../remark/linter.ts';
import { TOOL } from './tool.ts';

/** The remark plugins of the project as a linter beside our rules; undefined where it has no remark config. */
export async function remarkOf(
  root: string,
  user: UserConfig,
  config: Config,
  flags: readonly RuleFlag[],
  threads = 1,
): Promise<Linter | undefined> {
  if (!hasRemark(root, user, remarkFolders(config), flags)) return undefined;
  const { createRemark } = await import('../remark/linter.ts');
  const parser = typeof user.remark === 'object' ? user.remark.parser : undefined;
  const options: RemarkOptions = { root, parser: parser ?? 'remark', version: TOOL.version };
  const linter = createRemark(options);
  return threads === 1 ? linter : (await import('./remark-threads.ts')).inThreads(linter, options, threads);
}

/** The folders, relative to the root, that a remark config may be for. */
export function remarkFolders({ collections }: Config): string[] {
  return [...new Set(['', ...basesOf(collections.flatMap(({ include }) => include))])];
}

/** Whether there is a remark config for one of some folders, and it is not turned off. */
export function hasRemark(
  root: string,
  { remark = true }: Pick<UserConfig, 'remark'>,
  folders: readonly string[],
  flags: readonly RuleFlag[],
): boolean {
  const isOff = flags.findLast(({ id }) => id === 'all')?.level === 'off' && !flags.some(({ id }) => id.startsWith('remark/'));
  return remark !== false && !isOff && folders.some((folder) => findRemarkConfig(join(root, folder)) !== undefined);
}
