import { stripVTControlCharacters } from 'node:util';
import type { Code, List, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { createColors } from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { displayWidth } from './width.ts';

/** How wide a page may be, and whether it has colours. */
export interface PageStyle {
  readonly width: number;
  readonly color: boolean;
}

type Colors = ReturnType<typeof createColors>;

/** A page of documentation for a terminal. */
export function renderPage(page: Root, { width, color }: PageStyle): string {
  return `${blocks(page.children, width, createColors(color))}\n`;
}

function blocks(children: readonly RootContent[], width: number, colors: Colors): string {
  return children
    .map((child) => block(child, width, colors))
    .filter((text) => text !== '')
    .join('\n\n');
}

function block(node: RootContent, width: number, colors: Colors): string {
  switch (node.type) {
    case 'heading': {
      const text = wrap(inline(node.children, colors), width);
      if (!colors.isColorSupported) return `${'#'.repeat(node.depth)} ${text}`;
      return colors.bold(node.depth === 1 ? colors.underline(text) : text);
    }
    case 'paragraph':
      return wrap(inline(node.children, colors), width);
    case 'code':
      return fence(node, colors);
    case 'list':
      return list(node, width, colors);
    case 'table':
      return table(node, width, colors);
    case 'blockquote':
      return prefixed(blocks(node.children, width - 2, colors), colors.dim('│ '));
    case 'thematicBreak':
      return colors.dim('─'.repeat(Math.min(width, 20)));
    default:
      return '';
  }
}

/** Code stands as it is, however long its lines are: it is there to be copied. */
function fence({ value, meta }: Code, colors: Colors): string {
  const title = /\btitle="([^"]*)"/.exec(meta ?? '')?.[1];
  return `${title === undefined ? '' : `  ${colors.dim(title)}\n`}${prefixed(value, `  ${colors.dim('│')} `)}`;
}

function list({ children, ordered, start, spread }: List, width: number, colors: Colors): string {
  const items = children.map((item, index) => {
    const mark = ordered === true ? `${(start ?? 1) + index}. ` : '- ';
    return prefixed(blocks(item.children, width - mark.length, colors), ' '.repeat(mark.length), mark);
  });
  return items.join(spread === true ? '\n\n' : '\n');
}

/** Columns as wide as they need to be; the last one takes the rest of the line, and wraps. */
function table({ children }: Table, width: number, colors: Colors): string {
  const rows = children.map((row, index) =>
    row.children.map((cell) => (index === 0 ? colors.bold : String)(inline(cell.children, colors))),
  );
  const last = (rows[0]?.length ?? 1) - 1;
  const widths = Array.from({ length: last }, (_, column) => Math.max(...rows.map((row) => visibleWidth(row[column] ?? ''))));
  const indent = widths.reduce((sum, column) => sum + column + 2, 0);
  return rows
    .map((row) => {
      const head = widths.map((column, at) => padded(row[at] ?? '', column + 2)).join('');
      return prefixed(wrap(row[last] ?? '', Math.max(20, width - indent)), ' '.repeat(indent), head);
    })
    .join('\n');
}

function inline(children: readonly PhrasingContent[], colors: Colors): string {
  return children.map((child) => phrase(child, colors)).join('');
}

function phrase(node: PhrasingContent, colors: Colors): string {
  switch (node.type) {
    case 'text':
      return node.value.replace(/\s+/g, ' ');
    case 'inlineCode':
      return colors.isColorSupported ? colors.cyan(node.value) : `\`${node.value}\``;
    case 'strong':
      return colors.bold(inline(node.children, colors));
    case 'emphasis':
      return colors.italic(inline(node.children, colors));
    case 'link': {
      const text = inline(node.children, colors);
      return text === node.url || !/^https?:/.test(node.url) ? text : `${text} (${colors.underline(node.url)})`;
    }
    case 'break':
      return '\n';
    default:
      return textOf(node);
  }
}

function textOf(node: Nodes): string {
  if ('children' in node) return node.children.map(textOf).join('');
  return 'value' in node && node.type !== 'html' ? node.value : '';
}

function wrap(text: string, width: number): string {
  return wrapAnsi(text, width);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleWidth(text)));
}

/** Every line behind `prefix`, the first one behind `first`. */
function prefixed(text: string, prefix: string, first = prefix): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : prefix}${line}`.trimEnd())
    .join('\n');
}

function visibleWidth(text: string): number {
  return displayWidth(stripVTControlCharacters(text));
}
