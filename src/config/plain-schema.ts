import { parseDate } from '../model/date.ts';
import { isRecord } from '../model/record.ts';

/** Whether a value is surely valid. */
export type Passes = (value: unknown) => boolean;

type Json = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, Passes>> = {
  string: (value) => typeof value === 'string',
  number: isNumber,
  integer: (value) => isNumber(value) && value % 1 === 0,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
};

/** Our own reading of formats, which the library is told as well. */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => parseDate(text) !== undefined,
  'date-time': (text) => /[Tt ]\d/.test(text) && parseDate(text) !== undefined,
  image: () => true,
};

/** Keywords by what they demand; undefined for a value that is none of theirs. */
const KEYWORDS: Readonly<Record<string, (value: unknown, schema: Json) => Passes | undefined>> = {
  type: (type) => (typeof type === 'string' ? TYPES[type] : undefined),
  properties: (value) => {
    const parts = isRecord(value) ? Object.entries(value).map(([key, inner]) => [key, plainSchema(inner)] as const) : [];
    if (!isRecord(value) || parts.some(([key, passes]) => key === '__proto__' || passes === undefined)) return undefined;
    return whenObject((object) => parts.every(([key, passes]) => object[key] === undefined || passes?.(object[key])));
  },
  required: (value) => {
    if (!Array.isArray(value) || !value.every((key) => typeof key === 'string')) return undefined;
    return whenObject((object) => value.every((key: string) => object[key] !== undefined));
  },
  additionalProperties: (value, { properties }) => {
    const passes = typeof value === 'boolean' ? () => value : plainSchema(value);
    const known = new Set(isRecord(properties) ? Object.keys(properties) : []);
    return passes && whenObject((object) => Object.keys(object).every((key) => known.has(key) || passes(object[key])));
  },
  items: (value) => {
    const passes = plainSchema(value);
    return passes && whenArray((list) => list.every(passes));
  },
  enum: (value) => (Array.isArray(value) && value.length > 0 && value.every(isScalar) ? (one) => value.includes(one) : undefined),
  const: (value) => (isScalar(value) ? (one) => one === value : undefined),
  format: (name) => {
    const passes = typeof name === 'string' && Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
    return passes && ((value) => typeof value !== 'string' || passes(value));
  },
  minLength: bound((value: string, least) => [...value].length >= least, TYPES['string']),
  maxLength: bound((value: string, most) => [...value].length <= most, TYPES['string']),
  minItems: bound((value: unknown[], least) => value.length >= least, TYPES['array']),
  maxItems: bound((value: unknown[], most) => value.length <= most, TYPES['array']),
  minimum: bound((value: number, least) => value >= least, TYPES['number']),
  maximum: bound((value: number, most) => value <= most, TYPES['number']),
  reference: (value) => (typeof value === 'string' ? () => true : undefined),
  title: () => () => true,
  description: () => () => true,
};

/**
 * Judges by a schema that is made of the plainest keywords, without loading a library; undefined for any other. What does
 * not pass is put to the library, which has the words for it.
 */
export function plainSchema(schema: unknown): Passes | undefined {
  if (!isRecord(schema)) return undefined;
  const demands: Passes[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    const demand = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword]?.(value, schema) : undefined;
    if (demand === undefined) return undefined;
    demands.push(demand);
  }
  return (value) => demands.every((passes) => passes(value));
}

function bound<T>(holds: (value: T, limit: number) => boolean, applies: Passes | undefined) {
  return (limit: unknown): Passes | undefined =>
    isNumber(limit) && limit >= 0 && limit % 1 === 0 ? (value) => !applies?.(value) || holds(value as T, limit) : undefined;
}

const whenObject =
  (passes: (object: Json) => boolean): Passes =>
  (value) =>
    !isRecord(value) || passes(value);

const whenArray =
  (passes: (list: readonly unknown[]) => boolean): Passes =>
  (value) =>
    !Array.isArray(value) || passes(value);

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || isNumber(value);
}
