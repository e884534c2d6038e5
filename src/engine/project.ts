import type { FileCache } from '../model/cache.ts';
import type { Config } from '../model/config.ts';
import type { Host, Stamp } from '../model/host.ts';
import type { DecodeImage } from '../model/image.ts';
import type { Linter } from '../model/linter.ts';
import { byText } from '../model/order.ts';
import type { Pause } from '../model/pause.ts';
import type { Failure, Report } from '../model/report.ts';
import type { FileResult, Mapped, MappedJson, MapSettings } from '../model/result.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Stopwatch } from '../model/stopwatch.ts';
import type { Web } from '../model/web.ts';
import { finalise, type Located, type RuleUrl } from './finalise.ts';
import { linesBy } from './lines.ts';
import { createLinting, type Linting } from './lint.ts';
import { mapText } from './map.ts';
import { asJson, fromJson, mapFile } from './map-file.ts';
import { looksSame } from './outward.ts';
import { postOf } from './post.ts';
import { judgeBy, reduce } from './reduce.ts';
import { settingsBy } from './settings.ts';
import { letStand } from './stand.ts';
import { createWorld, type Earlier, type World } from './world.ts';

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
  /** Given, it is asked for what rules want to know of it. */
  readonly web?: Web | undefined;
  /** False: marks in the posts let nothing stand. */
  readonly heedsMarks?: boolean | undefined;
  /** Another linter, whose findings are told with ours. */
  readonly linter?: Linter | undefined;
  /** Called before each file is read in this thread, and again before it is judged among the others. */
  readonly onFile?: ((path: string) => void) | undefined;
  readonly cache?: FileCache | undefined;
  /** Maps many files side by side. By default, one is mapped after the other. */
  readonly pool?: MapPool | undefined;
  /** Gives way to others between two steps of a check. */
  readonly pause?: Pause | undefined;
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

type TextOf = (path: string) => string | undefined;
type Here = (job: MapJob) => Promise<MappedJson>;
type Take = (job: MapJob, mapped: MappedJson) => void;

/** Maps `jobs`, some of them by `here`, and gives each to `take` when it is done. */
export type MapPool = (jobs: readonly MapJob[], here: Here, take: Take, watch: Stopwatch | undefined) => Promise<void>;

/** A set of files and what is known of them. The CLI asks once; an editor updates and asks again. */
export interface Project {
  /** Gives a file the text of an editor's buffer, or takes it back to what the host has. It need not be one of the files to judge. */
  update(path: string, text: string | undefined): void;
  check(): Promise<Report>;
}

/** A project that lives on while its files change. */
export interface LiveProject extends Project {
  /** Looks at the host again: these are the files to judge now, and what changed of them is read anew. */
  refresh(paths: Iterable<string>): Promise<void>;
  /** Judges one file among the others as they were when all were checked last. It need not be one of the files to judge. */
  checkFile(path: string): Promise<FileReport>;
  /** The same, of a text in the place of the file's. Nothing of it is kept. */
  checkText(path: string, text: string): Promise<Report>;
  /** The posts as the last check of all, and of single files since then, saw them; undefined before the first. */
  readonly world: World | undefined;
}

export interface FileReport {
  readonly report: Report;
  /** Whether what the file has become may change what is found in others. */
  readonly concernsOthers: boolean;
}

const NO_RULES: RuleSet = new Map();

export function createProject(options: ProjectOptions): LiveProject {
  const {
    host,
    config,
    rules,
    ruleUrl,
    others = () => [],
    decode,
    web,
    heedsMarks = true,
    linter,
    onFile,
    cache,
    pool = inTurn,
    pause,
    timing,
  } = options;
  let files = new Set(options.paths);
  const buffers = new Map<string, string>();
  const bufferOf: TextOf = (path) => buffers.get(path);
  const linting = linter && createLinting({ linter, config, host, bufferOf, cache, pause });
  const known = new Map<string, Mapped>();
  /** The stamps of the files that are known, as they were before each was read. */
  const stamps = new Map<string, string>();
  const earlier: Earlier = { assets: undefined, drafts: new Map() };
  let last: { readonly world: World; readonly site: readonly Located[] } | undefined;
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

  function map(path: string, settings: MapSettings): Promise<Mapped> {
    onFile?.(path);
    const buffer = buffers.get(path);
    return buffer === undefined ? mapFile(path, settings, tools) : mapText(path, buffer, settings, rules, timing?.files);
  }

  const here: Here = async ({ path, settings }) => asJson(await map(path, settings));

  async function mapAll(paths: Iterable<string>, settingsOf: (path: string) => MapSettings): Promise<Map<string, Mapped>> {
    const sorted = [...paths].sort();
    const jobs: MapJob[] = [];
    for (const path of sorted) {
      const settings = settingsOf(path);
      const onDisk = buffers.has(path) || known.has(path) ? undefined : host.stamp?.(path);
      if (onDisk !== undefined) stamps.set(path, onDisk.key);
      const stamp = settings.hasGuests ? undefined : onDisk;
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

  /** What of all that was found stands, with its place. */
  function conclude(found: Found, linted: Awaited<ReturnType<Linting['check']>> | undefined, textOf = bufferOf): Report {
    const failures = [...found.failures, ...(linted?.failures ?? [])];
    const { results, unanswered } = found;
    const world = { results, config, rules, isDeep: decode !== undefined, unanswered, heedsMarks, failures };
    const standing = letStand([...found.findings, ...(linted?.findings ?? [])], world);
    const outcome = {
      linesOf: linesBy(textOf, host),
      judged: results.size,
      suppressed: standing.suppressed,
      unjudged: found.unjudged ?? new Map(),
      unanswered,
      notices: found.notices ?? [],
    };
    return finalise(outcome, standing.findings, [...failures, ...standing.failures], config, ruleUrl);
  }

  function forget(path: string): void {
    known.delete(path);
    stamps.delete(path);
    linting?.forget(path);
  }

  async function check(): Promise<Report> {
    const judged = await mapAll(files, judgedBy);
    const own = resultsOf(judged);
    const referred = needsOthers(own, config) ? resultsOf(await mapAll(unjudged(others(), files), referredBy)) : new Map();
    const all = new Map([...own, ...referred].sort(([a], [b]) => byText(a, b)));
    timing?.files.restart();
    const world = await createWorld(all, {
      isJudged: (path) => own.has(path),
      config,
      rules,
      host,
      decode,
      web,
      cache,
      earlier,
      pause,
    });
    timing?.files.lap('schemas and templates');
    const reduced = await reduce(world, { config, rules, watch: timing?.files, pause, onPost: onFile });
    timing?.stages.lap('posts');
    const linted = await linting?.check(own.keys());
    if (linted !== undefined) timing?.stages.lap('remark');
    const { lessons } = world;
    const report = conclude(
      {
        results: own,
        findings: [...findingsOf(own), ...reduced.findings, ...reduced.site],
        failures: [...failuresOf(judged), ...reduced.failures],
        unjudged: reduced.unjudged,
        unanswered: world.unanswered,
        notices: lessons.notices,
      },
      linted,
    );
    last = { world, site: reduced.site };
    timing?.stages.lap('findings');
    return report;
  }

  /** Judges texts that are none of the project's: nothing is remembered of them. */
  const tryingOut = (textOf: TextOf) =>
    linter && createLinting({ linter, config, host, bufferOf: textOf, cache: undefined, pause: undefined });

  /** One file as it has been read, among the others as the last check of all saw them; with the text, where it is on trial. */
  async function judgeFile(path: string, { result, failures }: Mapped, trial?: string): Promise<Report> {
    const textOf: TextOf = (other) => (other === path ? trial : undefined) ?? bufferOf(other);
    if (last === undefined) await check();
    const { world, site } = last as NonNullable<typeof last>;
    const results = new Map(result && [[path, result]]);
    const made = result && (await postOf(path, config.collectionOf(path), result.facts, true));
    const judgePost = judgeBy(world.corpus, { config, rules, onPost: onFile });
    const judged = made && (trial === undefined ? judgePost(world.place(made.post)) : world.trying(made.post, judgePost));
    return conclude(
      {
        results,
        findings: [...findingsOf(results), ...(judged?.findings ?? []), ...site.filter((finding) => finding.path === path)],
        failures: [...failures, ...(made?.failure === undefined ? [] : [made.failure]), ...(judged?.failures ?? [])],
      },
      await (trial === undefined ? linting : tryingOut(textOf))?.check(results.keys()),
      textOf,
    );
  }

  return {
    get world() {
      return last?.world;
    },
    update(path, text) {
      forget(path);
      if (text === undefined) buffers.delete(path);
      else buffers.set(path, text);
    },
    async refresh(paths) {
      files = new Set(paths);
      earlier.assets = undefined;
      linting?.refresh();
      for (const path of [...known.keys()]) {
        await pause?.();
        if (buffers.has(path)) continue;
        const stamp = host.stamp?.(path)?.key;
        if (stamp === undefined || stamp !== stamps.get(path)) forget(path);
      }
    },
    check,
    async checkFile(path) {
      const mapped = known.get(path) ?? (await map(path, judgedBy(path)));
      known.set(path, mapped);
      const report = await judgeFile(path, mapped);
      return { report, concernsOthers: files.has(path) && !looksSame(earlier.drafts.get(path)?.facts, mapped.result?.facts) };
    },
    async checkText(path, text) {
      return judgeFile(path, await mapText(path, text, judgedBy(path), rules), text);
    },
  };
}

/** What was found in some files, before marks and severities. */
interface Found {
  readonly results: ReadonlyMap<string, FileResult>;
  readonly findings: readonly Located[];
  readonly failures: readonly Failure[];
  readonly unjudged?: Report['unjudged'];
  readonly unanswered?: Report['unanswered'];
  readonly notices?: Report['notices'];
}

function findingsOf(results: ReadonlyMap<string, FileResult>): Located[] {
  return [...results].flatMap(([path, { findings }]) => findings.map((signed): Located => ({ path, signed })));
}

function failuresOf(mapped: ReadonlyMap<string, Mapped>): Failure[] {
  return [...mapped.values()].flatMap(({ failures }) => failures);
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
