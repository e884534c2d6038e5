import type { Definition, FootnoteDefinition } from 'mdast';
import type { Document } from '../../src/model/document.ts';

/** Labels that CommonMark takes for the same are equal. */
export function foldLabel(label: string): string {
  // Both ways: `ß` and `SS` are one label.
  return label.replace(/\s+/g, ' ').trim().toLowerCase().toUpperCase();
}

/** `[//]: # (a comment)`, `[comment]: <> (another)`: definitions that are there to be read in the source only. */
export function isComment(definition: Definition | FootnoteDefinition): boolean {
  if (definition.type === 'definition' && (definition.url === '' || definition.url === '#')) return true;
  return !/[\p{L}\p{N}]/u.test(definition.identifier) || /^comment/i.test(definition.identifier);
}

/** Places where another file is put in: its definitions count here, and ours count there. */
const INCLUDES =
  /--8<--|\{![^!\r\n]+!\}|\{\{#include|<!--\s*@?include|!!!include|\{include\}|\{\{[<%]\s*(?:include|readfile|snippet|partial)|\{%-?\s*(?:include|include_relative|include-markdown|render)\s[^%]*(?:\.(?:md|markdown|txt)|link|ref)/i;

/** True when what is defined and used can't be known from the file alone. */
export function isAssembled(document: Document): boolean {
  return INCLUDES.test(document.text);
}
