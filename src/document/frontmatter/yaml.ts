import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isDateLike } from '../../model/date.ts';
import type { FrontMatterProblem, ListNode, MapEntry, MapNode, ScalarNode, ValueNode } from '../../model/frontmatter.ts';
import type { Span } from '../../model/span.ts';
import { isDoubtful } from '../../model/yaml-scalar.ts';
import { misreadingsOf } from './misreadings.ts';
import type { ParsedData } from './parse.ts';
import { duplicateKey } from './problem.ts';

/** More values than any post has. Aliases within aliases would otherwise grow without bound. */
const MOST_VALUES = 20_000;

/** Reads YAML that stands at `base` in the file; all spans are the file's. */
export function parseYaml(written: string, base: number): ParsedData {
  // A lone CR ends a line in YAML; the parser does not know it.
  const source = written.replace(/\r(?!\n)/g, '\n');
  const document = parseDocument(source, { prettyErrors: false, logLevel: 'silent' });
  const problems = document.errors.map((error) => problemOf(error, document, source, base));
  const firstSyntax = problems.find(({ kind }) => kind === 'syntax');
  // What follows a syntax error is mostly its echo.
  if (firstSyntax !== undefined) return { root: undefined, problems: [firstSyntax] };
  if (document.contents === null) return { root: undefined, problems };
  const tree = readTree(document, source, base);
  if ('kind' in tree) return { root: tree, problems, ...misreadingsOf(document, source, base) };
  return { root: undefined, problems: [{ kind: 'syntax', ...tree }] };
}

type Refusal = { readonly span: Span; readonly message: string };

function readTree(document: Document.Parsed, source: string, base: number): ValueNode | Refusal {
  let count = 0;
  let refusal: Refusal | undefined;

  const resolving = new Set<Node>();

  function read(node: Node, fallback: Span, shown?: Span): ValueNode {
    const span = shown ?? spanOf(node, source, base) ?? fallback;
    if (++count > MOST_VALUES) refusal ??= { span, message: 'Aliases expand to more values than can be read' };
    if (refusal !== undefined) return { kind: 'scalar', value: null, span };
    if (isAlias(node)) return readAlias(node, span);
    if (isMap(node)) return withEnd({ kind: 'map', entries: readEntries(node, span, shown), span }, node, shown);
    if (isSeq(node)) {
      const items = node.items.map((item) => read(item as Node, shown ?? dashBefore(item as Node) ?? span, shown));
      return withEnd({ kind: 'list', items, span }, node, shown);
    }
    return readScalar(node, span);
  }

  function readAlias(node: Alias, span: Span): ValueNode {
    const target = node.resolve(document);
    if (target === undefined) refusal = { span, message: `Alias \`*${node.source}\` has no anchor; quote the value if the \`*\` is text` };
    else if (resolving.has(target)) refusal = { span, message: `Alias \`*${node.source}\` stands inside of what it names` };
    if (target === undefined || refusal !== undefined) return { kind: 'scalar', value: null, span };
    resolving.add(target);
    const value = read(target, span, span);
    resolving.delete(target);
    return value;
  }

  /** The entries of a map; those that `<<` merges stand behind its own, and give way to them. */
  function readEntries(node: YAMLMap, map: Span, shown: Span | undefined): MapEntry[] {
    const entries: MapEntry[] = [];
    const merged: MapEntry[] = [];
    for (const pair of node.items) {
      const entry = readPair(pair, map, shown);
      const maps = entry.key === '<<' ? mapsOf(entry.value) : undefined;
      if (maps === undefined) entries.push(entry);
      else merged.push(...maps.flatMap((other) => other.entries));
    }
    const known = new Set(entries.map(({ key }) => key));
    for (const entry of merged) {
      if (!known.has(entry.key)) entries.push(entry);
      known.add(entry.key);
    }
    return entries;
  }

  function readPair(pair: Pair, map: Span, shown: Span | undefined): MapEntry {
    const key = pair.key as Node | null;
    const keySpan = shown ?? (key && spanOf(key, source, base)) ?? map;
    // An empty value has no place of its own: its key stands for it.
    const value: ValueNode =
      pair.value === null ? { kind: 'scalar', value: null, span: keySpan } : read(pair.value as Node, keySpan, shown);
    return { key: nameOf(key, keySpan), keySpan, value };
  }

  function nameOf(key: Node | null, span: Span): string {
    const alias = isAlias(key) ? readAlias(key, span) : undefined;
    if (alias?.kind === 'scalar') return String(alias.value);
    return isScalar(key) ? String(key.value) : source.slice(span[0] - base, span[1] - base);
  }

  /** The dash of a list entry that is not there. */
  function dashBefore(item: Node): Span | undefined {
    const at = item.range ? source.lastIndexOf('-', item.range[0]) : -1;
    return at === -1 ? undefined : [base + at, base + at + 1];
  }

  const root = read(document.contents as Node, [base, base]);
  return refusal ?? root;
}

/** What can be merged: a map, or a list of maps. */
function mapsOf(value: ValueNode): MapNode[] | undefined {
  if (value.kind === 'map') return [value];
  if (value.kind !== 'list' || value.items.length === 0) return undefined;
  const maps = value.items.filter((item) => item.kind === 'map');
  return maps.length === value.items.length ? maps : undefined;
}

/** A collection of lines ends with its last value; the parser counts a comment behind that as well. */
function withEnd<T extends MapNode | ListNode>(value: T, node: YAMLMap | YAMLSeq, shown: Span | undefined): T {
  if (shown !== undefined || node.flow) return value;
  const last = value.kind === 'map' ? value.entries.findLast(({ keySpan }) => keySpan[0] >= value.span[0]) : value.items.at(-1);
  if (last === undefined) return value;
  const end = 'keySpan' in last ? Math.max(last.value.span[1], last.keySpan[1] + 1) : last.span[1];
  return { ...value, span: [value.span[0], end] };
}

function readScalar(node: Node, span: Span): ScalarNode {
  const { value: read, type, source, tag } = node as Scalar;
  const plain = type === 'PLAIN' && tag === undefined ? source : undefined;
  if (plain !== undefined && isDateLike(plain)) return { kind: 'scalar', value: plain, date: true, span };
  const isData = read === null || typeof read === 'string' || typeof read === 'number' || typeof read === 'boolean';
  const value = isData ? read : String(read);
  return plain !== undefined && isDoubtful(plain) ? { kind: 'scalar', value, plain, span } : { kind: 'scalar', value, span };
}

/** Without the white space that ends a block scalar or a collection; undefined for an empty value. */
function spanOf(node: Node, source: string, base: number): Span | undefined {
  if (!node.range) return undefined;
  const start = node.range[0];
  const length = source.slice(start, node.range[1]).trimEnd().length;
  return length === 0 ? undefined : [base + start, base + start + length];
}

function problemOf(error: YAMLError, document: Document.Parsed, source: string, base: number): FrontMatterProblem {
  const at = placeOf(error, document, source);
  if (error.code === 'DUPLICATE_KEY') {
    const length = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:\r\n]*[^:\s])/.exec(source.slice(at))?.[0].length ?? 1;
    return duplicateKey(source.slice(at, at + length), [base + at, base + at + length]);
  }
  const rest = /^[^\r\n]*/.exec(source.slice(at))?.[0].trimEnd().length ?? 0;
  const end = at + Math.max(1, Math.min(error.pos[1] - at, rest));
  return { kind: 'syntax', span: [base + at, base + end], ...explain(error, source.charAt(at)) };
}

/** Where the fault begins: a quote or bracket that is never closed is noticed only at the end. */
function placeOf({ code, message, pos }: YAMLError, document: Document.Parsed, source: string): number {
  const isUnclosed = (code === 'MISSING_CHAR' && message.includes('quote')) || /end with a [\]}]/.test(message);
  const opened = isUnclosed ? lastValueStart(document.contents, pos[0]) : undefined;
  if (opened !== undefined && /["'[{]/.test(source.charAt(opened))) return opened;
  // A place on a line break is shown at the last character before it.
  const before = source.slice(0, pos[0]).trimEnd().length;
  return /^[\r\n]?$/.test(source.slice(pos[0], pos[0] + 1)) ? Math.max(0, before - 1) : pos[0];
}

/** Of the last value that begins before `end`. */
function lastValueStart(node: unknown, end: number): number | undefined {
  const begins = (value: unknown) => ((value as Node | null)?.range?.[0] ?? end) < end;
  if (isMap(node) && !node.flow) return lastValueStart(node.items.findLast(({ value }) => begins(value))?.value, end);
  if (isSeq(node) && !node.flow) return lastValueStart(node.items.findLast(begins), end);
  return (node as Node | null | undefined)?.range?.[0];
}

const QUOTE_IT = 'Put the value in quotes.';

const NO_KEY = {
  message: 'This line has no key',
  hint: 'A key needs `: ` with a space behind it; a text of several lines needs `|` or quotes.',
};

/** The parser's message in words that say what to type; `character` stands at its place. */
function explain({ code, message }: YAMLError, character: string): { message: string; hint?: string } {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { message: 'This value holds `: `, which YAML reads as another key', hint: QUOTE_IT };
    case 'BAD_SCALAR_START':
      return { message: `A value can't begin with ${character === '`' ? 'a backtick' : `\`${character}\``} in YAML`, hint: QUOTE_IT };
    case 'TAB_AS_INDENT':
      return { message: "Tabs can't indent YAML", hint: 'Indent with spaces.' };
    case 'MULTILINE_IMPLICIT_KEY':
      return NO_KEY;
    case 'MISSING_CHAR':
      if (message.includes('quote'))
        return { message: 'A quote is opened and never closed', hint: 'Close it, or use the other kind of quote around the value.' };
      return NO_KEY;
    case 'UNEXPECTED_TOKEN':
      return {
        message: 'Text behind the end of the value',
        hint: "Quotes go around the whole value; inside single quotes, write `''` for an apostrophe.",
      };
    case 'BAD_INDENT':
      if (/end with a [\]}]/.test(message))
        return { message: `\`${character}\` is opened and never closed`, hint: `Close it, or put the value in quotes if it is text.` };
      return { message: 'This line is not indented as its neighbours are' };
    default:
      return { message };
  }
}
