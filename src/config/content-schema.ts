import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { ContentSchema } from '../model/config.ts';

/** A schema as the user gives it: JSON Schema, Zod, or any Standard Schema. */
export type SchemaInput = StandardSchemaV1 | Readonly<Record<string, unknown>>;

/** Puts a schema behind the one door; each kind's library is loaded when first needed. Throws a `UserError` on a JSON Schema that is none. */
export async function contentSchema(input: SchemaInput, where: string): Promise<ContentSchema> {
  if ('~standard' in input) return (await import('./standard-schema.ts')).fromStandardSchema(input as StandardSchemaV1, where);
  return (await import('./json-schema.ts')).fromJsonSchema(input, where);
}
