import type { FileCache } from '../model/cache.ts';
import type { Config } from '../model/config.ts';
import type { Host, Stamp } from '../model/host.ts';
import type { DecodeImage } from '../model/image.ts';
import type { Linter } from '../model/linter.ts';
import { byText } from '../model/order.ts';
import type { Report } from '../model/report.ts';
import type { FileResult, Mapped, MappedJson, MapSettings } from '../model/result.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Stopwatch } from '../model/stopwatch.ts';
import { finalise, type Located, type RuleUrl } from './finalise.ts';
import { linesBy } from './lines.ts';
import { lintAll, textsOf } from './lint.ts';
import { mapText } from './map.ts';
import { asJson, fromJson, mapFile } from './map-file.ts';
import { reduce } from './reduce.ts';
import { settingsBy } from './settings.ts';
import { letStand } from './stand.ts';

export interface ProjectOptions {
  readonly host: Host;
  readonly config: Config;
  readonly rules: RuleSet;
  readonly ruleUrl: RuleUrl;
  /** The files to judge, relative to the root. */
  readonly paths: Iterable<string>;
  /** All other files of the collections: not judged, but referred to. Asked for only where a judged file needs them. */
  readonly others?: (() => Iterable<string>) | undefined;
  /** Given, every image that posts refer to is decoded. */
  readonly decode?: DecodeImage | undefined;
  /** Another linter, whose findings are told with ours. */
  readonly linter?: Linter | undefined;
  /** Called before each file is read in this thread. */
  readonly onFile?: (() => void) | undefined;
  readonly cache?: FileCache | undefined;
  /** Maps many files side by side. By default, one is mapped after the other. */
  readonly pool?: MapPool | undefined;
  /** Given, the time is taken: of the stages of a run, and of what is done with each file. */
  readonly timing?: { readonly stages: Stopwatch; readonly files: Stopwatch } | undefined;
}

/** A file that is to be read and mapped. */
export interface MapJob {
  readonly path: string;
  readonly settings: MapSettings;
  /** Undefined where the content is not the disk's, or only this thread can judge it. */
  readonly stamp: Stamp | undefined;
}

type Here = (job: MapJob) => Promise<MappedJson>;
type Take = (job: MapJob, mapped: MappedJson) => void;

/** Maps `jobs`, some of them by `here`, and gives each to `take` when it is done. */
export type MapPool = (jobs: readonly MapJob[], here: Here, take: Take, watch: Stopwatch | undefined) => Promise<void>;

/** A set of files and what is known of them. The CLI asks once; an editor updates and asks again. */
export interface Project {
  /** Gives a file the text of an editor's buffer, or takes it back to what the host has. */
  update(path: string, text: string | undefined): void;
  check(): Promise<Report>;
}

const NO_RULES: RuleSet = new Map();

export function createProject(options: ProjectOptions): Project {
  const { host, config, rules, ruleUrl, others = () => [], decode, linter, onFile, cache, pool = inTurn, timing } = options;
  const files = new Set(options.paths);
  const buffers = new Map<string, string>();
  const known = new Map<string, Mapped>();
  const judgedBy = settingsBy(config, rules);
  const referredBy = settingsBy(config, NO_RULES);
  const tools = { host, rules, hashed: cache !== undefined, watch: timing?.files };

  /** What is known of a file, or was found out by an earlier run. */
  function recall(path: string, settings: MapSettings, stamp: Stamp | undefined): Mapped | undefined {
    const mapped = known.get(path);
    if (mapped !== undefined || stamp === undefined) return mapped;
    const result = cache?.find(path, settings, stamp);
    return result && { result, failures: [] };
  }

  async function here({ path, settings }: MapJob): Promise<MappedJson> {
    onFile?.();
    const buffer = buffers.get(path);
    return asJson(await (buffer === undefined ? mapFile(path, settings, tools) : mapText(path, buffer, settings, rules, timing?.files)));
  }

  async function mapAll(paths: Iterable<string>, settingsOf: (path: string) => MapSettings): Promise<Map<string, Mapped>> {
    const sorted = [...paths].sort();
    const jobs: MapJob[] = [];
    for (const path of sorted) {
      const settings = settingsOf(path);
      const stamp = buffers.has(path) || settings.hasGuests ? undefined : host.stamp?.(path);
      const mapped = recall(path, settings, stamp);
      if (mapped === undefined) jobs.push({ path, settings, stamp });
      else known.set(path, mapped);
    }
    timing?.stages.lap('cache');
    // As JSON until the last one is done: what is being read and judged would else pile up beside what was found.
    const made = new Map<string, MappedJson>();
    if (jobs.length > 0) await pool(jobs, here, ({ path }, mapped) => made.set(path, mapped), timing?.files);
    for (const { path, settings, stamp } of jobs) {
      const { json, failures, hash } = made.get(path) as MappedJson;
      made.delete(path);
      known.set(path, { result: json && fromJson(json), failures });
      const isWhole = json !== undefined && failures.length === 0;
      if (isWhole && stamp !== undefined && hash !== undefined) cache?.keep(path, settings, stamp, hash, json);
    }
    timing?.stages.lap('files');
    return new Map(sorted.map((path) => [path, known.get(path) as Mapped]));
  }

  return {
    update(path, text) {
      files.add(path);
      known.delete(path);
      if (text === undefined) buffers.delete(path);
      else buffers.set(path, text);
    },
    async check() {
      const judged = await mapAll(files, judgedBy);
      const own = resultsOf(judged);
      const referred = needsOthers(own, config) ? resultsOf(await mapAll(unjudged(others(), files), referredBy)) : new Map();
      const all = new Map([...own, ...referred].sort(([a], [b]) => byText(a, b)));
      const ownFindings = [...own].flatMap(([path, { findings }]) => findings.map((signed): Located => ({ path, signed })));
      const reduced = await reduce(all, { isJudged: (path) => own.has(path), config, rules, host, decode, cache, watch: timing?.files });
      timing?.stages.lap('posts');
      const lint =
        linter &&
        (await lintAll(
          linter,
          textsOf(own.keys(), (path) => buffers.get(path), host),
          config,
        ));
      if (lint !== undefined) timing?.stages.lap('remark');
      const failures = [...[...judged.values()].flatMap((mapped) => mapped.failures), ...reduced.failures, ...(lint?.failures ?? [])];
      const world = { results: own, config, rules, isDeep: decode !== undefined, failures };
      const standing = letStand([...ownFindings, ...reduced.findings, ...(lint?.findings ?? [])], world);
      const report = finalise(
        {
          linesOf: linesBy((path) => buffers.get(path), host),
          judged: own.size,
          suppressed: standing.suppressed,
          unjudged: reduced.unjudged,
          notices: reduced.notices,
        },
        standing.findings,
        [...failures, ...standing.failures],
        config,
        ruleUrl,
      );
      timing?.stages.lap('findings');
      return report;
    },
  };
}

function resultsOf(mapped: ReadonlyMap<string, Mapped>): Map<string, FileResult> {
  return new Map([...mapped].flatMap(([path, { result }]) => (result === undefined ? [] : [[path, result] as const])));
}

/** After so many files the event loop gets its turn: the parser's memory is given back there, and messages come in. */
const FILES_A_TURN = 16;

/** In this thread, one after the other; each is asked for when the one before it is done. */
export async function inTurn(jobs: Iterable<MapJob>, here: Here, take: Take): Promise<void> {
  let index = 0;
  for (const job of jobs) {
    if (index++ % FILES_A_TURN === 0) await new Promise(setImmediate);
    take(job, await here(job));
  }
}

function unjudged(paths: Iterable<string>, judged: ReadonlySet<string>): string[] {
  return [...paths].filter((path) => !judged.has(path));
}

/** Whether a file refers to other posts, or must be compared with them. */
function needsOthers(results: ReadonlyMap<string, FileResult>, config: Config): boolean {
  return [...results].some(([path, { facts }]) => {
    const collection = config.collectionOf(path);
    return (
      facts.includes.length > 0 ||
      (collection?.unique.length ?? 0) > 0 ||
      (collection?.schema?.collections.length ?? 0) > 0 ||
      facts.links.some(({ url }) => /^(?![a-z][a-z\d+.-]*:|\/\/|#)/i.test(url))
    );
  });
}
