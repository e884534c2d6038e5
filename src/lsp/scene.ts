import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Range as LspRange } from 'vscode-languageserver';
import { toPosix } from '../cli/targets.ts';
import { openDocument } from '../document/document.ts';
import { type Moves, movedCorpus } from '../engine/moved.ts';
import { readText } from '../engine/read.ts';
import { settingsBy } from '../engine/settings.ts';
import type { World } from '../engine/world.ts';
import type { Config } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import type { Document, ReadingSettings } from '../model/document.ts';
import type { Host } from '../model/host.ts';
import type { Diagnostic, Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import type { Range } from '../model/span.ts';
import { type Encoding, type Places, placesIn } from './encoding.ts';
import type { OpenText } from './messages.ts';

/** What can be asked of a project while its files are edited. Paths are relative to the root. */
export interface Scene {
  /** Absolute. */
  readonly root: string;
  readonly host: Host;
  readonly config: Config;
  readonly rules: RuleSet;
  /** Whether the client shows Markdown where it shows what is said of a place. */
  readonly takesMarkdown: boolean;
  /** All posts, one of them as it is now; undefined where they can't be had. */
  fresh(path: string): Promise<Corpus | undefined>;
  /** The same, once nothing is known to have changed since all was checked: what is renamed is renamed everywhere. */
  settled(): Promise<Corpus | undefined>;
  /** All posts, were these files moved; undefined where they can't be had. */
  moved(moves: Moves): Promise<Corpus | undefined>;
  /** A file among the posts; also one that is not on the disk yet, and links to which lead nowhere. Undefined before it is judged. */
  postAt(path: string): Post | undefined;
  /** Whether the client renames files when it is asked to. */
  readonly canRenameFiles: boolean;
  /** Of the editor's buffer, else of the disk; undefined where there is no such text. */
  textOf(path: string): string | undefined;
  documentOf(path: string): Promise<Document | undefined>;
  /** How a file is read. */
  readingOf(path: string): ReadingSettings;
  placesOf(path: string): Places;
  /** A place of a file as the client counts it. */
  rangeIn(path: string, range: Range): LspRange;
  /** What is found in a file now, fixes and all. */
  findingsOf(path: string): Promise<readonly Diagnostic[]>;
  /** What would be found in a file with this text. */
  judge(path: string, text: string): Promise<Report>;
  /** As the client writes it, where it has the file open. */
  uriOf(path: string): string;
  /** Undefined for what is no file, or lies outside of the root. */
  pathOf(uri: string): string | undefined;
}

export interface SceneSource {
  readonly root: string;
  readonly host: Host;
  readonly config: Config;
  readonly rules: RuleSet;
  readonly encoding: Encoding;
  readonly takesMarkdown: boolean;
  /** By absolute path. */
  readonly open: ReadonlyMap<string, OpenText>;
  readonly canRenameFiles: boolean;
  readonly fresh: Scene['fresh'];
  readonly postAt: Scene['postAt'];
  readonly settled: () => Promise<World | undefined>;
  readonly findingsOf: Scene['findingsOf'];
  readonly judge: Scene['judge'];
}

export function createScene(source: SceneSource): Scene {
  const { root, host, config, rules, encoding, open, takesMarkdown, canRenameFiles, fresh, settled, postAt, findingsOf, judge } = source;
  const settingsOf = settingsBy(config, rules);
  const absolute = (path: string) => join(root, path);
  const textOf = (path: string) => open.get(absolute(path))?.text ?? readText(host, path).text;
  const documents = lastOf((path, text) => openDocument(path, text, settingsOf(path).reading));
  const places = lastOf((_, text) => placesIn(text, encoding));
  const placesOf = (path: string) => places(path, textOf(path) ?? '');
  return {
    root,
    host,
    config,
    rules,
    takesMarkdown,
    fresh,
    postAt,
    settled: async () => (await settled())?.corpus,
    async moved(moves) {
      const now = await settled();
      return now && movedCorpus(now, moves, config, host);
    },
    canRenameFiles,
    textOf,
    readingOf: (path) => settingsOf(path).reading,
    async documentOf(path) {
      const text = textOf(path);
      return text === undefined ? undefined : documents(path, text);
    },
    placesOf,
    rangeIn: (path, { start, end }) =>
      encoding === 'utf-16' || end.offset === 0
        ? { start: { line: start.line - 1, character: start.column - 1 }, end: { line: end.line - 1, character: end.column - 1 } }
        : placesOf(path).rangeOf([start.offset, end.offset]),
    findingsOf,
    judge,
    uriOf: (path) => open.get(absolute(path))?.uri ?? pathToFileURL(absolute(path)).href,
    pathOf: (uri) => (uri.startsWith('file:') ? relativePath(root, fileURLToPath(uri)) : undefined),
  };
}

/** POSIX, relative to the root; undefined outside of it. */
export function relativePath(root: string, absolute: string): string | undefined {
  const path = toPosix(relative(root, absolute));
  return path === '' || path === '..' || path.startsWith('../') ? undefined : path;
}

/** What is made of a file's text is kept while the text is the same; of so many files that were asked for last. */
const KEPT = 32;

function lastOf<T>(make: (path: string, text: string) => T): (path: string, text: string) => T {
  const made = new Map<string, { readonly text: string; readonly value: T }>();
  return (path, text) => {
    const known = made.get(path);
    const entry = known?.text === text ? known : { text, value: make(path, text) };
    made.delete(path);
    made.set(path, entry);
    const [oldest] = made.keys();
    if (made.size > KEPT && oldest !== undefined) made.delete(oldest);
    return entry.value;
  };
}
