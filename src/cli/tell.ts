import type { LoadedConfig } from '../config/user-config.ts';
import type { Config } from '../model/config.ts';
import { narrowed, type Report } from '../model/report.ts';
import { notice } from './notice.ts';
import type { Options } from './options.ts';
import type { Completed } from './setup.ts';
import type { Targets } from './targets.ts';
import { writeReports } from './write.ts';

type Say = (line: string) => void;

/** Says what was taken for the content, where no config names it. */
export function tellAssumed({ file }: LoadedConfig, { config, assumed }: Completed, say: Say): void {
  if (assumed === undefined) return;
  const why = file === undefined ? 'no stet.config found' : `${file} names no collections`;
  say(`${why}: taking ${assumed} for the content, ${schemasOf(config)}`);
}

/** Where the schemas come from that no config states. */
function schemasOf({ collections }: Config): string {
  const origins = [...new Set(collections.flatMap(({ schemaOrigin }) => schemaOrigin ?? []))];
  if (origins.length === 0) return 'without schemas';
  const names = [...new Set(origins.map(({ name }) => name))].join(', ');
  return `with the schemas of ${names}${origins.some(({ isFile }) => isFile) ? ', as far as they can be read without running them' : ''}`;
}

/** Says which files are not checked. `isStated` is whether anybody has named them. */
export function tellTargets({ notices, mistakes }: Targets, isStated: boolean, say: Say): void {
  for (const line of [...(isStated ? notices : []), ...mistakes]) say(line);
}

/** Writes the reports, and says what stands in none of their formats. */
export async function tell(report: Report, options: Options, where: Parameters<typeof writeReports>[2]): Promise<void> {
  if (options.fix !== 'diff') await writeReports(asTold(report, options), options, where);
  for (const line of report.notices) notice(line);
  for (const { path, message } of report.failures) notice(`${path}: ${message}`);
}

/** What of a report is written. */
export function asTold(report: Report, { quiet }: Pick<Options, 'quiet'>): Report {
  return quiet ? narrowed(report, ({ severity }) => severity === 'error') : report;
}
