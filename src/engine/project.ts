import type { Config } from '../model/config.ts';
import type { Host } from '../model/host.ts';
import type { DecodeImage } from '../model/image.ts';
import type { Failure, Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import { finalise, type Located, type RuleUrl } from './finalise.ts';
import { type FileResult, mapFile } from './map.ts';
import { readText } from './read.ts';
import { reduce } from './reduce.ts';

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
  /** Called before each file is read. */
  readonly onFile?: ((path: string, index: number) => void) | undefined;
}

/** A set of files and what is known of them. The CLI asks once; an editor updates and asks again. */
export interface Project {
  /** Gives a file the text of an editor's buffer, or takes it back to what the host has. */
  update(path: string, text: string | undefined): void;
  check(): Promise<Report>;
}

/** After so many files the event loop gets its turn: the parser's memory is given back there, and nowhere else. */
const FILES_A_TURN = 16;

const NO_RULES: RuleSet = new Map();

export function createProject({ host, config, rules, ruleUrl, paths, others = () => [], decode, onFile }: ProjectOptions): Project {
  const files = new Set(paths);
  const buffers = new Map<string, string>();
  const known = new Map<string, FileResult>();

  async function mapAll(paths: Iterable<string>, fileRules: RuleSet): Promise<{ results: Map<string, FileResult>; failures: Failure[] }> {
    const results = new Map<string, FileResult>();
    const failures: Failure[] = [];
    for (const [index, path] of [...paths].sort().entries()) {
      onFile?.(path, index);
      if (index % FILES_A_TURN === 0) await new Promise(setImmediate);
      const buffer = buffers.get(path);
      const { text, warning } = buffer === undefined ? readText(host, path) : { text: buffer, warning: undefined };
      if (warning !== undefined) failures.push({ path, message: warning });
      if (text === undefined) continue;
      const result = known.get(path) ?? (await mapFile(path, text, config, fileRules));
      known.set(path, result);
      results.set(path, result);
      failures.push(...result.failures);
    }
    return { results, failures };
  }

  return {
    update(path, text) {
      files.add(path);
      known.delete(path);
      if (text === undefined) buffers.delete(path);
      else buffers.set(path, text);
    },
    async check() {
      const { results, failures } = await mapAll(files, rules);
      const referred = needsOthers(results, config) ? await mapAll(unjudged(others(), files), NO_RULES) : { results: new Map() };
      const all = new Map([...results, ...referred.results].sort(([a], [b]) => (a < b ? -1 : 1)));
      const ownFindings = [...results].flatMap(([path, { findings }]) => findings.map((signed): Located => ({ path, signed })));
      const reduced = await reduce(all, { isJudged: (path) => results.has(path), config, rules, host, decode });
      return finalise(
        { results: all, judged: results.size, unjudged: reduced.unjudged, notices: reduced.notices },
        [...ownFindings, ...reduced.findings],
        [...failures, ...reduced.failures],
        config,
        ruleUrl,
      );
    },
  };
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
