import { relative, sep } from 'node:path';
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { rules } from '../rules/index.ts';
import { resolveConfig } from './config/resolve.ts';
import { configShape } from './config/shape.ts';
import type { UserRules } from './config/user-config.ts';
import { validate } from './config/validate.ts';
import { mapText } from './engine/map.ts';
import { settingsBy } from './engine/settings.ts';
import type { Rule } from './model/rule.ts';
import { lineStarts, rangeOf } from './model/span.ts';

/** Options of the plugin. */
export interface RemarkStetOptions {
  /** Levels and options, as under `rules` in a config of stet. */
  readonly rules?: UserRules;
}

/** What of our rules a file can be judged by alone. */
const FILE_RULES = new Map<string, Rule>([...rules].filter(([, { kind }]) => kind === 'file'));

/**
 * A remark plugin with the rules of stet that judge a file by itself, for remark-cli and the language server of unified.
 * Messages have the source `stet` and the rule's id. Throws where an option is wrong.
 */
export default function remarkStet({ rules: stated = {} }: RemarkStetOptions = {}): (tree: Root, file: VFile) => Promise<void> {
  const config = { rules: stated };
  const issues = validate(config, configShape(rules));
  if (issues.length > 0) throw new Error(`remark-stet: ${issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  const resolved = resolveConfig(config, [], rules, []);
  const settingsOf = settingsBy(resolved, FILE_RULES);

  return async (_, file) => {
    const path = file.path === undefined ? 'stdin.md' : relative(file.cwd, file.path).split(sep).join('/');
    const text = String(file);
    const { result, failures } = await mapText(path, text, settingsOf(path), FILE_RULES);
    const lines = lineStarts(text);
    for (const { rule, finding } of (result?.findings ?? []).toSorted((a, b) => a.finding.span[0] - b.finding.span[0])) {
      const message = file.message(finding.message, { place: rangeOf(lines, finding.span), ruleId: rule, source: 'stet' });
      const isError = resolved.rulesAt(path).get(rule)?.level === 'error' && finding.level !== 'warn';
      Object.assign(message, { fatal: isError, ...(finding.hint !== undefined && { note: finding.hint }) });
    }
    for (const { message } of failures) Object.assign(file.message(message, { source: 'stet' }), { fatal: true });
  };
}
