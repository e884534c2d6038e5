import type { Collection, Config, RuleSetting } from '../model/config.ts';
import type { ReadingSettings } from '../model/document.ts';
import { memo } from '../model/memo.ts';
import { extensionOf } from '../model/path.ts';
import type { MapSettings } from '../model/result.ts';
import type { RuleSet } from '../model/rule.ts';
import { activeRules } from './active-rules.ts';

/** The settings of files by path. One object for all files that are read and judged alike. */
export function settingsBy(config: Config, rules: RuleSet): (path: string) => MapSettings {
  const settingsFor = memo((settings: ReadonlyMap<string, RuleSetting>) => {
    const active = activeRules('file', rules, settings);
    const judging = {
      rules: active.map(([id, , options]) => [id, options] as const),
      hasGuests: active.some(([, rule]) => rule.isGuest === true),
    };
    return memo((collection: Collection | undefined) =>
      memo((dialect: ReadingSettings['dialect']): MapSettings => ({ reading: readingOf(dialect, collection), ...judging })),
    );
  });
  return (path) => {
    const collection = config.collectionOf(path);
    return settingsFor(config.rulesAt(path))(collection)(dialectOf(path, collection));
  };
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
  const headingIds = site.framework !== 'astro' && site.framework !== 'starlight';
  return { dialect, anchors, opaque, headingIds, ...(site.framework === 'hexo' && { frontMatter: 'hexo' }) };
}
