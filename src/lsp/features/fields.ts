import { dereference } from '../../config/json-pointer.ts';
import { typeName } from '../../config/wording.ts';
import type { SchemaForm } from '../../model/config.ts';
import type { KeyPath } from '../../model/frontmatter.ts';
import { isRecord } from '../../model/record.ts';

/** What a schema says of a value. */
export interface Field {
  readonly description: string | undefined;
  /** As people say it: `text`, `a list of text`; undefined where the schema takes anything. */
  readonly type: string | undefined;
  /** All that the value may be, or an entry of a list, where the schema names them. */
  readonly values: readonly unknown[];
  /** Undefined for none. */
  readonly fallback: unknown;
  readonly isImage: boolean;
  readonly isDate: boolean;
  /** The collection whose entries it names. */
  readonly reference: string | undefined;
}

/** A key that a map may have. */
export interface Key {
  readonly name: string;
  readonly isRequired: boolean;
}

/** The keys that a schema names for the map at `path`. */
export function keysAt(form: SchemaForm, path: KeyPath): Key[] {
  const keys = new Map<string, boolean>();
  for (const { schema, isSure } of schemasAt(form, path)) {
    const required = isSure && Array.isArray(schema['required']) ? schema['required'] : [];
    for (const name of Object.keys(isRecord(schema['properties']) ? schema['properties'] : {}))
      keys.set(name, keys.get(name) === true || required.includes(name));
  }
  return [...keys].map(([name, isRequired]) => ({ name, isRequired }));
}

/** What a schema says of the value at `path`; undefined where it says nothing. */
export function fieldAt(form: SchemaForm, path: KeyPath): Field | undefined {
  const own = schemasAt(form, path).map(({ schema }) => schema);
  if (own.length === 0) return undefined;
  const items = schemasAt(form, [...path, 0]).map(({ schema }) => schema);
  const all = [...own, ...items];
  const text = (key: string, from = own) => from.map((schema) => schema[key]).find((value) => typeof value === 'string');
  const isOf = (format: string) => all.some((schema) => schema['format'] === format);
  return {
    description: text('description') ?? text('title'),
    type: typeOf(own, items),
    values: [...new Set(all.flatMap(valuesOf))],
    fallback: own.map((schema) => schema['default']).find((value) => value !== undefined),
    isImage: isOf('image'),
    isDate: isOf('date') || isOf('date-time'),
    reference: text('reference', all),
  };
}

interface Judging {
  readonly schema: SchemaForm;
  /** False for one form of several. */
  readonly isSure: boolean;
}

/** A schema may lead to itself. */
const MOST_SCHEMAS = 200;

/** Every part of a schema that judges the value at `path`. */
function schemasAt(form: SchemaForm, path: KeyPath): Judging[] {
  return path.reduce<Judging[]>(
    (at, part) => at.flatMap(({ schema, isSure }) => spread({ schema: below(schema, part), isSure }, form)),
    spread({ schema: form, isSure: true }, form),
  );
}

function below(schema: SchemaForm, part: string | number): unknown {
  if (typeof part === 'number') return Array.isArray(schema['prefixItems']) ? schema['prefixItems'][part] : schema['items'];
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  return Object.hasOwn(properties, part) ? properties[part] : schema['additionalProperties'];
}

/** A schema with all that judge the same value. */
function spread({ schema, isSure }: { readonly schema: unknown; readonly isSure: boolean }, form: SchemaForm): Judging[] {
  const found: Judging[] = [];
  const visit = (at: unknown, sure: boolean): void => {
    if (!isRecord(at) || found.length > MOST_SCHEMAS || found.some((known) => known.schema === at)) return;
    found.push({ schema: at, isSure: sure });
    if (typeof at['$ref'] === 'string') visit(dereference(form, at['$ref']), sure);
    for (const part of listOf(at['allOf'])) visit(part, sure);
    for (const part of [...listOf(at['anyOf']), ...listOf(at['oneOf']), at['then'], at['else']]) visit(part, false);
  };
  visit(schema, isSure);
  return found;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function valuesOf(schema: SchemaForm): readonly unknown[] {
  return schema['const'] === undefined ? listOf(schema['enum']) : [schema['const']];
}

function typeOf(own: readonly SchemaForm[], items: readonly SchemaForm[]): string | undefined {
  const names = own.flatMap((schema) => {
    if (schema['format'] === 'image') return ['an image'];
    if (typeof schema['reference'] === 'string') return [`an entry of ${schema['reference']}`];
    if (schema['format'] === 'date' || schema['format'] === 'date-time') return ['a date'];
    return [schema['type']].flat().flatMap((type) => (typeof type === 'string' ? nameOf(type, items) : []));
  });
  return names.length === 0 ? undefined : [...new Set(names)].join(' or ');
}

function nameOf(type: string, items: readonly SchemaForm[]): string {
  const inner = type === 'array' && items.length > 0 ? typeOf(items, []) : undefined;
  return inner === undefined ? typeName(type) : `${typeName(type)} of ${inner}`;
}
