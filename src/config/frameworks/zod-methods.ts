import { isWhole } from './values.ts';

type Json = Readonly<Record<string, unknown>>;

/** What was read of a schema. */
export interface ReadSchema {
  /** Refuses nothing that the schema itself takes. */
  readonly schema: Json;
  /** The key may be left out. */
  readonly isOptional: boolean;
  /** Set behind a method that changes the value: what later ones say is not about what was written. */
  readonly isChanged?: boolean;
}

type Read = (value: unknown) => ReadSchema;

/** Any value, or none. */
export const UNJUDGED: ReadSchema = { schema: {}, isOptional: true };

/** Methods that add checks, or a description. */
const KEEPING = new Set([
  'describe',
  'brand',
  'readonly',
  'meta',
  'register',
  'refine',
  'superRefine',
  'check',
  'strip',
  'passthrough',
  'loose',
]);
/** Methods that work on the value; what goes in must still be of the type. */
const CHANGING = new Set(['transform', 'pipe', 'trim', 'toLowerCase', 'toUpperCase', 'normalize', 'overwrite', 'slugify']);
/** Checks of strings and numbers beside their type. */
const CHECKS =
  /^(?:min|max|length|nonempty|email|url|uuid|guid|cuid2?|ulid|nanoid|emoji|regex|includes|startsWith|endsWith|datetime|date|time|duration|ip|ipv4|ipv6|cidr|base64|base64url|jwt|int|positive|negative|nonnegative|nonpositive|multipleOf|step|finite|safe|gt|gte|lt|lte|lowercase|uppercase|element)$/;

/** What is known of a schema behind a method of any type. */
export function checked(name: string, args: readonly unknown[], on: ReadSchema, read: Read): ReadSchema {
  const [first] = args;
  switch (name) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'exactOptional':
      return { ...on, isOptional: true };
    case 'nullable':
      return withNull(on);
    case 'nullish':
      return { ...withNull(on), isOptional: true };
    case 'array':
      return { schema: { type: 'array', items: on.schema }, isOptional: false };
    case 'or': {
      return union([on, read(first)]);
    }
    case 'and':
      return { schema: { allOf: [on.schema, read(first).schema] }, isOptional: on.isOptional };
  }
  if (KEEPING.has(name)) return on;
  if (CHANGING.has(name)) return { ...on, isChanged: true };
  return CHECKS.test(name) ? { ...on, schema: { ...on.schema, ...bounds(name, first, on) } } : UNJUDGED;
}

/** Lengths are counted in UTF-16 units there, and in characters here: only a least length of 1 is the same. */
function bounds(name: string, limit: unknown, { schema: { type }, isChanged }: ReadSchema): Json {
  if (isChanged === true) return {};
  if (type === 'number' && name === 'int') return { type: 'integer' };
  if (name === 'nonempty') return type === 'array' ? { minItems: 1 } : type === 'string' ? { minLength: 1 } : {};
  if (typeof limit !== 'number' || !Number.isFinite(limit)) return {};
  if (type === 'string') return name === 'max' && limit >= 0 ? { maxLength: limit } : name === 'min' && limit === 1 ? { minLength: 1 } : {};
  if (type === 'array')
    return Number.isInteger(limit) && limit >= 0 ? (name === 'min' ? { minItems: limit } : name === 'max' ? { maxItems: limit } : {}) : {};
  if (type === 'number' || type === 'integer')
    return name === 'min' || name === 'gte' ? { minimum: limit } : name === 'max' || name === 'lte' ? { maximum: limit } : {};
  return {};
}

export function union(forms: readonly ReadSchema[]): ReadSchema {
  const schemas = forms.map(({ schema }) => withoutReferences(schema));
  const isJudged = schemas.every((schema) => Object.keys(schema).length > 0);
  return { schema: isJudged ? { anyOf: schemas } : {}, isOptional: forms.some(({ isOptional }) => isOptional) };
}

/** What refers to an entry by one form may be a plain text by another. */
function withoutReferences(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key === 'reference' && typeof value === 'string' ? undefined : value)));
}

export function withNull(on: ReadSchema): ReadSchema {
  if (Object.keys(on.schema).length === 0) return on;
  const { type } = on.schema;
  return typeof type === 'string' && type !== 'object'
    ? { ...on, schema: { ...on.schema, type: [type, 'null'] } }
    : { ...on, schema: { anyOf: [on.schema, { type: 'null' }] } };
}

/** Methods of objects that make another object of it; undefined for all others. */
export function objectMethod(name: string, args: readonly unknown[], on: ReadSchema, read: Read): ReadSchema | undefined {
  const { properties, required } = on.schema as { properties?: Json; required?: readonly string[] };
  if (properties === undefined || required === undefined) return undefined;
  const [first] = args;
  const listed = isWhole(first) ? Object.keys(first) : undefined;
  const keep = (isKept: (key: string) => boolean): ReadSchema => ({
    ...on,
    schema: {
      ...on.schema,
      required: required.filter(isKept),
      properties: Object.fromEntries(Object.entries(properties).filter(([key]) => isKept(key))),
    },
  });
  switch (name) {
    case 'extend':
    case 'safeExtend':
    case 'merge':
      return extended(on, name === 'merge' ? read(first).schema : listed && objectOfShape(first as Json, read));
    case 'partial': {
      const loosened = args.length === 0 ? Object.keys(properties) : listed;
      return loosened === undefined
        ? UNJUDGED
        : { ...on, schema: { ...on.schema, required: required.filter((key) => !loosened.includes(key)) } };
    }
    case 'pick':
      return listed === undefined ? UNJUDGED : keep((key) => listed.includes(key));
    case 'omit':
      return listed === undefined ? UNJUDGED : keep((key) => !listed.includes(key));
    case 'strict':
      return { ...on, schema: { ...on.schema, additionalProperties: false } };
    case 'strip':
    case 'passthrough':
    case 'loose': {
      const { additionalProperties: _, ...open } = on.schema;
      return { ...on, schema: open };
    }
    default:
      return undefined;
  }
}

/** The keys of an object, and which of them must be there. */
export function objectOfShape(shape: Json, read: Read): Json {
  const keys = Object.entries(shape).map(([key, value]) => [key, read(value)] as const);
  return {
    required: keys.flatMap(([key, { isOptional }]) => (isOptional ? [] : [key])),
    properties: Object.fromEntries(keys.map(([key, { schema }]) => [key, schema])),
  };
}

/** What is added replaces what was there. */
function extended(on: ReadSchema, added: Json | undefined): ReadSchema {
  const { properties, required } = (added ?? {}) as { properties?: Json; required?: readonly string[] };
  if (properties === undefined || required === undefined) return UNJUDGED;
  const before = on.schema as { properties: Json; required: readonly string[] };
  const kept = before.required.filter((key) => !Object.hasOwn(properties, key));
  return { ...on, schema: { ...on.schema, required: [...kept, ...required], properties: { ...before.properties, ...properties } } };
}
