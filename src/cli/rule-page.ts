import { readFileSync } from 'node:fs';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../model/rule.ts';
import { packageFile, TOOL } from './tool.ts';

/** Where the page of a rule is to be read on the web: beside the version that is run, or where its plugin says. */
export function ruleUrl(id: string, rule: Rule | undefined = rules.get(id)): string | undefined {
  if (!rules.has(id)) return rule?.meta.url;
  return `https://unpkg.com/${TOOL.name}@${TOOL.version}/${pagePath(id)}`;
}

/** The page of a rule, as the package holds it. */
export function readRulePage(id: string): string {
  return readFileSync(rulePageFile(id), 'utf8');
}

/** Absolute. */
export function rulePageFile(id: string): string {
  return packageFile(pagePath(id));
}

function pagePath(id: string): string {
  return `rules/${id}.md`;
}
