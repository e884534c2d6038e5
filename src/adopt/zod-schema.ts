import type { z as Zod } from 'zod';
import type { date as dateHelper, image as imageHelper } from '../config/helpers.ts';
import type { MapShape, Shape } from './shape.ts';

/** What a config imports from stet to write a schema. */
export interface Helpers {
  readonly z: typeof Zod;
  readonly date: typeof dateHelper;
  readonly image: typeof imageHelper;
}

/** The schema that `zodSource` writes. */
export function zodSchemaOf(shape: Shape, helpers: Helpers): Zod.ZodType {
  const { z, date, image } = helpers;
  const of = (inner: Shape) => zodSchemaOf(inner, helpers);
  switch (shape.kind) {
    case 'boolean':
      return z.boolean();
    case 'number':
      return shape.isWhole ? z.int() : z.number();
    case 'date':
      return date();
    case 'url':
      return z.url();
    case 'image':
      return shape.mayBeBlank ? z.union([image(), z.literal('')]) : image();
    case 'text':
      return shape.most === undefined ? z.string() : z.string().max(shape.most);
    case 'choice':
      return shape.values.length === 1 ? z.literal(shape.values[0] ?? '') : z.enum(shape.values);
    case 'list':
      return z.array(of(shape.items));
    case 'union':
      return z.union(shape.forms.map(of));
    case 'nullable':
      return of(shape.form).nullable();
    case 'record':
      return z.record(z.string(), of(shape.values));
    case 'map':
      return mapSchema(shape, helpers);
    case 'anything':
      return z.unknown();
  }
}

function mapSchema({ keys, isClosed }: MapShape, helpers: Helpers): Zod.ZodType {
  const entries = keys.map(({ name, shape, isRequired }) => {
    const schema = zodSchemaOf(shape, helpers);
    return [name, isRequired ? schema : schema.optional()] as const;
  });
  return isClosed ? helpers.z.strictObject(Object.fromEntries(entries)) : helpers.z.object(Object.fromEntries(entries));
}
