import { isWhole, valueAt } from './values.ts';

type Json = Readonly<Record<string, unknown>>;

/** What Contentlayer drops a document for: required fields that are missing, choices and lists that are none. */
export function contentlayerSchema(definition: unknown): Json | undefined {
  const fields = isWhole(definition) ? definition['fields'] : undefined;
  if (!isWhole(fields)) return undefined;
  const required = Object.entries(fields).flatMap(([key, field]) => (isRequired(field) ? [key] : []));
  return {
    type: 'object',
    required,
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)])),
  };
}

/** A field with a default is there in any case. */
function isRequired(field: unknown): boolean {
  return isWhole(field) && field['required'] === true && field['default'] === undefined;
}

function fieldSchema(field: unknown): Json {
  const type = isWhole(field) ? field['type'] : undefined;
  if (type === 'list') return { type: ['array', 'null'] };
  const options = valueAt(field, 'options');
  const isChoice = type === 'enum' && Array.isArray(options) && options.length > 0 && options.every((option) => typeof option === 'string');
  return isChoice ? { enum: [...new Set([...options, null])] } : {};
}
