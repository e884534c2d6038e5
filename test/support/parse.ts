import type { Nodes } from 'mdast';
import { splitFrontMatter } from '../../src/document/frontmatter/split.ts';
import { binding } from '../../src/document/parse/binding.ts';
import { parseWithSatteri } from '../../src/document/parse/parse.ts';
import { parseWithRemark } from '../../src/document/parse/remark.ts';
import type { Tree } from '../../src/document/parse/tree.ts';
import type { Dialect } from '../../src/model/document.ts';

/** The dialect that a file's name stands for. */
export const dialectOf = (path: string): Dialect => (path.endsWith('.mdx') ? 'mdx' : 'markdown');

/** A file's text with all before the body blanked out, as documents hand it to the parser. */
export function bodyOf(text: string): string {
  const { bodyStart } = splitFrontMatter(text);
  return text.slice(0, bodyStart).replace(/[^\r\n]/g, ' ') + text.slice(bodyStart);
}

/** Undefined where satteri refuses the text. */
export function satteriTree(text: string, dialect: Dialect): Tree | undefined {
  const native = binding();
  if (native === undefined) throw new Error('satteri has no binary here');
  return parseWithSatteri(native, text, dialect);
}

export function remarkTree(text: string, dialect: Dialect): Tree | undefined {
  const result = parseWithRemark(text, dialect);
  return result.ok ? result.tree : undefined;
}

export function rootOf(tree: Tree): Nodes {
  const [root] = tree.all('root');
  if (root === undefined) throw new Error('a tree without a root');
  return root;
}

/** Every place where the parsers part, as `/list[2]/listItem[0].spread: true, not false`: satteri's value comes first. */
export function differencesOf(text: string, dialect: Dialect): string[] {
  const satteri = satteriTree(text, dialect);
  const remark = remarkTree(text, dialect);
  if (satteri !== undefined && remark !== undefined) return [...compare('', rootOf(satteri), rootOf(remark))];
  const verdict = (tree: Tree | undefined) => (tree === undefined ? 'refused' : 'accepted');
  return satteri === remark ? [] : [difference('', verdict(satteri), verdict(remark))];
}

const childrenOf = (node: Nodes): readonly Nodes[] => ('children' in node ? node.children : []);

/** satteri gives no attributes of JSX (documents read them from the source), and `data` is free for all. */
const LEFT_OUT = new Set(['data', 'attributes', 'children', 'position']);

/** The children of nodes that part are not compared where they are not of the same types. */
function* compare(at: string, satteri: Nodes, remark: Nodes): Generator<string> {
  const [a, b] = [fieldsOf(satteri), fieldsOf(remark)];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    if (a.get(key) !== b.get(key)) yield difference(`${at}.${key}`, a.get(key), b.get(key));
  }
  const children = childrenOf(satteri);
  for (const [index, child] of childrenOf(remark).entries()) {
    const other = children[index];
    if (other?.type !== child.type || a.get('children') !== b.get('children')) return;
    yield* compare(`${at}/${child.type}[${index}]`, other, child);
  }
}

/** As text, so that fields are compared with one look: positions as `line:column@offset`, children by their types. */
function fieldsOf(node: Nodes): Map<string, string> {
  const fields = Object.entries(node).filter(([key, value]) => !LEFT_OUT.has(key) && value !== undefined);
  const point = (edge: 'start' | 'end') => {
    const { line, column, offset } = node.position?.[edge] ?? {};
    return `${line}:${column}@${offset}`;
  };
  return new Map([
    ...fields.map(([key, value]) => [key, JSON.stringify(value)] as const),
    ['start', point('start')],
    ['end', point('end')],
    [
      'children',
      childrenOf(node)
        .map(({ type }) => type)
        .join(' '),
    ],
  ]);
}

function difference(at: string, satteri: string | undefined, remark: string | undefined): string {
  return `${at}: ${satteri}, not ${remark}`;
}

/** The place of a difference, without the values. */
export const placeOf = (difference: string): string => difference.slice(0, difference.indexOf(':'));

/** What a tree says wrongly about itself: nodes of a type out of document order or missing, or a wrong parent. */
export function contradictionsOf(tree: Tree): string[] {
  const byType = new Map<Nodes['type'], Nodes[]>();
  const wrong: string[] = [];
  const visit = (node: Nodes): void => {
    const list = byType.get(node.type);
    if (list === undefined) byType.set(node.type, [node]);
    else list.push(node);
    for (const child of childrenOf(node)) {
      if (tree.parent(child) !== node) wrong.push(`the parent of a ${child.type} is not the ${node.type} that holds it`);
      visit(child);
    }
  };
  visit(rootOf(tree));
  if (tree.parent(rootOf(tree)) !== undefined) wrong.push('the root has a parent');
  for (const [type, nodes] of byType) {
    const listed = tree.all(type) as readonly Nodes[];
    if (listed.length !== nodes.length || nodes.some((node, index) => listed[index] !== node)) wrong.push(`all('${type}') is out of order`);
  }
  return wrong;
}
