import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { MapEntry, MapNode, ValueNode } from '../../model/frontmatter.ts';
import type { Span } from '../../model/span.ts';
import { lowerFirst } from '../../model/words.ts';
import type { ParsedData } from './parse.ts';
import { duplicateKey } from './problem.ts';

/** The last date of a text. */
const LAST_DATE = /\d{4}-\d{2}-\d{2}(?![\s\S]*\d{4}-\d{2}-\d{2})/;
/** Stands in for an impossible date, so that the rest can be read; the rules judge the date as written. */
const ANY_DATE = '2000-01-01';

/** Reads TOML that stands at `base` in the file. */
export function parseToml(source: string, base: number): ParsedData {
  let text = source;
  for (;;) {
    try {
      const [top] = parseTOML(text).body;
      return { root: top.body.length === 0 ? undefined : readTable(top, source, base), problems: [] };
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      const date = error.message.includes('invalid date') ? LAST_DATE.exec(text.slice(0, error.index + 1)) : null;
      if (date === null || date[0] === ANY_DATE) return refuse(error, source, base);
      text = text.slice(0, date.index) + ANY_DATE + text.slice(date.index + ANY_DATE.length);
    }
  }
}

function refuse(error: ParseError, source: string, base: number): ParsedData {
  const at = Math.min(error.index, Math.max(source.trimEnd().length - 1, 0));
  if (error.message.startsWith('Defining a key')) {
    const key = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s=.\]]+)/.exec(source.slice(at))?.[0] ?? '';
    return { root: undefined, problems: [duplicateKey(key, [base + at, base + at + key.length])] };
  }
  return {
    root: undefined,
    problems: [{ kind: 'syntax', span: [base + at, base + at + 1], message: `Invalid TOML: ${lowerFirst(error.message)}` }],
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenMap = MapNode & { entries: MapEntry[]; span: Mutable<Span> };

function readTable(top: AST.TOMLTopLevelTable, source: string, base: number): MapNode {
  const spanOf = ({ range }: { range: [number, number] }): Span => [base + range[0], base + range[1]];
  const open = (span: Span): OpenMap => ({ kind: 'map', entries: [], span: [...span] as Mutable<Span> });

  /** The map that the dotted `key` of `map` names, made where it is not there; the newest one of an array of tables. */
  function descend(map: OpenMap, key: AST.TOMLBare | AST.TOMLQuoted): OpenMap {
    const known = map.entries.find((entry) => entry.key === nameOf(key))?.value;
    if (known?.kind === 'map') return known as OpenMap;
    if (known?.kind === 'list') return known.items.at(-1) as OpenMap;
    const made = open(spanOf(key));
    map.entries.push({ key: nameOf(key), keySpan: spanOf(key), value: made });
    return made;
  }

  function assign(map: OpenMap, { key, value }: AST.TOMLKeyValue): void {
    const last = key.keys.at(-1);
    if (last === undefined) return;
    const owner = key.keys.slice(0, -1).reduce(descend, map);
    owner.entries.push({ key: nameOf(last), keySpan: spanOf(last), value: read(value) });
  }

  function read(node: AST.TOMLContentNode): ValueNode {
    const span = spanOf(node);
    if (node.type === 'TOMLArray') return { kind: 'list', items: node.elements.map(read), span };
    if (node.type === 'TOMLInlineTable') {
      const map = open(span);
      for (const entry of node.body) assign(map, entry);
      return map;
    }
    if (node.kind === 'string' || node.kind === 'boolean' || node.kind === 'integer' || node.kind === 'float')
      return { kind: 'scalar', value: node.value, span };
    return { kind: 'scalar', value: source.slice(...node.range), date: node.kind !== 'local-time', span };
  }

  /** `[a.b]` opens a map; `[[a.b]]` adds one to a list. */
  function openTable(root: OpenMap, { kind, key }: AST.TOMLTable): OpenMap {
    const last = key.keys.at(-1);
    const owner = key.keys.slice(0, -1).reduce(descend, root);
    if (last === undefined) return owner;
    if (kind === 'standard') return descend(owner, last);
    const map = open(spanOf(key));
    const known = owner.entries.find((entry) => entry.key === nameOf(last))?.value;
    if (known?.kind === 'list') (known.items as ValueNode[]).push(map);
    else owner.entries.push({ key: nameOf(last), keySpan: spanOf(last), value: { kind: 'list', items: [map], span: spanOf(key) } });
    return map;
  }

  const root = open(spanOf(top));
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') {
      assign(root, node);
      continue;
    }
    const table = openTable(root, node);
    for (const entry of node.body) assign(table, entry);
    table.span = spanOf(node) as Mutable<Span>;
  }
  return root;
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}
