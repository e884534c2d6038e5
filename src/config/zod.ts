import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { EntryReference, SchemaIssue } from '../model/corpus.ts';
import { entryOf, type KeyPath, type MapNode, nodeAt, type ScalarNode, type ValueNode } from '../model/frontmatter.ts';
import type { ImageConstraints, ImageReference } from '../model/image.ts';
import { formatNoun, notOneOf, outOfBounds, shorten, whyNoDate, wrongType } from './wording.ts';

/** What Zod 4 says of a value, as far as it is read here. */
export interface ZodIssue {
  readonly code: string;
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly format?: string;
  readonly values?: readonly unknown[];
  readonly options?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly ZodIssue[])[];
  readonly path?: StandardSchemaV1.Issue['path'];
  readonly message: string;
}

/** The marks that stet's helpers leave in a schema's definition; they outlive `.optional()`, `.describe()` and checks. */
export interface Mark {
  /** The collection that `reference()` names. */
  readonly reference?: string;
  readonly image?: ImageConstraints;
  /** The texts that it marks; all, where this is left out. */
  readonly only?: RegExp;
}

/** Zod's own schema objects, as far as they are walked. */
interface ZodLike {
  readonly _zod: { readonly def: Definition };
}
interface Definition {
  readonly type: string;
  readonly stet?: Mark;
  readonly shape?: Readonly<Record<string, ZodLike>>;
  readonly catchall?: ZodLike;
  readonly element?: ZodLike;
  readonly innerType?: ZodLike;
  readonly options?: readonly ZodLike[];
  readonly left?: ZodLike;
  readonly right?: ZodLike;
  readonly valueType?: ZodLike;
  readonly items?: readonly ZodLike[];
  readonly rest?: ZodLike | null;
  readonly in?: ZodLike;
  readonly out?: ZodLike;
  readonly getter?: () => ZodLike;
}

/** The strings under `node` that the schema marks with `image()`. */
export function imagesOf(schema: StandardSchemaV1, node: ValueNode): ImageReference[] {
  return [...marked(schema, node)].flatMap(([{ value, span }, { image }]) =>
    image === undefined ? [] : [{ url: String(value), span, kind: 'frontmatter', constraints: image }],
  );
}

/** The strings under `node` that the schema marks with `reference()`. */
export function referencesOf(schema: StandardSchemaV1, node: ValueNode): EntryReference[] {
  return [...marked(schema, node)].flatMap(([{ value, span }, { reference }]) =>
    reference === undefined ? [] : [{ collection: reference, id: String(value), span }],
  );
}

const MOST_DEPTH = 50;

/** The collections that `reference()` names anywhere in the schema. */
export function collectionsOf(schema: StandardSchemaV1): string[] {
  const names = new Set<string>();
  const seen = new Set<ZodLike>();
  // A lazy schema may be made anew each time that it is asked for.
  const walk = (at: ZodLike | null | undefined, depth = 0): void => {
    if (!at || seen.has(at) || depth > MOST_DEPTH) return;
    seen.add(at);
    const { _zod: zod } = at;
    const { def } = zod;
    if (def.stet?.reference !== undefined) names.add(def.stet.reference);
    for (const inner of [...formsOf(def), ...Object.values(def.shape ?? {}), def.catchall, def.element, def.valueType, def.rest])
      walk(inner, depth + 1);
    for (const item of def.items ?? []) walk(item, depth + 1);
  };
  walk(schema as unknown as ZodLike);
  return [...names];
}

/** Every string under `node` that has a mark, once. */
function marked(schema: StandardSchemaV1, node: ValueNode): Map<ScalarNode, Mark> {
  const found = new Map<ScalarNode, Mark>();
  const walk = (at: ZodLike | null | undefined, value: ValueNode | undefined): void => {
    if (!at || value === undefined) return;
    const { _zod: zod } = at;
    const { def } = zod;
    if (def.stet !== undefined && value.kind === 'scalar' && typeof value.value === 'string' && value.value !== '')
      if (def.stet.only?.test(value.value) !== false) found.set(value, def.stet);
    for (const inner of formsOf(def)) walk(inner, value);
    if (value.kind === 'map')
      for (const { key, value: entry } of value.entries) walk(def.shape?.[key] ?? def.catchall ?? def.valueType, entry);
    if (value.kind === 'list') for (const [index, item] of value.items.entries()) walk(def.element ?? def.items?.[index] ?? def.rest, item);
  };
  walk(schema as unknown as ZodLike, node);
  return found;
}

/** Schemas that judge the same value. */
function formsOf(def: Definition): (ZodLike | undefined)[] {
  return [def.innerType, def.left, def.right, def.in, def.out, ...(def.options ?? []), def.getter?.()];
}

/** One issue of a schema in our words; where the schema's author wrote a message, in theirs. */
export function issuesOf(issue: StandardSchemaV1.Issue & Partial<ZodIssue>, path: KeyPath, root: MapNode): SchemaIssue[] {
  const node = nodeAt(root, path);
  const { code, keys = [] } = issue;
  if (code === 'unrecognized_keys' && node?.kind === 'map')
    return keys.map((key) => ({ kind: 'unknown-key', path, key, message: 'is no key of the schema' }));
  const form = fittingForm(issue);
  if (form !== undefined) return form.flatMap((inner) => issuesOf(inner, [...path, ...pathOf(inner)], root));
  const key = path.at(-1);
  if (node === undefined && key !== undefined) {
    const parent = path.slice(0, -1);
    return nodeAt(root, parent)?.kind === 'map'
      ? [{ kind: 'missing', path: parent, key: String(key), message: ownMessage(issue) ?? 'is missing' }]
      : [{ kind: 'invalid', path: parent, message: issue.message }];
  }
  return [{ kind: 'invalid', path, message: ownMessage(issue) ?? wording(issue, node ?? root) ?? issue.message }];
}

/** The only form of a union that takes the value itself, and refuses something within it. */
function fittingForm({ code, errors = [] }: Partial<ZodIssue>): readonly ZodIssue[] | undefined {
  const fitting = code === 'invalid_union' ? errors.filter((form) => form.every((inner) => pathOf(inner).length > 0)) : [];
  return fitting.length === 1 ? fitting[0] : undefined;
}

export function pathOf({ path = [] }: Pick<StandardSchemaV1.Issue, 'path'>): KeyPath {
  return path.map((part) => {
    const key = typeof part === 'object' ? part.key : part;
    return typeof key === 'number' ? key : String(key);
  });
}

/** Zod's standard messages are written for programmers; every other one is the author's. */
function ownMessage({ code, message }: Partial<ZodIssue>): string | undefined {
  if (code === undefined) return message;
  return message !== undefined && /^(?:Invalid|Too (?:big|small)|Unrecognized)\b/.test(message) ? undefined : message;
}

function wording(issue: Partial<ZodIssue>, node: ValueNode): string | undefined {
  const { code, expected = '', origin = '', inclusive = true, format } = issue;
  const text = node.kind === 'scalar' ? String(node.value) : '';
  switch (code) {
    case 'invalid_type':
      return wrongType([expected], node);
    case 'invalid_value':
      return notOneOf(issue.values ?? [], node);
    case 'too_small':
      return outOfBounds(origin, inclusive ? 'least' : 'over', Number(issue.minimum), node);
    case 'too_big':
      return outOfBounds(origin, inclusive ? 'most' : 'under', Number(issue.maximum), node);
    case 'invalid_format':
      if (format === 'date' || format === 'datetime') return `must be a date; ${whyNoDate(text)}`;
      return format === 'regex'
        ? `must match the pattern of the schema; \`${shorten(text)}\` does not`
        : `must be ${formatNoun(String(format))}; \`${shorten(text)}\` is none`;
    case 'invalid_union':
      return unionWording(issue, node);
    case 'custom':
      return 'is refused by the schema';
    default:
      return undefined;
  }
}

/** What any form of a union would have taken: the types, where it is only about types. */
function unionWording({ errors = [], options }: Partial<ZodIssue>, node: ValueNode): string | undefined {
  if (options !== undefined) return notOneOf(options, node);
  const firsts = errors.map((form) => form[0]);
  if (firsts.every((first) => first?.code === 'invalid_type' && (first.path ?? []).length === 0))
    return wrongType([...new Set(firsts.map((first) => first?.expected ?? ''))], node);
  const own = firsts.filter(
    (first) => first !== undefined && (first.path ?? []).length === 0 && !(first.code === 'invalid_type' && firsts.length > 1),
  );
  return own[0] === undefined ? undefined : wording(own[0], node);
}

/** The keys of the object schema at `path`, for a hint. */
export function knownKeys(schema: StandardSchemaV1, path: KeyPath, root: MapNode): string[] {
  const keys = new Set<string>();
  const walk = (at: ZodLike | null | undefined, rest: KeyPath): void => {
    if (!at) return;
    const { _zod: zod } = at;
    const { def } = zod;
    for (const inner of [def.innerType, def.left, def.right, def.in, def.out, ...(def.options ?? [])]) walk(inner, rest);
    const [part, ...deeper] = rest;
    if (part === undefined) for (const key of Object.keys(def.shape ?? {})) keys.add(key);
    else walk(typeof part === 'number' ? (def.element ?? def.items?.[part]) : (def.shape?.[part] ?? def.valueType), deeper);
  };
  walk(schema as unknown as ZodLike, path);
  const at = nodeAt(root, path);
  return [...keys].filter((key) => at?.kind !== 'map' || entryOf(at, key) === undefined);
}
