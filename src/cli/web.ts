import { join } from 'node:path';
import type { Change } from '../host/git/change.ts';
import type { Config } from '../model/config.ts';
import { UserError } from '../model/errors.ts';
import type { Web } from '../model/web.ts';
import { notice } from './notice.ts';
import { createProgress } from './progress.ts';
import type { ProjectFlags } from './project-flags.ts';
import { keepingFolder } from './run.ts';
import type { RunFlags } from './run-flags.ts';
import type { Place } from './setup.ts';
import { TOOL } from './tool.ts';
import type { TrustFlags } from './trust-flags.ts';

/** The rule that asks the web. Its options say how it is asked. */
const RULE = 'link/dead';

type Flags = ProjectFlags & RunFlags & Partial<TrustFlags>;

const levelOf = ({ rules }: ProjectFlags) => rules.findLast(({ id }) => id === RULE)?.level ?? 'off';

/** Whether the command line lets the web be asked. */
export const isWebAsked = (flags: ProjectFlags) => levelOf(flags) !== 'off';

/** The web, where the command line lets it be asked: no config can, for no run is to depend on it unawares. */
export async function webOf(
  { root }: Pick<Place, 'root'>,
  config: Config,
  flags: Flags,
  change: Change | undefined,
): Promise<Web | undefined> {
  const level = levelOf(flags);
  const { level: configured = 'off', options = {} } = config.rulesAt('').get(RULE) ?? {};
  if (level === 'off') {
    if (configured !== 'off')
      notice(`${RULE} was not asked: only \`--rule ${RULE}=${configured}\` on the command line lets it ask the web`);
    return undefined;
  }
  if (flags.untrusted === true) throw new UserError(`\`--untrusted\` asks nothing of the network: leave out \`--rule ${RULE}=${level}\``);
  const { openAnswers } = await import('../host/web/answers.ts');
  const { createWeb } = await import('../host/web/web.ts');
  const { local, timeout, retries, perHost, limit } = options as unknown as DeadOptions;
  return createWeb({
    concerns: (path) => change === undefined || change.includes(path),
    userAgent: `Mozilla/5.0 (compatible; ${TOOL.name}/${TOOL.version})`,
    local,
    timeout: timeout * 1000,
    retries,
    perHost,
    limit: limit * 1000,
    answers: flags.cache ? openAnswers(join(keepingFolder(root, flags), 'web.json'), Date.now) : undefined,
    progress: (total) => createProgress(total, 'URLs'),
  });
}

interface DeadOptions {
  readonly local: boolean;
  readonly timeout: number;
  readonly retries: number;
  readonly perHost: number;
  readonly limit: number;
}
