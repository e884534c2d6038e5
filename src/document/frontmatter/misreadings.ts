import { type Document, isPair, type Node, type Scalar, visit } from 'yaml';
import type { Misreading } from '../../model/frontmatter.ts';

/** A comment behind something, a dash that continues a text, or a backslash: without one of these, nothing is misread. */
const SUSPECT = /[ \t]#\S|\n[ \t]+-[ \t]|\\/;

/** Where YAML cuts, joins or changes a value in silence. */
export function misreadingsOf(document: Document.Parsed, source: string, base: number): { misreadings?: Misreading[] } {
  if (!SUSPECT.test(source)) return {};
  const found: Misreading[] = [];
  visit(document, {
    Scalar(position, node, path) {
      if (position === 'key' || !node.range || node.tag !== undefined) return;
      const parent = path.at(-1);
      const key = isPair(parent) ? String((parent.key as Scalar | null)?.value ?? '') : undefined;
      const misreading = node.type === 'PLAIN' ? (cut(node, key, source) ?? joined(node, source)) : escaped(node, source);
      if (misreading !== undefined) found.push(shifted(misreading, base));
    },
  });
  return found.length === 0 ? {} : { misreadings: found };
}

/** Keys whose value often begins with `#`. */
const HASH_KEY = /^(?:hash_?)?tags?$|colou?r$|^(?:channel|anchor|hash|issue)$/i;
const HEX_COLOR = /^#(?=[\da-f]*\d)(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;

/**
 * `C #12`, where the rest is a comment. A deliberate comment has a space behind its `#`, or stands behind a value that is no
 * prose. `key` is undefined in lists.
 */
function cut(node: Scalar, key: string | undefined, source: string): Misreading | undefined {
  const [start, end] = placeOf(node);
  const [, space = '', comment = ''] = /^([ \t]*)(#[\p{L}\d][^\r\n]*)/u.exec(source.slice(end)) ?? [];
  if (comment === '') return undefined;
  const text = comment.trimEnd();
  const value = source.slice(start, end);
  const isMeant =
    value === ''
      ? HEX_COLOR.test(text) || (/^#[\p{L}\d][\p{L}\d_-]*$/u.test(text) && (key === undefined || HASH_KEY.test(key)))
      : /\p{L}/u.test(value) && (/^#\d/.test(text) || /\s/.test(value)) && !/^#(?:todo|fixme)\b/i.test(text);
  if (!isMeant) return undefined;
  const at = end + space.length;
  const whole = value === '' ? text : source.slice(start, at + text.length);
  return {
    span: [at, at + text.length],
    message: `YAML takes \`${text}\` for a comment, and ${value === '' ? 'the value is empty' : `cuts the value off: \`${value}\``}`,
    hint: 'Put the value in quotes; if it is a comment, write a space behind `#`.',
    quoted: /[\r\n]/.test(whole) ? undefined : { span: [value === '' ? at : start, at + text.length], text: singleQuoted(whole) },
  };
}

/** Entries of a list that are indented under a text, which they continue. */
function joined(node: Scalar, source: string): Misreading | undefined {
  const [start, end] = placeOf(node);
  const [, indent = '', entry = ''] = /(\n[ \t]+)(-[ \t][^\r\n]*)/.exec(source.slice(start, end)) ?? [];
  if (entry === '') return undefined;
  const at = start + source.slice(start, end).indexOf(indent + entry) + indent.length;
  return {
    span: [at, at + entry.trimEnd().length],
    message: 'This is no entry of a list: it continues the text above, as one value',
    hint: 'Indent it as the entries above, or put the text in quotes.',
  };
}

/** `"C:\new"`, and escapes that nobody writes on purpose before a letter. */
const DRIVE = /^"[A-Za-z]:(\\[abefnrtv0])/;
const CONTROL = /(?<!\\)(?:\\\\)*(\\[abfv])(?=[A-Za-z])/;

function escaped(node: Scalar, source: string): Misreading | undefined {
  if (node.type !== 'QUOTE_DOUBLE') return undefined;
  const [start, end] = placeOf(node);
  const text = source.slice(start, end);
  const match = DRIVE.exec(text) ?? CONTROL.exec(text);
  const [whole, code] = match ?? [];
  if (match === null || whole === undefined || code === undefined) return undefined;
  const at = start + match.index + whole.length - code.length;
  return {
    span: [at, at + code.length],
    message: `In double quotes, \`${code}\` is ${NAMES[code.slice(1)] ?? 'a control character'}, no backslash with a letter`,
    hint: 'Use single quotes, or write the backslash twice.',
    quoted: /['\r\n]|\\[\\"]/.test(text) ? undefined : { span: [start, end], text: `'${text.slice(1, -1)}'` },
  };
}

const NAMES: Readonly<Record<string, string>> = { n: 'a line break', r: 'a line break', t: 'a tab', b: 'a backspace', f: 'a form feed' };

function placeOf(node: Node): [number, number] {
  const [start, end] = node.range ?? [0, 0];
  return [start, end];
}

function shifted({ span, quoted, ...rest }: Misreading, base: number): Misreading {
  const shift = ([start, end]: Misreading['span']) => [base + start, base + end] as const;
  return { span: shift(span), ...rest, ...(quoted && { quoted: { span: shift(quoted.span), text: quoted.text } }) };
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
