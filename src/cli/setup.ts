import { dirname, resolve } from 'node:path';
import { rules } from '../../rules/index.ts';
import { collectionsOf } from '../config/collections.ts';
import { unknown } from '../config/issue.ts';
import { configIn, findConfig, loadConfig } from '../config/load.ts';
import { type RuleFlag, resolveConfig } from '../config/resolve.ts';
import { configShape } from '../config/shape.ts';
import type { LoadedConfig } from '../config/user-config.ts';
import { diskHost } from '../host/disk.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { ProjectFlags } from './project-flags.ts';

/** What a command works on. */
export interface Setup {
  /** Absolute. */
  readonly root: string;
  readonly disk: Host;
  readonly loaded: LoadedConfig;
  readonly config: Config;
  /** What was taken for the content, where the config names none. */
  readonly assumed: string | undefined;
}

/** Finds root and config, and completes the config from the framework. */
export async function setUp(options: ProjectFlags, cwd: string): Promise<Setup> {
  checkRuleIds(options.rules);
  const path = configPathOf(options, cwd);
  const loaded: LoadedConfig = path === undefined ? { file: undefined, config: {} } : await loadConfig(path, configShape(rules));
  const root = options.root !== undefined ? resolve(cwd, options.root) : path !== undefined ? dirname(path) : cwd;
  const disk = diskHost(root);
  if (disk.list('') === undefined) throw new UserError(`the root \`${options.root}\` is no folder`);
  const { collections, assumed } = await collectionsOf(loaded, disk);
  return { root, disk, loaded, assumed, config: resolveConfig(loaded.config, collections, rules, options.rules) };
}

/** The one that is named; else the root's own; else the nearest from the current folder upwards. */
function configPathOf({ config, root }: ProjectFlags, cwd: string): string | undefined {
  if (config !== undefined) return resolve(cwd, config);
  return (root === undefined ? undefined : configIn(resolve(cwd, root))) ?? findConfig(cwd);
}

function checkRuleIds(flags: readonly RuleFlag[]): void {
  for (const { id } of flags) if (id !== 'all' && !rules.has(id)) throw new UserError(`\`--rule\`: ${unknown('rule', id, rules.keys())}`);
}
