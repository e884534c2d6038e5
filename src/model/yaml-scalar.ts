import type { YamlEngine } from './config.ts';
import type { MapNode, ScalarNode, ValueNode } from './frontmatter.ts';

type Value = ScalarNode['value'];

/** Numbers, dates and words for true and false, in all the forms that some engine knows. */
const DOUBTFUL = /^(?:(?!_)[-+._]*\d[\w.,:+-]*|yes|no|on|off|true|false|null)$/i;
/** What all engines read alike, and most values are. */
const PLAIN_TO_ALL = /^(?:0|[1-9]\d{0,14}|true|True|TRUE|false|False|FALSE|null|Null|NULL)$/;

/** True for an unquoted text that engines may read differently, or as something else than what is written. */
export function isDoubtful(text: string): boolean {
  return DOUBTFUL.test(text) && !PLAIN_TO_ALL.test(text);
}

/** What an engine makes of an unquoted scalar; of a date, the text. */
export function readAs(engine: YamlEngine, text: string): Value {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  return READERS[engine](text);
}

/** Whether an engine makes a date of an unquoted text. */
export function readsDate(engine: YamlEngine, text: string): boolean {
  return DATES[engine].some((form) => form.test(text));
}

/** The values as an engine reads them. The same tree, where it reads them as they are. */
export function readBy(engine: YamlEngine, root: MapNode): MapNode {
  return read(engine, root) as MapNode;
}

function read(engine: YamlEngine, node: ValueNode): ValueNode {
  if (node.kind === 'scalar') return readScalar(engine, node);
  if (node.kind === 'list') {
    const items = node.items.map((item) => read(engine, item));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  const values = node.entries.map(({ value }) => read(engine, value));
  if (values.every((value, index) => value === node.entries[index]?.value)) return node;
  return { ...node, entries: node.entries.map((entry, index) => ({ ...entry, value: values[index] ?? entry.value })) };
}

function readScalar(engine: YamlEngine, node: ScalarNode): ScalarNode {
  if (node.date === true && !readsDate(engine, String(node.value))) return { ...node, date: false };
  const value = node.plain === undefined ? node.value : readAs(engine, node.plain);
  return Object.is(value, node.value) ? node : { ...node, value };
}

const JS_DATES = [/^\d{4}-\d\d-\d\d$/, /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/];
const DATES: Readonly<Record<YamlEngine, readonly RegExp[]>> = {
  'js-yaml-3': JS_DATES,
  'js-yaml-4': JS_DATES,
  'yaml-1.2': [],
  psych: [
    /^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/,
    /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/,
  ],
  // Hugo makes dates of the keys that it knows, whatever the YAML says.
  go: [],
};

const READERS: Readonly<Record<YamlEngine, (text: string) => Value>> = {
  'js-yaml-3'(text) {
    if (/^[-+]?0(?:b[01_]*[01]|x[\da-fA-F_]*[\da-fA-F]|[0-7_]*[0-7])$/.test(text)) return integer(text.replaceAll('_', ''), 8);
    if (/^[-+]?[1-9](?:[\d_]*\d)?$/.test(text)) return Number(text.replaceAll('_', ''));
    if (/^[-+]?(?:[1-9][\d_]*(?::[0-5]?\d)+|\d[\d_]*(?::[0-5]?\d)+\.[\d_]*)$/.test(text) && !text.endsWith('_')) return sexagesimal(text);
    const isFloat =
      /^(?:[-+]?(?:0|[1-9][\d_]*)(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.[\d_]+(?:[eE][-+]?\d+)?)$/.test(text) && !text.endsWith('_');
    return isFloat ? decimal(text) : special(text);
  },
  'js-yaml-4'(text) {
    if (/^[-+]?(?:0b[01]+|0x[\da-fA-F]+|0o[0-7]+|\d+)$/.test(text)) return integer(text, 10);
    const isFloat = /^(?:[-+]?\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text);
    return isFloat && Number.isFinite(Number(text)) ? Number(text) : special(text);
  },
  'yaml-1.2'(text) {
    if (/^(?:0x[\da-fA-F]+|0o[0-7]+|[-+]?\d+)$/.test(text)) return integer(text, 10);
    return /^[-+]?(?:\.\d+|\d+\.\d*|\d+(?=[eE]))(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : special(text);
  },
  psych(text) {
    if (/^(?:yes|true|on)$/i.test(text)) return true;
    if (/^(?:no|false|off)$/i.test(text)) return false;
    if (/^null$/i.test(text)) return null;
    // Psych itself takes two parts for hours and minutes; Jekyll reads by SafeYAML, which does not.
    if (/^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(?:\.[\d_]*)?$/.test(text)) return sexagesimal(text);
    if (/^[-+]?(?:\d[\d_,]*)?\.\d*(?:[eE][-+]\d+)?$/.test(text) && /\d/.test(text)) return decimal(text);
    if (/^[-+]?(?:0b[01_,]*[01][01_,]*|0x[\da-fA-F_,]*[\da-fA-F][\da-fA-F_,]*|0[0-7_,]+|0|[1-9][\d_,]*)$/.test(text))
      return integer(text.replace(/[_,]/g, ''), 8);
    return special(text);
  },
  go(text) {
    const digits = text.replaceAll('_', '');
    if (/^[-+]?(?:0b[01]+|0x[\da-fA-F]+|0o?[0-7]+|0|[1-9]\d*)$/.test(digits) && !text.startsWith('_'))
      return BigInt(digits.replace(/^[-+]?0?(?=\d)|^[-+]/, '')) < 2n ** 64n ? integer(digits, 8) : text;
    return /^[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(digits) && !text.startsWith('_') ? Number(digits) : special(text);
  },
};

/** With a prefix for its base; digits behind a lone zero are of base `zero`. */
function integer(text: string, zero: 8 | 10): number {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  const isOctal = zero === 8 && /^0\d/.test(digits);
  return (sign === '-' ? -1 : 1) * (isOctal ? Number.parseInt(digits, 8) : Number(digits));
}

function decimal(text: string): number {
  return Number.parseFloat(text.replace(/[_,]/g, ''));
}

/** `1:30` is 90: a number to the base of 60. */
function sexagesimal(text: string): number {
  const parts = text.replace(/^[-+]|_/g, '').split(':');
  return (text.startsWith('-') ? -1 : 1) * parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}

function special(text: string): Value {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? Number.NaN : text;
}
