import type { Reader } from './source.ts';

/** `!!! note "Title"`, `???+ tip`, `=== "Tab"`: blocks of Python-Markdown, whose content is indented. */
const OPENING =
  /^(?:!!! ?[\w-]+(?: +[\w-]+)*(?: +"[^\r\n]*")?|\?\?\?\+? ?(?:[\w-]+(?: +[\w-]+)*(?: +"[^\r\n]*")?|"[^\r\n]*")|===[!+]{0,2} ?(?:"[^\r\n]*"|'[^\r\n]*'))$/;
/** `:   Definition`, whose further blocks are indented likewise. */
const DEFINITION = /^: {3}\S/;
/** `/// note | Title` and the `///` that ends it: what is between is not indented. */
const FENCED = /^\/{3,}(?:[ \t]+[\w-]+(?:[ \t]*\|.*)?)?$/;
/** What may hold indented blocks: a list item, or one of the above. */
const HOLDER = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;
/** `    open: True`: options of such a block. */
const OPTION = /(?:\r\n|\r|\n) {4}[\w-]+:[^\r\n]*/y;
/** How far content stands from the block that holds it; what is twice as deep is code. */
const STEP = 4;
const LINE = /([ \t]*)([^\r\n]*)(?:\r\n|\r|\n|$)/y;

/**
 * Shows the parser a list item in place of the line that opens a block: its content, indented by four columns, is then
 * read as the Markdown that it is. The quotation mark keeps the item open over a blank line, and holds nothing.
 */
export function admonitionsReader(): Reader {
  let isHeld: ((at: number) => boolean) | undefined;
  return {
    starts: '',
    read: () => undefined,
    lineStarts: '!?=:/',
    readLine(line, { at, inQuote }, source) {
      if (inQuote) return undefined;
      const end = at + line.length;
      if (FENCED.test(line)) return { end: optionsEnd(source.text, end), how: 'blank' };
      const isDefinition = DEFINITION.test(line);
      if (!isDefinition && !OPENING.test(line)) return undefined;
      isHeld ??= holding(source.text);
      if (!isHeld(at)) return undefined;
      return isDefinition ? { end: at + 1, how: 'blank', as: '+' } : { end, how: 'blank', as: '+   >' };
    },
  };
}

function optionsEnd(text: string, from: number): number {
  OPTION.lastIndex = from;
  return OPTION.test(text) ? optionsEnd(text, OPTION.lastIndex) : from;
}

/** Answers whether what begins at a place belongs to the text, to list items or other blocks, and is no indented code. */
function holding(text: string): (at: number) => boolean {
  /** The lines that are indented less than all that follow them so far, the innermost last. */
  const outer: { readonly column: number; readonly isHolder: boolean }[] = [];
  let read = 0;
  const isHeld = (column: number): boolean => {
    let own = column;
    for (const line of outer.toReversed()) {
      if (own < STEP) break;
      if (own - line.column >= (line.isHolder ? 2 * STEP : STEP)) return false;
      own = line.column;
    }
    return own < STEP;
  };
  return (at) => {
    for (LINE.lastIndex = read; ; ) {
      const [whole = '', indentation = '', line = ''] = LINE.exec(text) ?? [];
      const column = columnOf(indentation);
      if (line !== '') while ((outer.at(-1)?.column ?? -1) >= column) outer.pop();
      if (whole === '' || LINE.lastIndex > at) return isHeld(column);
      read = LINE.lastIndex;
      if (line !== '') outer.push({ column, isHolder: HOLDER.test(line) || DEFINITION.test(line) || OPENING.test(line.trimEnd()) });
    }
  };
}

function columnOf(indentation: string): number {
  let column = 0;
  for (const unit of indentation) column += unit === '\t' ? STEP - (column % STEP) : 1;
  return column;
}
