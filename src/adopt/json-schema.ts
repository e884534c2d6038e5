import type { KeyShape, MapShape, Shape } from './shape.ts';

type Json = Readonly<Record<string, unknown>>;

/** A schema for a config without code. */
export function jsonSchemaOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: shape.isWhole ? 'integer' : 'number' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'url':
      return { type: 'string', format: 'uri' };
    case 'image':
      return { type: 'string', format: 'image', ...(shape.mayBeBlank ? {} : { minLength: 1 }) };
    case 'text':
      return { type: 'string', ...(shape.most !== undefined && { maxLength: shape.most }) };
    case 'choice':
      return shape.values.length === 1 ? { const: shape.values[0] } : { enum: shape.values };
    case 'list':
      return { type: 'array', items: jsonSchemaOf(shape.items) };
    case 'union':
      return { anyOf: shape.forms.map(jsonSchemaOf) };
    case 'nullable':
      return nullable(jsonSchemaOf(shape.form));
    case 'record':
      return { type: 'object', additionalProperties: jsonSchemaOf(shape.values) };
    case 'map':
      return mapSchema(shape);
    case 'anything':
      return {};
  }
}

function mapSchema({ keys, isClosed }: MapShape): Json {
  const required = keys.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    ...(isClosed && { additionalProperties: false }),
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(keys.map(({ name, shape }: KeyShape) => [name, jsonSchemaOf(shape)])),
  };
}

function nullable(schema: Json): Json {
  const { type, enum: values, ...rest } = schema;
  if (typeof type === 'string') return { type: [type, 'null'], ...rest };
  return Array.isArray(values) ? { enum: [...values, null] } : { anyOf: [schema, { type: 'null' }] };
}
