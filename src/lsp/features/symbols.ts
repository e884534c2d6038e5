import type { DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { MapEntry } from '../../model/frontmatter.ts';
import type { Span } from '../../model/span.ts';
import type { Scene } from '../scene.ts';
import type { FileParams } from './place.ts';

/** The names of these numbers are in a module that a thread need not load. */
const KEY: SymbolKind = 20;
const HEADING: SymbolKind = 15;

interface Node extends DocumentSymbol {
  children: Node[];
}

/** The outline of a file: its front matter's keys, and its headings, each with those below it. */
export async function documentSymbols(scene: Scene, params: FileParams): Promise<DocumentSymbol[] | null> {
  const path = scene.pathOf(params.textDocument.uri);
  const document = path === undefined ? undefined : await scene.documentOf(path);
  if (path === undefined || document === undefined) return null;
  const { rangeOf } = scene.placesOf(path);
  const node = (name: string, kind: SymbolKind, span: Span, at: Span): Node => ({
    name: name.trim() === '' ? '…' : name,
    kind,
    range: rangeOf(span),
    selectionRange: rangeOf(at),
    children: [],
  });
  const key = ({ key: name, keySpan, value }: MapEntry): Node => ({
    ...node(name, KEY, [keySpan[0], Math.max(keySpan[1], value.span[1])], keySpan),
    children: value.kind === 'map' ? value.entries.map(key) : [],
  });
  const roots = document.frontmatter?.root?.entries.map(key) ?? [];
  const open: { readonly depth: number; readonly children: Node[] }[] = [{ depth: 0, children: roots }];
  document.headings.forEach(({ depth, text, span }, index) => {
    // A section ends where the next one of its depth, or above it, begins.
    const next = document.headings.slice(index + 1).find((other) => other.depth <= depth);
    const section = node(text ?? document.text.slice(...span), HEADING, [span[0], next?.span[0] ?? document.text.length], span);
    while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
    open.at(-1)?.children.push(section);
    open.push({ depth, children: section.children });
  });
  return roots;
}
