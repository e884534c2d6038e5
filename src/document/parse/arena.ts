import type { Nodes, Parents, Root } from 'mdast';
import type { MdxjsEsm } from 'mdast-util-mdx';
import type { NodeOf, NodeType } from '../../model/document.ts';
import type { Tree } from './tree.ts';

/**
 * Reads satteri's serialised arena in place: a header, an array of fixed-size node structs, an array of child ids,
 * type data and a string pool, all little-endian. One linear scan over the type bytes finds the nodes that rules ask
 * for; only those become objects. The layout is that of satteri 0.10, which package.json pins.
 */
const MAGIC = 0x5241444d;
const KIND_MDAST = 1;
const NO_PARENT = 0xffffffff;

const Header = { magic: 0, kind: 4, structSize: 8, count: 12, nodes: 16, children: 24, typeData: 32, poolLength: 36, pool: 40 } as const;
const Field = {
  type: 4,
  parent: 8,
  start: 12,
  end: 16,
  startLine: 20,
  startColumn: 24,
  endLine: 28,
  endColumn: 32,
  firstChild: 36,
  childCount: 40,
  data: 44,
  dataLength: 48,
} as const;

const TYPES: Readonly<Record<number, NodeType>> = {
  0: 'root',
  1: 'paragraph',
  2: 'heading',
  3: 'thematicBreak',
  4: 'blockquote',
  5: 'list',
  6: 'listItem',
  7: 'html',
  8: 'code',
  9: 'definition',
  10: 'text',
  11: 'emphasis',
  12: 'strong',
  13: 'inlineCode',
  14: 'break',
  15: 'link',
  16: 'image',
  17: 'linkReference',
  18: 'imageReference',
  19: 'footnoteDefinition',
  20: 'footnoteReference',
  21: 'table',
  22: 'tableRow',
  23: 'tableCell',
  24: 'delete',
  27: 'math',
  28: 'inlineMath',
  100: 'mdxJsxFlowElement',
  101: 'mdxJsxTextElement',
  102: 'mdxFlowExpression',
  103: 'mdxTextExpression',
  104: 'mdxjsEsm',
};
const TAGS = Object.fromEntries(Object.entries(TYPES).map(([tag, type]) => [type, Number(tag)])) as Record<NodeType, number>;
const LEAVES = new Set<number>([3, 7, 8, 9, 10, 13, 14, 16, 18, 20, 27, 28, 102, 103, 104]);
/** Asked for with what they hold, mostly. */
const HEADING = 2;
const REFERENCE_TYPES = ['shortcut', 'collapsed', 'full'];
const ALIGNMENTS = [null, 'left', 'right', 'center'];

/** Stands for a space inside MDX expressions. */
const PHANTOM_SPACE = '\uF002';

/** True when `bytes` have the layout that this module reads. */
export function isArena(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(Header.magic, true) === MAGIC && view.getUint32(Header.kind, true) === KIND_MDAST;
}

/** The tree of `source`, the text that was parsed. */
export function arenaTree(bytes: Uint8Array, source: string): Tree {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getUint32(at, true);
  const [structSize, count, nodesAt, childrenAt, dataAt, poolAt] = [
    Header.structSize,
    Header.count,
    Header.nodes,
    Header.children,
    Header.typeData,
    Header.pool,
  ].map(word) as [number, number, number, number, number, number];
  const pool = bytes.subarray(poolAt, poolAt + word(Header.poolLength));
  const string = stringReader(pool);
  const at = (id: number) => nodesAt + id * structSize;

  const nodes = new Map<number, Nodes>();
  const ids = new Map<Nodes, number>();
  let reached: Uint8Array | undefined;

  /** Ids of the nodes with a tag, in document order: MDX puts some nodes behind their elders in the arena. */
  function idsOf(tag: number): number[] {
    reached ??= reach();
    const ids: number[] = [];
    for (let id = 0, type = nodesAt + Field.type; id < count; id++, type += structSize)
      if (bytes[type] === tag && reached[id] === 1) ids.push(id);
    const start = (id: number) => word(at(id) + Field.start);
    const sorted = ids.every((id, index) => index === 0 || start(ids[index - 1] ?? 0) <= start(id));
    return sorted ? ids : ids.sort((a, b) => start(a) - start(b) || a - b);
  }

  /** 1 for each node of the tree: a paragraph that MDX has dissolved is still in the arena, and in no list of children. */
  function reach(): Uint8Array {
    const marks = new Uint8Array(count);
    const stack = [0];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      marks[id] = 1;
      const first = word(at(id) + Field.firstChild);
      const end = first + word(at(id) + Field.childCount);
      for (let child = first; child < end; child++) stack.push(word(childrenAt + child * 4));
    }
    return marks;
  }

  const lists = new Map<NodeType, Nodes[]>();
  function all(type: NodeType): Nodes[] {
    let list = lists.get(type);
    if (list === undefined) {
      list = idsOf(TAGS[type] ?? -1).map(node);
      lists.set(type, list);
    }
    return list;
  }

  function node(id: number): Nodes {
    const known = nodes.get(id);
    if (known !== undefined) return known;
    const base = at(id);
    const tag = view.getUint8(base + Field.type);
    const made = fields(base, tag) as Nodes;
    made.type = TYPES[tag] ?? (`unknown-${tag}` as NodeType);
    if (word(base + Field.startLine) !== 0) {
      made.position = {
        start: { line: word(base + Field.startLine), column: word(base + Field.startColumn), offset: word(base + Field.start) },
        end: { line: word(base + Field.endLine), column: word(base + Field.endColumn), offset: word(base + Field.end) },
      };
    }
    if (made.type === 'mdxjsEsm') cutLineBreak(made);
    if (tag === HEADING) (made as Parents).children = childrenOf(base) as never;
    else if (!LEAVES.has(tag)) lazyChildren(made, () => childrenOf(base));
    nodes.set(id, made);
    ids.set(made, id);
    return made;
  }

  /** satteri lets an import end behind its line break; mdast ends it before. */
  function cutLineBreak(esm: MdxjsEsm): void {
    const { start, end } = esm.position ?? {};
    if (start === undefined || end?.offset === undefined || end.column !== 1) return;
    const kept = source.slice(0, end.offset).replace(/(?:\r\n|\r|\n)$/, '');
    const lastBreak = Math.max(kept.lastIndexOf('\n'), kept.lastIndexOf('\r'));
    Object.assign(end, { offset: kept.length, line: end.line - 1, column: kept.length - lastBreak });
  }

  function childrenOf(base: number): Nodes[] {
    const first = word(base + Field.firstChild);
    return Array.from({ length: word(base + Field.childCount) }, (_, i) => node(word(childrenAt + (first + i) * 4)));
  }

  function fields(base: number, tag: number): object {
    const data = dataAt + word(base + Field.data);
    const length = word(base + Field.dataLength);
    const text = (offset: number) => (offset + 8 > length ? '' : string(word(data + offset), word(data + offset + 4)));
    const nullable = (offset: number) => text(offset) || null;
    const byte = (offset: number, fallback: number) => (offset < length ? view.getUint8(data + offset) : fallback);
    const expression = (offset: number) => text(offset).replaceAll(PHANTOM_SPACE, ' ');
    switch (TYPES[tag]) {
      case 'heading':
        return { depth: byte(0, 1) };
      case 'html':
      case 'text':
      case 'inlineCode':
        return { value: text(0) };
      case 'code':
        return { lang: nullable(0), meta: nullable(8), value: text(16) };
      case 'definition':
        return { url: text(0), title: nullable(8), identifier: text(16), label: text(24) };
      case 'link':
        return { url: text(0), title: nullable(8) };
      case 'image':
        return { url: text(0), alt: text(8), title: nullable(16) };
      case 'linkReference':
        return { identifier: text(0), label: text(8), referenceType: REFERENCE_TYPES[byte(16, 0)] };
      case 'imageReference':
        return { identifier: text(0), label: text(8), referenceType: REFERENCE_TYPES[byte(16, 0)], alt: text(20) };
      case 'footnoteDefinition':
      case 'footnoteReference':
        return { identifier: text(0), label: text(8) };
      case 'math':
        return { meta: nullable(0), value: text(8) };
      case 'inlineMath':
        return { value: text(8) };
      case 'list': {
        const ordered = byte(4, 0) !== 0;
        return { ordered, start: ordered ? word(data) : null, spread: byte(5, 0) !== 0 };
      }
      case 'listItem': {
        const checked = byte(0, 2);
        return { spread: byte(1, 0) !== 0, checked: checked === 2 ? null : checked === 1 };
      }
      case 'table':
        return { align: length < 4 ? [] : Array.from({ length: word(data) }, (_, i) => ALIGNMENTS[byte(4 + i, 0)]) };
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
      case 'mdxjsEsm':
        return { value: expression(0) };
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        // Attributes carry no positions here: `tags` reads them from the source.
        return { name: nullable(0), attributes: [] };
      default:
        return {};
    }
  }

  return {
    all: <T extends NodeType>(type: T) => all(type) as NodeOf<T>[],
    parent(child) {
      const parent = word(at(ids.get(child) ?? 0) + Field.parent);
      return parent === NO_PARENT ? undefined : (node(parent) as Parents | Root);
    },
  };
}

/** Reads strings of the pool, which is UTF-8, by byte offset and length. */
function stringReader(pool: Uint8Array): (offset: number, length: number) => string {
  const buffer = Buffer.from(pool.buffer, pool.byteOffset, pool.byteLength);
  return (offset, length) => (length === 0 ? '' : buffer.toString('utf8', offset, offset + length));
}

const MAKE = Symbol('children');

/**
 * `children` is built when first read, and is a plain array from then on. All nodes share one getter: each function of its
 * own would give a node a hidden class of its own, which outlives it and holds all that the function knows.
 */
function lazyChildren(parent: Nodes, make: () => Nodes[]): void {
  Object.defineProperty(parent, MAKE, { value: make });
  Object.defineProperty(parent, 'children', LAZY);
}

const LAZY = {
  configurable: true,
  enumerable: true,
  get(this: { readonly [MAKE]: () => Nodes[] }): Nodes[] {
    const value = this[MAKE]();
    Object.defineProperty(this, 'children', { value, configurable: true, enumerable: true, writable: true });
    return value;
  },
};
