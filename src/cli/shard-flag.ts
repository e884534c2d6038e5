import type { Shard } from '../host/shard-report.ts';
import { UserError } from '../model/errors.ts';

/** Variables by which CI services tell each of several jobs which one it is, and whether they count from 0 or from 1. */
const SERVICES: readonly (readonly [index: string, total: string, first: 0 | 1])[] = [
  // GitLab and others.
  ['CI_NODE_INDEX', 'CI_NODE_TOTAL', 1],
  ['CIRCLE_NODE_INDEX', 'CIRCLE_NODE_TOTAL', 0],
  ['BUILDKITE_PARALLEL_JOB', 'BUILDKITE_PARALLEL_JOB_COUNT', 0],
  ['BITBUCKET_PARALLEL_STEP', 'BITBUCKET_PARALLEL_STEP_COUNT', 0],
  ['SEMAPHORE_JOB_INDEX', 'SEMAPHORE_JOB_COUNT', 1],
  ['SYSTEM_JOBPOSITIONINPHASE', 'SYSTEM_TOTALJOBSINPHASE', 1],
  // An Indexed Job of Kubernetes; the total is not told by itself.
  ['JOB_COMPLETION_INDEX', 'JOB_COMPLETIONS', 0],
];

/** Reads `--shard`: `2/16`, or `auto`. */
export function shardFlag(text: string | undefined, env: NodeJS.ProcessEnv): Shard | undefined {
  if (text === undefined) return undefined;
  if (text === 'auto') return shardOfJob(env);
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (index === undefined) throw new UserError(`\`--shard\` needs a number and a total such as \`2/16\`, or \`auto\`; not \`${text}\``);
  return inRange({ index: Number(index), total: Number(total) }, `\`--shard ${text}\``);
}

function shardOfJob(env: NodeJS.ProcessEnv): Shard {
  for (const [indexName, totalName, first] of SERVICES) {
    const [index, total] = [env[indexName], env[totalName]];
    if (!index) continue;
    if (!total) throw new UserError(`\`--shard auto\`: \`${indexName}\` is set, but \`${totalName}\` is not: set it to the number of jobs`);
    return inRange({ index: Number(index) + 1 - first, total: Number(total) }, `\`${indexName}=${index}\` with \`${totalName}=${total}\``);
  }
  throw new UserError(
    `\`--shard auto\`: none of ${SERVICES.map(([name]) => `\`${name}\``).join(', ')} is set; write \`--shard 1/4\` instead`,
  );
}

function inRange(shard: Shard, where: string): Shard {
  const { index, total } = shard;
  if (Number.isSafeInteger(index) && Number.isSafeInteger(total) && index >= 1 && index <= total) return shard;
  throw new UserError(`${where}: there is no such shard; they go from 1/n to n/n`);
}
