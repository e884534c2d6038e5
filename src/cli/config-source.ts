import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { rules as ownRules } from '../../rules/index.ts';
import { CONFIG_NAMES, configIn as configFileIn, findConfig, loadConfig } from '../config/load.ts';
import type { LoadedConfig } from '../config/user-config.ts';
import { UserError } from '../model/errors.ts';
import type { RuleSet } from '../model/rule.ts';
import type { ProjectFlags } from './project-flags.ts';
import { repositoryOf } from './repository.ts';
import type { TrustFlags } from './trust-flags.ts';

/** `path` is where it is, or would be, in the project; absolute. */
type Located = LoadedConfig & { readonly path: string | undefined; readonly rules: RuleSet };

const api = () => import('../index.ts');

/** Finds and loads the config: of a commit, or of the disk. */
export async function configOf(options: ProjectFlags & Partial<TrustFlags>, cwd: string): Promise<Located> {
  const { configFrom, untrusted = false } = options;
  const none = { path: undefined, file: undefined, config: {}, rules: ownRules };
  if (configFrom !== undefined) {
    const { configOfCommit } = await import('../host/git/trusted.ts');
    const found = configOfCommit(configFrom, resolve(cwd, options.root ?? ''), CONFIG_NAMES, options.config);
    if (found === undefined) return none;
    try {
      return { path: found.path, ...(await loadConfig(found.copy, { rules: ownRules, api })) };
    } finally {
      found.dispose();
    }
  }
  const path = configPathOf(options, cwd);
  if (path === undefined) return none;
  return {
    path,
    ...(await loadConfig(path, {
      rules: ownRules,
      api,
      code: !untrusted || isTrusted(path, repositoryOf(resolve(cwd, options.root ?? ''))),
    })),
  };
}

/** Whether a config lies elsewhere than what strangers wrote. Throws a `UserError` where a link of theirs leads elsewhere. */
function isTrusted(path: string, folder: string): boolean {
  if (!existsSync(path)) return true;
  const isBelow = (one: string) => !relative(realpathSync.native(folder), one).startsWith('..');
  const isOurs = !isBelow(join(realpathSync.native(dirname(path)), basename(path)));
  if (!isOurs && !isBelow(realpathSync.native(path)))
    throw new UserError(`\`${path}\` is a symbolic link that leads out of the repository`);
  return isOurs;
}

/** The one that is named; else the root's own; else the nearest from the current folder upwards. */
export function configPathOf({ config, root }: ProjectFlags, cwd: string): string | undefined {
  if (config !== undefined) return resolve(cwd, config);
  return (root === undefined ? undefined : configFileIn(resolve(cwd, root))) ?? findConfig(cwd);
}
