import { z } from 'zod';
import { parseDate } from '../model/date.ts';
import type { ImageConstraints } from '../model/image.ts';
import type { UserConfig } from './user-config.ts';
import type { Mark } from './zod.ts';

/** Types a config in code; returns it as it is. */
export function defineConfig<const T extends UserConfig>(config: T): T {
  return config;
}

/** A string of front matter that names an image file; with `constraints`, one of that size, shape, weight or format. */
export function image(constraints: ImageConstraints = {}): z.ZodString {
  return marked(z.string().min(1), { image: constraints });
}

/** A calendar date, quoted or not; gives a `Date`. 2017-02-29 is none. */
export function date(): z.ZodType<Date> {
  return z.preprocess((value) => (typeof value === 'string' ? (parseDate(value) ?? value) : value), z.date());
}

/** The id of an entry of another collection. */
export function reference(collection: string): z.ZodString {
  return marked(z.string().min(1), { reference: collection });
}

/** Gives a schema a mark, in place. */
export function marked(schema: z.ZodString, mark: Mark): z.ZodString {
  (schema._zod.def as { stet?: Mark }).stet = mark;
  return schema;
}
