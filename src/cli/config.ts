import { resolveConfig } from '../config/resolve.ts';
import type { Collection, Config, Origin } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Level, RuleSet } from '../model/rule.ts';
import type { Site } from '../model/site.ts';
import { choice, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { PROJECT_FLAGS, projectFlags } from './project-flags.ts';
import { type Setup, setUp } from './setup.ts';

const HELP = `The configuration as it was resolved: sites, collections, rules that are not
at their default, and where each part came from.

  stet config

  --root <dir>                 project root
  -c, --config <file>          the config file
  --rule <id=off|warn|error>   set a rule, over the config; may repeat
  -f, --format <name>          text (default), json
`;

export const config: Command = { help: HELP, run: showConfig };

async function showConfig(args: readonly string[], cwd: string): Promise<number> {
  const { values, names } = readArguments(args, { ...PROJECT_FLAGS, format: { type: 'string', short: 'f' } });
  if (names.length > 0) throw new UserError('`stet config` takes no paths');
  const format = choice('format', values.format ?? 'text', ['text', 'json']);
  const resolved = resolvedOf(await setUp(projectFlags(values), cwd));
  process.stdout.write(format === 'json' ? `${JSON.stringify(resolved, null, 2)}\n` : rendered(resolved));
  return 0;
}

interface Setting {
  readonly name: string;
  readonly value: unknown;
  readonly from: string;
}

interface Section {
  readonly title: string;
  readonly settings: readonly Setting[];
}

function resolvedOf({ root, loaded, rules, config }: Setup): readonly Section[] {
  const file = loaded.file ?? 'no config file';
  return [
    { title: 'project', settings: [{ name: 'root', value: root, from: file }] },
    ...config.sites.map(siteSection),
    ...config.collections.map((collection) => collectionSection(collection, loaded.config.collections === undefined ? undefined : file)),
    { title: 'rules that are not at their default', settings: changedRules(config.rulesAt(''), rules) },
  ].filter(({ settings }) => settings.length > 0);
}

function siteSection({ framework, root, evidence, base, routes, openRoutes, redirects, locales, rules, unknownRoutes }: Site): Section {
  const from = evidence ?? 'nothing was recognised';
  const all = { root: root || '.', base: base || '/', locales, routes, openRoutes, redirects, addresses: unknownRoutes ?? 'known' };
  const settings = Object.entries(all)
    .filter(([, value]) => !Array.isArray(value) || value.length > 0)
    .map(([name, value]) => ({ name, value, from }));
  const implied = Object.entries(rules).map(([name, setting]) => ({ name, value: settingText(...setting), from }));
  return { title: `site ${framework}`, settings: [...settings, ...implied] };
}

function collectionSection(
  { name, include, schema, schemaOrigin, isEntry, origins, site, slugOf, addressesOf, ...settings }: Collection,
  file: string | undefined,
): Section {
  const from: Record<Origin, string> = { config: file ?? '', framework: site.framework, default: 'default' };
  const computed = { slug: slugOf && 'as the framework makes it', url: addressesOf && 'as the framework makes it' };
  const keys = Object.keys(origins) as (keyof typeof origins)[];
  return {
    title: `collection ${name}`,
    settings: [
      { name: 'include', value: include, from: file ?? (site.framework === 'none' ? 'default' : site.framework) },
      schemaOrigin === undefined
        ? { name: 'schema', value: schema === undefined ? 'none' : 'stated', from: schema === undefined ? 'default' : (file ?? '') }
        : {
            name: 'schema',
            value: schemaOrigin.isFile ? 'read, not run: types, keys and limits' : 'what it refuses itself',
            from: schemaOrigin.name,
          },
      ...keys.map((key) => {
        const made = key === 'slug' || key === 'url' ? computed[key] : undefined;
        return { name: key, value: made ?? settings[key] ?? 'not known', from: made === undefined ? from[origins[key]] : site.framework };
      }),
    ],
  };
}

function changedRules(settings: ReturnType<Config['rulesAt']>, rules: RuleSet): Setting[] {
  const defaults = resolveConfig({}, [], rules, []).rulesAt('');
  return [...settings]
    .filter(([id, setting]) => JSON.stringify(setting) !== JSON.stringify(defaults.get(id)))
    .map(([id, { level, options }]) => ({
      name: id,
      value: settingText(level, options),
      from: 'config or --rule',
    }));
}

function settingText(level: Level, options: Readonly<Record<string, unknown>>): string[] {
  return [level, ...Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)];
}

function rendered(sections: readonly Section[]): string {
  return sections
    .map(({ title, settings }) => {
      const width = Math.max(12, ...settings.map(({ name }) => name.length));
      return `${title}\n${settings.map((setting) => line(setting, width)).join('')}`;
    })
    .join('\n');
}

/** Of a longer list the terminal shows the beginning; JSON holds all. */
const MOST_LINES = 12;

/** Long lists stand a line each. */
function line({ name, value, from }: Setting, width: number): string {
  return `  ${name.padEnd(width)} ${textOf(value, width)}  (${from})\n`;
}

function textOf(value: unknown, width: number): string {
  if (!Array.isArray(value))
    return typeof value !== 'object' ? String(value) : JSON.stringify(value) === '{}' ? 'none' : JSON.stringify(value);
  const text = value.map(String).join(', ') || 'none';
  if (text.length <= 100) return text;
  const more = value.length - MOST_LINES;
  const shown = more > 0 ? [...value.slice(0, MOST_LINES), `and ${more} more; --format json shows all`] : value;
  return shown.join(`,\n${' '.repeat(width + 3)}`);
}
