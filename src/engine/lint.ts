import type { Config } from '../model/config.ts';
import { dataFormatOf } from '../model/frontmatter.ts';
import type { Host } from '../model/host.ts';
import type { Linter, LintFinding } from '../model/linter.ts';
import type { Failure } from '../model/report.ts';
import type { Located } from './finalise.ts';
import { readText } from './read.ts';

/** The texts that another linter may judge: files that are all data are none. */
export function textsOf(paths: Iterable<string>, bufferOf: (path: string) => string | undefined, host: Host): Map<string, string> {
  const texts = [...paths].filter((path) => dataFormatOf(path) === undefined);
  return new Map(texts.map((path) => [path, bufferOf(path) ?? readText(host, path).text ?? '']));
}

/** What another linter finds, with the levels that the config states for its rules. */
export async function lintAll(
  linter: Linter,
  texts: ReadonlyMap<string, string>,
  config: Config,
): Promise<{ findings: Located[]; failures: readonly Failure[] }> {
  const { findings, failures } = await linter.check(texts);
  return { findings: findings.flatMap((found) => levelled(found, config)), failures };
}

function levelled({ path, rule, finding }: LintFinding, config: Config): Located[] {
  const level = config.statedLevel(path, rule) ?? finding.level ?? 'error';
  return level === 'off' ? [] : [{ path, signed: { rule, finding: { ...finding, level: level === 'warn' ? level : undefined } } }];
}
