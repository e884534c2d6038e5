import type { Nodes, Parents } from 'mdast';
import type { NodeOf, NodeType } from '../../model/document.ts';

/** A parsed body. Nodes are mdast's, with `position.start.offset` and `position.end.offset` in UTF-16 units. */
export interface Tree {
  /** Nodes of a type in document order. */
  all<T extends NodeType>(type: T): readonly NodeOf<T>[];
  parent(node: Nodes): Parents | undefined;
}

/** What a parser answers: a tree, or where the text is no MDX. */
export type ParseResult =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly offset: number; readonly message: string };
