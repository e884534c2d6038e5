import { parseBytes } from '../model/bytes.ts';
import { type ConfigIssue, unknown } from './issue.ts';
import type { Shape } from './shape.ts';

/** Everything in `value` that `shape` does not allow, in order of appearance. */
export function validate(value: unknown, shape: Shape, path: readonly (string | number)[] = []): ConfigIssue[] {
  if (shape.anyOf !== undefined) return validateAny(value, shape.anyOf, path);
  if (shape.enum !== undefined && !shape.enum.includes(value as string)) {
    return [{ path, message: typeof value === 'string' ? unknown('value', value, shape.enum.map(String)) : `must be ${list(shape.enum)}` }];
  }
  if (shape.type !== undefined && typeOf(value) !== shape.type)
    return [{ path, message: `must be ${NAMES[shape.type]}, not ${describe(value)}` }];
  if (shape.minimum !== undefined && (value as number) < shape.minimum) return [{ path, message: `must be ${shape.minimum} or more` }];
  if (shape.format === 'bytes' && parseBytes(value) === undefined) return [{ path, message: 'must be a size, such as `500 kB` or `1 MB`' }];
  if (shape.type === 'array') return validateItems(value as unknown[], shape, path);
  if (shape.type === 'object') return validateKeys(value as Record<string, unknown>, shape, path);
  return [];
}

/** Judged by the form that has the value's type, so that the issue is that form's own. */
function validateAny(value: unknown, forms: readonly Shape[], path: readonly (string | number)[]): ConfigIssue[] {
  const form = forms.find(({ type }) => type === typeOf(value));
  if (form !== undefined) return validate(value, form, path);
  return [{ path, message: `must be ${forms.map(({ type }) => NAMES[type ?? 'object']).join(' or ')}, not ${describe(value)}` }];
}

function validateItems(
  values: unknown[],
  { prefixItems = [], items, minItems = 0, maxItems }: Shape,
  path: readonly (string | number)[],
): ConfigIssue[] {
  if (values.length < minItems || values.length > (maxItems ?? values.length))
    return [{ path, message: `must have ${minItems} to ${maxItems} entries` }];
  return values.flatMap((value, index) => {
    const shape = prefixItems[index] ?? items;
    return shape === undefined ? [] : validate(value, shape, [...path, index]);
  });
}

function validateKeys(value: Record<string, unknown>, shape: Shape, path: readonly (string | number)[]): ConfigIssue[] {
  const { properties = {}, patternProperties = {}, additionalProperties, required = [] } = shape;
  const missing = required
    .filter((key) => value[key] === undefined)
    .map((key): ConfigIssue => ({ path, message: `\`${key}\` is missing` }));
  const wrong = Object.entries(value).flatMap(([key, entry]): ConfigIssue[] => {
    if (entry === undefined) return [];
    const pattern = Object.entries(patternProperties).find(([source]) => new RegExp(source).test(key))?.[1];
    const open = typeof additionalProperties === 'object' ? additionalProperties : undefined;
    const known = Object.hasOwn(properties, key) ? properties[key] : (pattern ?? open);
    if (known !== undefined) return validate(entry, known, [...path, key]);
    if (additionalProperties === true) return [];
    return [{ path: [...path, key], atKey: true, message: unknown(shape.$comment ?? 'key', key, Object.keys(properties)) }];
  });
  return [...missing, ...wrong];
}

const NAMES = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
} as const;

function typeOf(value: unknown): Shape['type'] | undefined {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  // A schema in code may be a function with a `~standard` property.
  if (typeof value === 'function' && '~standard' in value) return 'object';
  const type = typeof value;
  return value !== null && (type === 'object' || type === 'string' || type === 'boolean') ? type : undefined;
}

function describe(value: unknown): string {
  const type = typeOf(value);
  if (type === 'string' || type === 'integer' || type === 'boolean') return `\`${JSON.stringify(value)}\``;
  return type === undefined ? String(value) : NAMES[type];
}

function list(values: readonly unknown[]): string {
  return values.map((value) => `\`${String(value)}\``).join(' or ');
}
