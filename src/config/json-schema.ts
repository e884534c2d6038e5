import type { ErrorObject } from 'ajv';
import type { ContentSchema } from '../model/config.ts';
import type { EntryReference, SchemaIssue } from '../model/corpus.ts';
import { parseDate } from '../model/date.ts';
import { EMPTY_MAP, entryOf, type KeyPath, type MapNode, nodeAt, type ScalarNode, toData, type ValueNode } from '../model/frontmatter.ts';
import type { ImageConstraints, ImageReference } from '../model/image.ts';
import { lazily } from '../model/lazily.ts';
import { dereference, partsOf } from './json-pointer.ts';
import { plainSchema } from './plain-schema.ts';
import { formatNoun, notOneOf, outOfBounds, shorten, typeName, whyNoDate, wrongType } from './wording.ts';

type Json = Readonly<Record<string, unknown>>;

/** Draft 2020-12, or draft-07 where the schema says so. Throws a `UserError` on a schema that is none. */
export async function fromJsonSchema(input: Json, where: string): Promise<ContentSchema> {
  const { $schema, ...schema } = input;
  const load = lazily(async () => (await import('./ajv.ts')).compile(schema, /draft-0[67]/.test(String($schema)), where));
  const passes = plainSchema(schema);
  // Whatever is wrong with the schema is told at once.
  if (passes === undefined) await load();
  return {
    images: (root) => imagesOf(schema, root),
    references: (root) => referencesOf(schema, root),
    collections: collectionsOf(schema),
    form: () => Promise.resolve(schema),
    async check(root = EMPTY_MAP) {
      const data = toData(root);
      if (passes?.(data)) return [];
      const judge = await load();
      judge(data);
      return withoutForms(judge.errors ?? []).flatMap((error) => issueOf(error, root));
    },
  };
}

/** Errors of the forms of an `anyOf` or `oneOf` are told by the error of the whole. */
function withoutForms(errors: readonly ErrorObject[]): ErrorObject[] {
  const wholes = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf').map(({ schemaPath }) => `${schemaPath}/`);
  return errors.filter(({ schemaPath, keyword }) => keyword !== 'if' && !wholes.some((whole) => schemaPath.startsWith(whole)));
}

function issueOf(error: ErrorObject, root: MapNode): SchemaIssue[] {
  const path = keyPathOf(error.instancePath, root);
  const node = nodeAt(root, path) ?? root;
  const { params, keyword } = error;
  if (keyword === 'required' || keyword === 'dependentRequired')
    return [{ kind: 'missing', path, key: params['missingProperty'], message: 'is missing' }];
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const known = Object.keys((error.parentSchema?.['properties'] as Json | undefined) ?? {}).filter(
      (key) => node.kind !== 'map' || entryOf(node, key) === undefined,
    );
    const key = params['additionalProperty'] ?? params['unevaluatedProperty'];
    return [{ kind: 'unknown-key', path, key, message: 'is no key of the schema', known }];
  }
  return [{ kind: 'invalid', path, message: wording(error, node) }];
}

function wording({ keyword, params, schema, message = 'is refused by the schema', data }: ErrorObject, node: ValueNode): string {
  const text = node.kind === 'scalar' ? String(node.value) : '';
  const kind = Array.isArray(data) ? 'array' : typeof data;
  switch (keyword) {
    case 'type':
      return wrongType([params['type']].flat(), node);
    case 'enum':
      return notOneOf(params['allowedValues'], node);
    case 'const':
      return notOneOf([params['allowedValue']], node);
    case 'minLength':
    case 'minItems':
    case 'minProperties':
    case 'minimum':
      return outOfBounds(kind, 'least', params['limit'], node);
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
    case 'maximum':
      return outOfBounds(kind, 'most', params['limit'], node);
    case 'exclusiveMinimum':
      return outOfBounds(kind, 'over', params['limit'], node);
    case 'exclusiveMaximum':
      return outOfBounds(kind, 'under', params['limit'], node);
    case 'format':
      if (params['format'] === 'date-time' && parseDate(text) !== undefined) return `must have a time as well, such as ${text}T10:00:00Z`;
      return params['format'] === 'date' || params['format'] === 'date-time'
        ? `must be a date; ${whyNoDate(text)}`
        : `must be ${formatNoun(String(params['format']))}; \`${shorten(text)}\` is none`;
    case 'pattern':
      return `must match \`${params['pattern']}\`; \`${shorten(text)}\` does not`;
    case 'uniqueItems':
      return `must not hold the same entry twice (entries ${params['j'] + 1} and ${params['i'] + 1})`;
    case 'anyOf':
    case 'oneOf': {
      const types = (schema as Json[]).map((form) => form['type']).filter((type) => typeof type === 'string');
      return types.length === (schema as Json[]).length
        ? `must be ${types.map(typeName).join(' or ')}, in a form that the schema allows`
        : 'has none of the forms that the schema allows';
    }
    default:
      return message;
  }
}

/** `/tags/0` as keys; a number is an index where it leads into a list. */
function keyPathOf(pointer: string, root: MapNode): KeyPath {
  const path: (string | number)[] = [];
  for (const part of partsOf(pointer)) path.push(nodeAt(root, path)?.kind === 'list' ? Number(part) : part);
  return path;
}

/** The strings under `root` that the schema marks with `format: image`. */
function imagesOf(schema: Json, root: MapNode): ImageReference[] {
  return [...stringsBy(schema, root, ({ format }) => format === 'image')].map(([{ value, span }, { image }]) => {
    return { url: String(value), span, kind: 'frontmatter', constraints: (image ?? {}) as ImageConstraints };
  });
}

/** The strings under `root` that the schema marks with the keyword `reference`. */
function referencesOf(schema: Json, root: MapNode): EntryReference[] {
  return [...stringsBy(schema, root, ({ reference }) => typeof reference === 'string')].map(([{ value, span }, { reference }]) => {
    return { collection: String(reference), id: String(value), span };
  });
}

/** The collections that the keyword `reference` names anywhere in the schema. */
function collectionsOf(schema: Json): string[] {
  const names = new Set<string>();
  JSON.stringify(schema, (key, value: unknown) => {
    // What a value may be is no schema.
    if (key === 'default' || key === 'const' || key === 'enum' || key === 'examples') return undefined;
    // A property of the front matter may have this name as well; it holds a schema, no string.
    if (key === 'reference' && typeof value === 'string') names.add(value);
    return value;
  });
  return [...names];
}

/** Every string under `root` that a schema judges which `isMarked`, once, with that schema. */
function stringsBy(schema: Json, root: MapNode, isMarked: (schema: Json) => boolean): Map<ScalarNode, Json> {
  const found = new Map<ScalarNode, Json>();
  const visiting = new Map<unknown, Set<ValueNode>>();
  const walk = (at: unknown, value: ValueNode): void => {
    if (typeof at !== 'object' || at === null || visiting.get(at)?.has(value)) return;
    visiting.set(at, (visiting.get(at) ?? new Set()).add(value));
    const here = at as Json;
    if (value.kind === 'scalar' && typeof value.value === 'string' && value.value !== '' && isMarked(here)) found.set(value, here);
    if (typeof here['$ref'] === 'string') walk(dereference(schema, here['$ref']), value);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) for (const form of (here[keyword] ?? []) as unknown[]) walk(form, value);
    for (const keyword of ['if', 'then', 'else']) walk(here[keyword], value);
    if (value.kind === 'map')
      for (const { key, value: entry } of value.entries)
        walk((here['properties'] as Json | undefined)?.[key] ?? here['additionalProperties'], entry);
    if (value.kind === 'list')
      for (const [index, item] of value.items.entries())
        walk((here['prefixItems'] as unknown[] | undefined)?.[index] ?? here['items'], item);
  };
  walk(schema, root);
  return found;
}
