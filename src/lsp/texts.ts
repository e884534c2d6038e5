import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Range as LspRange } from 'vscode-languageserver';
import { toPosix } from '../cli/targets.ts';
import { readText } from '../engine/read.ts';
import type { Host } from '../model/host.ts';
import type { Range } from '../model/span.ts';
import { type Encoding, type Places, placesIn } from './encoding.ts';
import type { OpenText } from './messages.ts';

/** The texts of a project, of the editor's buffers over the disk, and places in them as the client counts. Paths are relative to the root. */
export interface Texts {
  /** Absolute. */
  readonly root: string;
  readonly host: Host;
  /** Of the editor's buffer, else of the disk; undefined where there is no such text. */
  textOf(path: string): string | undefined;
  placesOf(path: string): Places;
  rangeIn(path: string, range: Range): LspRange;
  /** As the client writes it, where it has the file open. */
  uriOf(path: string): string;
  /** Undefined for what is no file, or lies outside of the root. */
  pathOf(uri: string): string | undefined;
}

interface TextSource {
  readonly root: string;
  readonly host: Host;
  readonly encoding: Encoding;
  /** By absolute path. */
  readonly open: ReadonlyMap<string, OpenText>;
}

export function createTexts({ root, host, encoding, open }: TextSource): Texts {
  const absolute = (path: string) => join(root, path);
  const textOf = (path: string) => open.get(absolute(path))?.text ?? readText(host, path).text;
  const places = lastOf((_, text) => placesIn(text, encoding));
  const placesOf = (path: string) => places(path, textOf(path) ?? '');
  return {
    root,
    host,
    textOf,
    placesOf,
    rangeIn: (path, { start, end }) =>
      encoding === 'utf-16' || end.offset === 0
        ? { start: { line: start.line - 1, character: start.column - 1 }, end: { line: end.line - 1, character: end.column - 1 } }
        : placesOf(path).rangeOf([start.offset, end.offset]),
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

export function lastOf<T>(make: (path: string, text: string) => T): (path: string, text: string) => T {
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
