import type { StandardSchemaV1 } from '@standard-schema/spec';
import { z } from 'zod';
import type { SchemaForm } from '../model/config.ts';
import type { Mark } from './zod.ts';

/** A Zod schema as JSON Schema of what writers write; undefined where Zod can't tell. */
export function zodForm(schema: StandardSchemaV1): SchemaForm | undefined {
  try {
    return z.toJSONSchema(schema as unknown as z.ZodType, {
      io: 'input',
      unrepresentable: 'any',
      override({ zodSchema, jsonSchema }) {
        const { def } = zodSchema._zod;
        const mark = (def as { readonly stet?: Mark }).stet;
        if (def.type === 'date') jsonSchema.format = 'date';
        if (mark?.image !== undefined) jsonSchema.format = 'image';
        if (mark?.reference !== undefined) jsonSchema['reference'] = mark.reference;
        // Of another copy of Zod, whose registry of descriptions is not ours.
        const { description } = zodSchema as { readonly description?: string };
        if (description !== undefined) jsonSchema.description ??= description;
      },
    }) as SchemaForm;
  } catch {
    return undefined;
  }
}
