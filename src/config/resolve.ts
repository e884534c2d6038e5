import { parseBytes } from '../model/bytes.ts';
import type { Collection, Config, RuleSetting } from '../model/config.ts';
import { matcher } from '../model/glob.ts';
import type { Level, RuleSet } from '../model/rule.ts';
import type { UserConfig, UserRules } from './user-config.ts';

/** A `--rule` of the command line: `all`, or the id of a rule. */
export interface RuleFlag {
  readonly id: string;
  readonly level: Level;
}

/** `all` are the collections to judge, then those that are only referred to. */
export function resolveConfig(user: UserConfig, all: readonly Collection[], rules: RuleSet, flags: readonly RuleFlag[]): Config {
  const members = all.map((collection) => ({
    collection,
    includes: matcher(collection.include),
    excludes: matcher(collection.exclude),
  }));
  const overrides = (user.overrides ?? []).map((override) => ({ applies: matcher(override.files), rules: override.rules }));
  const settingsByMask = new Map<string, ReadonlyMap<string, RuleSetting>>();
  const sites = [...new Set(all.map(({ site }) => site))];
  const isImplied = sites.some((site) => Object.keys(site.rules).length > 0);
  const collectionOf = lastAnswer((path) => members.find(({ includes, excludes }) => includes(path) && !excludes(path))?.collection);

  const layersAt = (path: string) => [user.rules ?? {}, ...overrides.filter(({ applies }) => applies(path)).map(({ rules }) => rules)];

  return {
    collections: all.filter(({ isReferred }) => isReferred !== true),
    referred: all.filter(({ isReferred }) => isReferred === true),
    sites,
    collectionOf,
    ignored: matcher(user.ignores ?? []),
    rulesAt(path) {
      const applying = overrides.map(({ applies }) => applies(path));
      const site = isImplied ? collectionOf(path)?.site : undefined;
      const mask = [site === undefined ? -1 : sites.indexOf(site), ...applying].join();
      let settings = settingsByMask.get(mask);
      if (settings === undefined) {
        settings = settingsOf(
          rules,
          [site?.rules ?? {}, user.rules ?? {}, ...overrides.filter((_, index) => applying[index]).map((override) => override.rules)],
          flags,
        );
        settingsByMask.set(mask, settings);
      }
      return settings;
    },
    statedLevel(path, rule) {
      const entry = layersAt(path).findLast((layer) => layer[rule] !== undefined)?.[rule];
      return flagged(flags, rule) ?? (typeof entry === 'string' ? entry : entry?.[0]);
    },
  };
}

/** Remembers what was asked last: the same path is asked for many times in a row. */
function lastAnswer<T>(ask: (path: string) => T): (path: string) => T {
  let last: { readonly path: string; readonly answer: T } | undefined;
  return (path) => {
    if (last?.path !== path) last = { path, answer: ask(path) };
    return last.answer;
  };
}

/** Defaults, then what the site implies, then the config, then its overrides, then the command line. A level alone keeps earlier options. */
function settingsOf(rules: RuleSet, layers: readonly UserRules[], flags: readonly RuleFlag[]): ReadonlyMap<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  for (const [id, { meta }] of rules) {
    const defaults = Object.fromEntries(Object.entries(meta.options ?? {}).map(([name, option]) => [name, option.default]));
    let level: Level = meta.level;
    let options: Record<string, unknown> = defaults;
    for (const layer of layers) {
      const entry = layer[id];
      if (entry === undefined) continue;
      const [stated, given] = typeof entry === 'string' ? [entry] : entry;
      level = stated;
      options = { ...options, ...given };
    }
    level = flagged(flags, id) ?? level;
    settings.set(id, { level, options: withBytes(options, rules.get(id)?.meta.options) });
  }
  return settings;
}

/** What the command line says of a rule: by its id, else of all of them. */
function flagged(flags: readonly RuleFlag[], rule: string): Level | undefined {
  return (flags.findLast(({ id }) => id === rule) ?? flags.findLast(({ id }) => id === 'all'))?.level;
}

function withBytes(
  options: Record<string, unknown>,
  schemas: Readonly<Record<string, { format?: 'bytes' }>> = {},
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, schemas[name]?.format === 'bytes' ? parseBytes(value) : value]),
  );
}
