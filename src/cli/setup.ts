import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { rules as ownRules } from '../../rules/index.ts';
import { collectionsOf } from '../config/collections.ts';
import { unknown } from '../config/issue.ts';
import { type RuleFlag, resolveConfig } from '../config/resolve.ts';
import type { LoadedConfig } from '../config/user-config.ts';
import { diskHost } from '../host/disk.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { RuleSet } from '../model/rule.ts';
import { configOf } from './config-source.ts';
import type { ProjectFlags } from './project-flags.ts';
import type { TrustFlags } from './trust-flags.ts';

/** Where a command works. */
export interface Place {
  /** Absolute. */
  readonly root: string;
  readonly disk: Host;
  readonly loaded: LoadedConfig;
  /** Our own and those of plugins. */
  readonly rules: RuleSet;
  /** Of the config file; absolute. */
  readonly configPath: string | undefined;
  /** The config, completed from the framework as the files of a world tell it. */
  configIn(host: Host): Promise<Completed>;
}

/** A config to which nothing is lacking. */
export interface Completed {
  readonly config: Config;
  /** What was taken for the content, where the config names none. */
  readonly assumed: string | undefined;
}

/** What a command works on: the disk, and its config. */
export interface Setup extends Place, Completed {}

/** Finds root and config, and completes the config from the framework. */
export async function setUp(options: ProjectFlags, cwd: string): Promise<Setup> {
  const place = await locate(options, cwd);
  return { ...place, ...(await place.configIn(place.disk)) };
}

/** Finds root and config. */
export async function locate(options: ProjectFlags & Partial<TrustFlags>, cwd: string): Promise<Place> {
  const { path: configPath, rules, ...loaded } = await configOf(options, cwd);
  checkRuleIds(options.rules, rules);
  const root = rootOf(options, cwd, configPath);
  const disk = options.untrusted === true ? await guardedDisk(root) : diskHost(root);
  return placeOf({ root, disk, loaded, rules, configPath }, options.rules, options.root);
}

/** Absolute. */
export function rootOf({ root }: ProjectFlags, cwd: string, configPath: string | undefined): string {
  return root !== undefined ? resolve(cwd, root) : configPath !== undefined ? dirname(configPath) : cwd;
}

/** What there is in a folder without regard to any config file: as before the first one is written. */
export async function setUpBare(cwd: string, named?: string): Promise<Setup> {
  const root = resolve(cwd, named ?? '.');
  const place = placeOf(
    { root, disk: diskHost(root), loaded: { file: undefined, config: {} }, rules: ownRules, configPath: undefined },
    [],
    named,
  );
  return { ...place, ...(await place.configIn(place.disk)) };
}

function placeOf(found: Omit<Place, 'configIn'>, flags: readonly RuleFlag[], named = found.root): Place {
  const { disk, loaded, rules } = found;
  requireFolder(disk, named);
  async function configIn(host: Host): Promise<Completed> {
    const { collections, assumed } = await collectionsOf(loaded, host);
    return { assumed, config: resolveConfig(loaded.config, collections, rules, flags) };
  }
  return { ...found, configIn };
}

/** Throws a `UserError` where there is no root. */
export function requireFolder(disk: Host, named: string): void {
  if (disk.list('') === undefined) throw new UserError(`the root \`${named}\` is no folder`);
}

async function guardedDisk(root: string): Promise<Host> {
  const { guardedHost } = await import('../host/guarded.ts');
  const { isWatched, tellReading } = await import('./watch-over.ts');
  if (!existsSync(root)) return diskHost(root);
  return guardedHost(diskHost(root), { root, onRead: isWatched(process.env) ? tellReading : undefined });
}

function checkRuleIds(flags: readonly RuleFlag[], rules: RuleSet): void {
  for (const { id } of flags)
    if (id !== 'all' && !id.startsWith('remark/') && !rules.has(id))
      throw new UserError(`\`--rule\`: ${unknown('rule', id, rules.keys())}`);
}
