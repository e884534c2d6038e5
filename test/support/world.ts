import { readFileSync } from 'node:fs';
import { rules } from '../../rules/index.ts';
import { collectionTargets, referredFiles } from '../../src/cli/targets.ts';
import { collectionsOf } from '../../src/config/collections.ts';
import { type RuleFlag, resolveConfig } from '../../src/config/resolve.ts';
import { configShape } from '../../src/config/shape.ts';
import type { UserConfig } from '../../src/config/user-config.ts';
import { validate } from '../../src/config/validate.ts';
import { createProject, type Project, type ProjectOptions } from '../../src/engine/project.ts';
import { diskHost } from '../../src/host/disk.ts';
import { emptyHost, overlayHost } from '../../src/host/memory.ts';
import type { Host } from '../../src/model/host.ts';
import type { Report } from '../../src/model/report.ts';
import type { Web } from '../../src/model/web.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface World {
  readonly files: Files;
  readonly config?: UserConfig;
  readonly flags?: readonly RuleFlag[];
  /** What the files are laid over; nothing by default. */
  readonly below?: Host;
  readonly web?: Web;
}

/** A project over files in memory, through the same doors as the CLI's: config check, collections, discovery. */
export async function projectOf(world: World): Promise<Project> {
  return createProject(await optionsOf(world));
}

export async function optionsOf({ files, config = {}, flags = [], below = emptyHost, web }: World): Promise<ProjectOptions> {
  const issues = validate(config, configShape(rules));
  if (issues.length > 0) throw new Error(issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  const host = overlayHost(new Map(Object.entries(files)), below);
  const { collections } = await collectionsOf({ file: 'stet.config.json', config }, host);
  const resolved = resolveConfig(config, collections, rules, flags);
  const { files: paths } = collectionTargets(host, resolved);
  const others = () => referredFiles(host, resolved);
  return { host, config: resolved, rules, ruleUrl: (id) => `rules/${id}.md`, paths, others, web };
}

export async function check(world: World): Promise<Report> {
  return (await projectOf(world)).check();
}

/** Every finding as `path:line:column-line:column severity rule message`. */
export function lines({ diagnostics }: Report): string[] {
  return diagnostics.map(
    ({ path, range: { start, end }, severity, rule, message }) =>
      `${path}:${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule} ${message}`,
  );
}

/** What the ranges of the findings cover, by rule. */
export function covered(report: Report, text: string): [rule: string, covered: string][] {
  return report.diagnostics.map(({ rule, range }) => [rule, text.slice(range.start.offset, range.end.offset)]);
}

export const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));
export const fixtureHost = (path: string) => diskHost(new URL(`../../fixtures/${path}`, import.meta.url).pathname);
