import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import type { DiskCache } from '../host/cache.ts';
import { writeAll } from '../host/put-file.ts';
import { collecting, decodeShard, encodeShard, mergedCache, type Shard } from '../host/shard-report.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { Linter } from '../model/linter.ts';
import { cacheOf, type RunTools, runProject } from './run.ts';
import type { Targets } from './targets.ts';
import { BUILD, TOOL } from './tool.ts';

const THIS_TOOL = `${TOOL.version} ${BUILD}`;

/**
 * Maps the files of a shard and writes what was found out. What rules say that look at several files is told by the merge,
 * which knows them all; here they run only to find out about images what they will ask for.
 */
export async function writeShard(
  shard: Shard,
  path: string,
  host: Host,
  config: Config,
  targets: Targets,
  tools: RunTools,
): Promise<number> {
  const own = targets.files.filter((file) => crc32(file) % shard.total === shard.index - 1);
  const kept = collecting(tools.options.cache ? cacheOf(host, tools.root, config, tools.options) : undefined);
  const linter = tools.linter && keepable(tools.linter);
  await runProject(host, config, { ...targets, files: own }, { ...tools, linter, web: undefined, cache: kept, isPart: true });
  try {
    writeAll(path, encodeShard(shard, THIS_TOOL, kept.content));
  } catch (error) {
    throw new UserError(`the report can't be written to \`${path}\`: ${(error as Error).message}`);
  }
  tools.notice(`shard ${shard.index}/${shard.total}: ${own.length} of ${targets.files.length} files; \`stet merge\` tells what was found`);
  return 0;
}

/** Asks another linter only for what can be handed on; the merge asks for the rest itself. */
function keepable(linter: Linter): Linter {
  return {
    ...linter,
    async check(texts) {
      const keyed = [];
      for (const entry of texts) if ((await linter.keyOf(entry[0])) !== undefined) keyed.push(entry);
      return linter.check(new Map(keyed));
    },
  };
}

/** What the shards of a run have written, as a cache for the run that tells what was found. */
export function readShards(names: readonly string[], cwd: string): DiskCache {
  if (names.length === 0) throw new UserError('`stet merge` needs the reports that the shards have written');
  const reports = names.map((name) => ({ name, ...decodeShard(name, readReport(name, cwd), THIS_TOOL) }));
  const total = reports[0]?.total ?? 0;
  const byIndex = new Map<number, string>();
  for (const report of reports) {
    if (report.total !== total)
      throw new UserError(`\`${report.name}\` is one of ${report.total} shards, and \`${reports[0]?.name}\` one of ${total}`);
    const other = byIndex.get(report.index);
    if (other !== undefined) throw new UserError(`\`${other}\` and \`${report.name}\` are both shard ${report.index}/${total}`);
    byIndex.set(report.index, report.name);
  }
  const missing = Array.from({ length: total }, (_, at) => at + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0) throw new UserError(`missing: ${missing.map((index) => `shard ${index}/${total}`).join(', ')}`);
  return mergedCache(reports.map(({ content }) => content));
}

function readReport(name: string, cwd: string): Buffer {
  try {
    return readFileSync(resolve(cwd, name));
  } catch (error) {
    throw new UserError(`\`${name}\` can't be read: ${(error as Error).message}`);
  }
}
