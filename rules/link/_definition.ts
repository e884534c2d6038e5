import type { Definition, FootnoteDefinition } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import type { Fix } from '../../src/model/finding.ts';
import type { Span } from '../../src/model/span.ts';

/** The definition; of a footnote, its label, as the text may be long. */
export function placeOf(definition: Definition | FootnoteDefinition, document: Document): Span {
  const [start, end] = document.span(definition);
  if (definition.type === 'definition') return [start, end];
  return [start, Math.min(end, start + document.source(definition).indexOf(']:') + 2)];
}

/** Between two of these, a definition keeps apart what would become one. */
const JOINING = new Set(['list', 'code', 'footnoteDefinition']);

/** Removes the lines of a definition; undefined where that would change what readers see, or might. */
export function removal(definition: Definition, document: Document): Fix | undefined {
  const [start, end] = document.span(definition);
  const lineStart = Math.max(document.text.lastIndexOf('\n', start - 1), document.text.lastIndexOf('\r', start - 1)) + 1;
  const indentation = document.text.slice(start === 0 ? 0 : lineStart, start);
  const rest = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(document.text.slice(end));
  const parent = document.parent(definition);
  if (rest === null || indentation.trim() !== '' || parent?.type !== 'root') return undefined;
  const others = parent.children.filter(({ type }) => type !== 'definition');
  const next = others.findIndex((node) => document.span(node)[0] > start);
  const [before, after] = [others[next - 1]?.type, others[next]?.type];
  if (before !== undefined && after !== undefined && JOINING.has(before) && JOINING.has(after)) return undefined;
  return {
    title: 'Remove it',
    safety: 'safe',
    edits: [{ span: [start - indentation.length, end + rest[0].length], text: '' }],
  };
}
