import { UserError } from '../model/errors.ts';
import type { Plugin } from '../model/plugin.ts';
import { isRecord } from '../model/record.ts';
import type { Rule, RuleSet } from '../model/rule.ts';
import { guarded } from './guard-rule.ts';
import { ruleProblem } from './rule-shape.ts';

/** What a config names under `plugins`: a package or a file that exports a plugin, or the plugin itself. */
export type PluginInput = string | Plugin;

type Import = (specifier: string) => Promise<unknown>;

/** Groups that are no plugin's, beside those of our own rules. */
const RESERVED = ['remark', 'stet', 'all'];

/** Our rules and those of the plugins. Throws a `UserError` that says which plugin is wrong, and how. */
export async function withPlugins(own: RuleSet, plugins: unknown, file: string, load: Import): Promise<RuleSet> {
  if (!Array.isArray(plugins) || plugins.length === 0) return own;
  const taken = new Set([...RESERVED, ...[...own.keys()].map((id) => id.split('/')[0] ?? id)]);
  const rules = new Map<string, Rule>(own);
  for (const [index, input] of plugins.entries()) {
    const at = `${file}: plugins[${index}]`;
    const plugin = typeof input === 'string' ? await imported(input, at, load) : (input as unknown);
    for (const [id, rule] of rulesOf(plugin, typeof input === 'string' ? `${at} (${input})` : at, taken)) rules.set(id, guarded(rule));
    taken.add((plugin as Plugin).name);
  }
  return rules;
}

async function imported(specifier: string, at: string, load: Import): Promise<unknown> {
  try {
    const exported = await load(specifier);
    if (exported !== undefined) return exported;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UserError(`${at}: \`${specifier}\` can't be loaded: ${reason}`, { cause: error });
  }
  throw new UserError(`${at}: \`${specifier}\` has no default export; a plugin exports \`{ name, rules }\``);
}

function rulesOf(plugin: unknown, at: string, taken: ReadonlySet<string>): [id: string, rule: Rule][] {
  if (!isRecord(plugin) || typeof plugin['name'] !== 'string' || !isRecord(plugin['rules']))
    throw new UserError(`${at}: a plugin is \`{ name, rules }\`, with a name and rules by their names`);
  const { name, rules } = plugin as { name: string; rules: Record<string, unknown> };
  if (!/^[a-z][a-z\d-]*$/.test(name)) throw new UserError(`${at}.name: \`${name}\` must be lower-case letters, digits and hyphens`);
  if (taken.has(name)) throw new UserError(`${at}.name: there is a group \`${name}\` already; take another name`);
  return Object.entries(rules).map(([defect, rule]) => {
    const id = `${name}/${defect}`;
    if (!/^[a-z][a-z\d-]*$/.test(defect)) throw new UserError(`${at}: rule \`${id}\`: must be lower-case letters, digits and hyphens`);
    const problem = ruleProblem(rule);
    if (problem !== undefined) throw new UserError(`${at}: rule \`${id}\`: ${problem}`);
    return [id, rule as Rule];
  });
}
