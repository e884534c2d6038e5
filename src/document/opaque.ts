import type { OpaqueSyntax } from '../model/document.ts';

/**
 * Blocks of template languages that hold code: a `#` in them begins a comment, no heading. Both tags stand on lines of
 * their own.
 */
const BLOCKS = [
  /^[ \t]*\{%-?[ \t]*(highlight|codeblock|comment)\b[^\r\n]*%\}[ \t]*\r?$[\s\S]*?^[ \t]*\{%-?[ \t]*end\1[ \t]*-?%\}/gm,
  /^[ \t]*\{\{[<%][ \t]*(highlight)\b[^\r\n]*[%>]\}\}[ \t]*\r?$[\s\S]*?^[ \t]*\{\{[<%][ \t]*\/[ \t]*\1[ \t]*[%>]\}\}/gm,
];

/** Turns such blocks into spaces; offsets and lines stay. */
export function blankOpaque(text: string, _syntaxes: readonly OpaqueSyntax[]): string {
  if (!text.includes('{%') && !text.includes('{{')) return text;
  return BLOCKS.reduce((rest, block) => rest.replace(block, blank), text);
}

/** Spaces for all but line breaks. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}
