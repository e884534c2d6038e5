import { type Call, isCall, isWhole, nameOfCall, packageNameOf } from './values.ts';
import { checked, objectMethod, objectOfShape, type ReadSchema, UNJUDGED, union, withNull } from './zod-methods.ts';

type Json = Readonly<Record<string, unknown>>;

/** Packages that export Zod's `z`, or a copy of it. */
const ZOD =
  /^(?:zod(?:\/v[34])?(?:\/mini)?|astro:content|astro:schema|astro\/zod|velite|@content-collections\/core)(?::(?:z|s|\*|default)){1,2}(?::coerce)?$/;

/** Calls that a schema is made of beside those of `z`, such as Astro's `image()`. */
export type Helpers = Readonly<Record<string, (call: Call) => ReadSchema | undefined>>;

/**
 * A JSON Schema for what a Zod schema surely refuses, read from source code without running it. What can't be read is
 * not judged: it takes any value, or none. Undefined where nothing is judged.
 */
export function schemaOfZod(value: unknown, helpers: Helpers): Json | undefined {
  const { schema } = readZod(value, helpers);
  return Object.keys(schema).length === 0 ? undefined : schema;
}

export function readZod(value: unknown, helpers: Helpers): ReadSchema {
  if (!isCall(value)) return UNJUDGED;
  const read = (inner: unknown) => readZod(inner, helpers);
  const name = nameOfCall(value);
  const from = packageNameOf(value.on);
  if (value.on === undefined) return (Object.hasOwn(helpers, name) ? helpers[name]?.(value) : undefined) ?? UNJUDGED;
  if (from !== undefined) {
    if (!ZOD.test(from)) return UNJUDGED;
    return /:coerce$/.test(from) ? coerced(name) : made(name, value.arguments, read);
  }
  if (!isCall(value.on)) return UNJUDGED;
  const on = read(value.on);
  return objectMethod(name, value.arguments, on, read) ?? checked(name, value.arguments, on, read);
}

/** Whatever becomes a date or a number must be there, and nothing else is known of it. */
function coerced(name: string): ReadSchema {
  return name === 'date' || name === 'number' ? { ...UNJUDGED, isOptional: false } : UNJUDGED;
}

const of = (schema: Json): ReadSchema => ({ schema, isOptional: false });

const SIMPLE: Readonly<Record<string, Json>> = {
  string: { type: 'string' },
  number: { type: 'number' },
  int: { type: 'integer' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  null: { type: 'null' },
  url: { type: 'string' },
  email: { type: 'string' },
  uuid: { type: 'string' },
};

function made(name: string, args: readonly unknown[], read: (value: unknown) => ReadSchema): ReadSchema {
  const [first] = args;
  if (Object.hasOwn(SIMPLE, name)) return of(SIMPLE[name] ?? {});
  switch (name) {
    case 'array':
      return of({ type: 'array', items: read(first).schema });
    case 'object':
    case 'strictObject':
    case 'looseObject':
      return objectOf(first, name === 'strictObject', read);
    case 'record':
      return of({ type: 'object', additionalProperties: read(args.at(-1)).schema });
    case 'enum':
      return isListOfTexts(first)
        ? of({ enum: first })
        : isWhole(first) && Object.values(first).every(isText)
          ? of({ enum: Object.values(first) })
          : required;
    case 'literal':
      return ['string', 'number', 'boolean'].includes(typeof first) ? of({ const: first }) : UNJUDGED;
    case 'union':
      return Array.isArray(first) ? union(first.map(read)) : UNJUDGED;
    case 'optional':
      return { ...read(first), isOptional: true };
    case 'nullable':
      return withNull(read(first));
    case 'nullish':
      return { ...withNull(read(first)), isOptional: true };
    default:
      return UNJUDGED;
  }
}

/** There must be a value, and nothing else is known of it. */
const required: ReadSchema = { schema: {}, isOptional: false };

function objectOf(shape: unknown, isStrict: boolean, read: (value: unknown) => ReadSchema): ReadSchema {
  // A key that is not known might stand for one that is.
  if (!isWhole(shape)) return UNJUDGED;
  return of({ type: 'object', ...(isStrict && { additionalProperties: false }), ...objectOfShape(shape, read) });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isText);
}
