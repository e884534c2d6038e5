import type { Collection, Config, RuleSetting } from '../model/config.ts';
import type { ReadingSettings } from '../model/document.ts';
import { extensionOf } from '../model/path.ts';
import type { MapSettings } from '../model/result.ts';
import type { Rule, RuleSet } from '../model/rule.ts';

/** The settings of files by path. One object for all files that are read and judged alike. */
export function settingsBy(config: Config, rules: RuleSet): (path: string) => MapSettings {
  const rulesOf = memo((settings: ReadonlyMap<string, RuleSetting>): MapSettings['rules'] =>
    [...rules].flatMap(([id, { kind }]) => {
      const setting = settings.get(id);
      return kind !== 'file' || setting === undefined || setting.level === 'off' ? [] : [[id, setting.options] as const];
    }),
  );
  const known = new Map<string, MapSettings>();
  const ids = new Map<unknown, number>();
  const idOf = (part: unknown) => ids.get(part) ?? ids.set(part, ids.size).size - 1;

  return (path) => {
    const collection = config.collectionOf(path);
    const active = rulesOf(config.rulesAt(path));
    const dialect = dialectOf(path, collection);
    const key = `${idOf(collection)} ${idOf(active)} ${dialect}`;
    let settings = known.get(key);
    if (settings === undefined) {
      settings = { reading: readingOf(dialect, collection), rules: active, hasGuests: active.some(([id]) => isGuest(rules.get(id))) };
      known.set(key, settings);
    }
    return settings;
  };
}

function isGuest(rule: Rule | undefined): boolean {
  return rule?.kind === 'file' && rule.isGuest === true;
}

/** By the collection where it says, else by the extension. */
function dialectOf(path: string, collection: Collection | undefined): ReadingSettings['dialect'] {
  const chosen = collection?.dialect ?? 'auto';
  return chosen !== 'auto' ? chosen : extensionOf(path) === '.mdx' ? 'mdx' : 'markdown';
}

function readingOf(dialect: ReadingSettings['dialect'], collection: Collection | undefined): ReadingSettings {
  // Most sites, and the hosts of repositories, make anchors as GitHub does.
  if (collection === undefined) return { dialect, anchors: 'github' };
  const { anchors, opaque, site } = collection;
  return { dialect, anchors, opaque, headingIds: site.framework !== 'astro' && site.framework !== 'starlight' };
}

function memo<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      known.set(key, value);
    }
    return value;
  };
}
