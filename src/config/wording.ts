import { parseDate } from '../model/date.ts';
import type { ValueNode } from '../model/frontmatter.ts';
import { nearest } from '../model/nearest.ts';

/** Sentences about values, for people who write posts. They follow the key's name: `date` must be …. */

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
  date: 'a date',
  null: 'empty',
};

export function typeName(type: string): string {
  return Object.hasOwn(TYPES, type) ? (TYPES[type] ?? type) : type;
}

/** `must be text, not the number 5`, with what to type instead where that is plain. */
export function wrongType(expected: readonly string[], node: ValueNode): string {
  const wanted = expected.map(typeName).join(' or ');
  if (node.kind === 'scalar' && node.date === true && expected.includes('string'))
    return `must be ${wanted}, but unquoted it is a date: write \`'${String(node.value)}'\``;
  if (node.kind === 'scalar' && node.plain !== undefined && expected.includes('string'))
    return `must be ${wanted}, but unquoted \`${node.plain}\` is ${describe(node)}: write \`'${node.plain}'\``;
  if (node.kind === 'scalar' && expected.includes('date') && typeof node.value === 'string')
    return `must be a date such as 2024-01-05; ${whyNoDate(node.value)}`;
  if (node.kind === 'scalar' && node.value === null) return `must be ${wanted}, and is empty`;
  const quoted =
    node.kind === 'scalar' &&
    typeof node.value === 'string' &&
    ((expected.includes('boolean') && /^(?:true|false)$/.test(node.value)) ||
      (expected.includes('number') && /^-?\d+(?:\.\d+)?$/.test(node.value)));
  const word = expected.includes('boolean') && node.kind === 'scalar' ? SWITCHES.get(String(node.plain).toLowerCase()) : undefined;
  return `must be ${wanted}, not ${describe(node)}${quoted ? ': remove the quotes' : word === undefined ? '' : `: write \`${word}\``}`;
}

/** Words that only some YAML engines take for true and false. */
const SWITCHES = new Map([
  ['yes', true],
  ['on', true],
  ['no', false],
  ['off', false],
]);

export function whyNoDate(text: string): string {
  const looksLike = /^\d{4}-\d{1,2}-\d{1,2}/.test(text);
  return looksLike && parseDate(text) === undefined ? `there is no \`${text}\`` : `\`${text}\` is none`;
}

function describe(node: ValueNode): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'keys with values';
  if (node.date === true) return `the date \`${String(node.value)}\``;
  if (typeof node.value === 'string') return `the text \`${shorten(node.value)}\``;
  if (typeof node.value === 'number') return `the number \`${node.value}\``;
  return `\`${String(node.value)}\``;
}

/** `must be one of …`; did you mean …. */
export function notOneOf(values: readonly unknown[], node: ValueNode): string {
  const names = values.filter((value) => value !== null).map(String);
  const wanted = names.length === 1 ? `must be ${code(names)}` : `must be one of ${code(names)}`;
  if (node.kind !== 'scalar') return wanted;
  const near = nearest(String(node.value), names);
  return near === undefined ? `${wanted}, not \`${shorten(String(node.value))}\`` : `${wanted}; did you mean \`${near}\`?`;
}

function code(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `\`${name}\``);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

/** `must have at least 5 characters`, `must be at most 10`. */
export function outOfBounds(kind: string, bound: 'least' | 'most' | 'over' | 'under', limit: number, node: ValueNode): string {
  const unit =
    kind === 'string'
      ? limit === 1
        ? 'character'
        : 'characters'
      : kind === 'array' || kind === 'set'
        ? limit === 1
          ? 'entry'
          : 'entries'
        : kind === 'object'
          ? limit === 1
            ? 'key'
            : 'keys'
          : '';
  const is =
    node.kind === 'scalar' && typeof node.value === 'string'
      ? [...node.value].length
      : node.kind === 'list'
        ? node.items.length
        : undefined;
  if (is === 0 || (is !== undefined && is < limit && limit === 1)) return 'must not be empty';
  const words = { least: 'at least', most: 'at most', over: 'more than', under: 'less than' }[bound];
  return unit === '' ? `must be ${words} ${limit}` : `must have ${words} ${limit} ${unit}${is === undefined ? '' : `, has ${is}`}`;
}

const FORMATS = new Map([
  ['uri', 'a URL'],
  ['url', 'a URL'],
  ['uri-reference', 'a URL or a path'],
  ['email', 'an e-mail address'],
  ['time', 'a time'],
  ['uuid', 'a UUID'],
]);

/** What a `format` asks for, as a noun. */
export function formatNoun(format: string): string {
  return FORMATS.get(format) ?? `a valid ${format}`;
}

export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
