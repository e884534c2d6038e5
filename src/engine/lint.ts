import type { FileCache } from '../model/cache.ts';
import type { Config } from '../model/config.ts';
import { HostError } from '../model/errors.ts';
import { dataFormatOf } from '../model/frontmatter.ts';
import type { Host } from '../model/host.ts';
import type { Linter, LintTexts } from '../model/linter.ts';
import type { Pause } from '../model/pause.ts';
import type { Failure } from '../model/report.ts';
import type { Signed } from '../model/result.ts';
import type { Located } from './finalise.ts';
import { sideBySide, turnsOf } from './lint-turns.ts';
import { decodeText, hashOf } from './read.ts';

interface LintingOptions {
  readonly linter: Linter;
  readonly config: Config;
  readonly host: Host;
  /** The text of an editor, which counts instead of the host's. */
  readonly bufferOf: (path: string) => string | undefined;
  readonly cache: FileCache | undefined;
  readonly pause: Pause | undefined;
}

/** Another linter at work on the files of a project. What it found is remembered for as long as it holds. */
export interface Linting {
  /** What it finds in files, with the levels that the config states for its rules. */
  check(paths: Iterable<string>): Promise<{ findings: Located[]; failures: readonly Failure[] }>;
  /** The text of a file is another. */
  forget(path: string): void;
  /** The disk is another: what may depend on more of it than one file is asked anew. */
  refresh(): void;
}

/** What was found in files, by path. */
interface Judged {
  readonly found: ReadonlyMap<string, readonly Signed[]>;
  readonly failures: readonly Failure[];
  readonly isMutual: boolean;
}

export function createLinting({ linter, config, host, bufferOf, cache, pause }: LintingOptions): Linting {
  const remembered = new Map<string, { readonly found: readonly Signed[]; readonly isPure: boolean }>();

  /** What is known of a file, or was found out by an earlier run. */
  async function recall(path: string): Promise<boolean> {
    if (remembered.has(path)) return true;
    const stamp = cache === undefined || bufferOf(path) !== undefined ? undefined : host.stamp?.(path);
    const key = stamp && (await linter.keyOf(path));
    const found = key === undefined || stamp === undefined ? undefined : cache?.findLinted(path, key, stamp);
    if (found !== undefined) remembered.set(path, { found, isPure: true });
    return found !== undefined;
  }

  /** Remembers what was found in files, but for those where something failed. */
  async function judge(paths: readonly string[], check: LintTexts = linter.check): Promise<Judged> {
    const read = paths.map((path) => ({ path, ...reading(path) }));
    const { findings, failures, isMutual } = await check(new Map(read.map(({ path, text }) => [path, text])));
    const found = new Map<string, Signed[]>(paths.map((path) => [path, []]));
    for (const { path, rule, finding } of findings) found.get(path)?.push({ rule, finding });
    const failed = new Set(failures.map(({ path }) => path));
    const isConfigBroken = [...failed].some((path) => !found.has(path));
    for (const { path, stamp, hash } of read) {
      remembered.delete(path);
      if (isConfigBroken || failed.has(path)) continue;
      const key = await linter.keyOf(path);
      if (key === undefined && isMutual) continue;
      const own = found.get(path) ?? [];
      remembered.set(path, { found: own, isPure: key !== undefined });
      if (key !== undefined && stamp !== undefined && hash !== undefined) cache?.keepLinted(path, key, stamp, hash, own);
    }
    return { found, failures, isMutual };
  }

  function reading(path: string) {
    const buffer = bufferOf(path);
    if (buffer !== undefined) return { text: buffer };
    const stamp = host.stamp?.(path);
    try {
      const bytes = host.read(path);
      return { text: decodeText(bytes).text ?? '', stamp, hash: cache && hashOf(bytes) };
    } catch (error) {
      // Told already by who read it first.
      if (error instanceof HostError) return { text: '' };
      throw error;
    }
  }

  /** Judges files by themselves, as many side by side as pay. */
  async function judgeApart(paths: readonly string[]): Promise<Judged[]> {
    const crew = linter.crewFor?.(paths.length);
    try {
      return await sideBySide(turnsOf(paths), crew?.members ?? [linter.check], async (turn, check) => {
        await pause?.();
        return judge(turn, check);
      });
    } finally {
      crew?.dismiss();
    }
  }

  /** Judges files of which more may count than themselves. */
  async function judgeInTurns(paths: readonly string[], all: readonly string[]): Promise<Judged[]> {
    const judged: Judged[] = [];
    for (const files of turnsOf(paths)) {
      await pause?.();
      const turn = await judge(files);
      if (turn.isMutual && all.length > turn.found.size) return [await judge(all)];
      judged.push(turn);
    }
    return judged;
  }

  async function parted(paths: readonly string[]): Promise<{ pure: string[]; others: string[] }> {
    const [pure, others]: [string[], string[]] = [[], []];
    for (const path of paths) ((await linter.keyOf(path)) === undefined ? others : pure).push(path);
    return { pure, others };
  }

  return {
    async check(paths) {
      // What is all data is no text for it.
      const all = [...paths].filter((path) => dataFormatOf(path) === undefined);
      const asked: string[] = [];
      for (const path of all) if (!(await recall(path))) asked.push(path);
      const { pure, others } = await parted(asked);
      const judged = [...(await judgeApart(pure)), ...(await judgeInTurns(others, all))];
      const fresh = new Map(judged.flatMap(({ found }) => [...found]));
      const failures = new Map(judged.flatMap((turn) => turn.failures.map((failure) => [`${failure.path}\0${failure.message}`, failure])));
      const findings = all.flatMap((path) => levelled(path, fresh.get(path) ?? remembered.get(path)?.found ?? [], config));
      return { findings, failures: [...failures.values()] };
    },
    forget(path) {
      remembered.delete(path);
    },
    refresh() {
      for (const [path, { isPure }] of remembered) if (!isPure) remembered.delete(path);
    },
  };
}

function levelled(path: string, found: readonly Signed[], config: Config): Located[] {
  return found.flatMap(({ rule, finding }) => {
    const level = config.statedLevel(path, rule) ?? finding.level ?? 'error';
    return level === 'off' ? [] : [{ path, signed: { rule, finding: { ...finding, level: level === 'warn' ? level : undefined } } }];
  });
}
