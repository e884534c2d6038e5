import { type SiteSchema, schemaReadFrom } from './framework.ts';
import { isCall, isWhole, valueAt } from './values.ts';
import { type Helpers, readZod, schemaOfZod } from './zod-literal.ts';

/** What every version of Starlight refuses. */
const STARLIGHT = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { type: 'string' },
    description: { type: 'string' },
    draft: { type: 'boolean' },
    pagefind: { type: 'boolean' },
    template: { enum: ['doc', 'splash'] },
    sidebar: {
      type: 'object',
      properties: { order: { type: 'number' }, label: { type: 'string' }, hidden: { type: 'boolean' } },
    },
  },
};

const HELPERS: Helpers = {
  image: () => ({ schema: { type: 'string', format: 'image' }, isOptional: false }),
  reference: ({ arguments: [name] }) => ({ schema: typeof name === 'string' ? { reference: name } : {}, isOptional: false }),
  docsSchema: ({ arguments: [options] }) => {
    const extension = valueAt(options, 'extend');
    const own = extension === undefined ? {} : readZod(extension, HELPERS).schema;
    return { schema: Object.keys(own).length === 0 ? STARLIGHT : { allOf: [STARLIGHT, own] }, isOptional: false };
  },
};

/** The schema of a `defineCollection({ … })`, as far as it can be read; undefined where nothing of it can be. */
export function astroSchema(definition: unknown, from: string): SiteSchema | undefined {
  const stated = isWhole(definition) ? definition['schema'] : undefined;
  const schema = isCall(stated) ? schemaOfZod(stated, HELPERS) : undefined;
  return schemaReadFrom(from, schema && withSlug(schema));
}

/** Astro takes `slug` out before a schema sees it. */
function withSlug(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const properties = schema['properties'] as Readonly<Record<string, unknown>> | undefined;
  return schema['additionalProperties'] === false ? { ...schema, properties: { slug: {}, ...properties } } : schema;
}
