import { counted } from '../model/words.ts';
import { compactJson } from './compact-json.ts';
import { jsonSchemaOf } from './json-schema.ts';
import type { CollectionPlan, Grounded } from './plan.ts';
import type { KeyShape } from './shape.ts';
import { importsOf, propertyName, quote, zodSource } from './zod-source.ts';

const SCHEMA_FILE = './node_modules/stet/config.schema.json';

/** A `stet.config.ts` as a person would write it, with comments that say on how much each line rests. */
export function configSource(collections: readonly CollectionPlan[], about: string): string {
  const imports = new Set(['defineConfig', ...collections.flatMap(({ shape }) => (shape === undefined ? [] : [...importsOf(shape)]))]);
  return `import { ${[...imports].sort().join(', ')} } from 'stet';

// ${about}
export default defineConfig({
  collections: {
${collections.map(collectionSource).join('')}  },
});
`;
}

function collectionSource({ name, include, posts, shape, schemaOrigin, images, publicDirs }: CollectionPlan): string {
  const lines = [
    `include: [${include.map(quote).join(', ')}],`,
    ...(shape === undefined ? [] : [`schema: ${zodSource(shape, '      ')},`]),
    ...listLines('images', images),
    ...listLines('publicDirs', publicDirs),
  ];
  const read = schemaOrigin === undefined ? '' : `; the schema is ${schemaOrigin.isFile ? 'read from' : 'that of'} ${schemaOrigin.name}`;
  return `    // ${counted(posts, 'post')}${read}\n    ${propertyName(name)}: {\n${lines.map((line) => `      ${line}\n`).join('')}    },\n`;
}

function listLines(key: string, values: readonly Grounded[]): string[] {
  if (values.length === 0) return [];
  return [`${key}: [`, ...values.map(({ value, count }) => `  ${quote(value)}, // ${counted(count, 'image')}`), '],'];
}

/** The same as a `stet.config.json`, which has no comments: how many posts a schema rests on stands in its `$comment`. */
export function configJson(collections: readonly CollectionPlan[]): string {
  const entries = collections.map(({ name, include, shape, images, publicDirs }) => [
    name,
    {
      include,
      ...(shape && { schema: { $comment: groundsOf(shape.count, shape.keys), ...jsonSchemaOf(shape) } }),
      ...(images.length > 0 && { images: images.map(({ value }) => value) }),
      ...(publicDirs.length > 0 && { publicDirs: publicDirs.map(({ value }) => value) }),
    },
  ]);
  return `${compactJson({ $schema: SCHEMA_FILE, collections: Object.fromEntries(entries) })}\n`;
}

function groundsOf(posts: number, keys: readonly KeyShape[]): string {
  const partial = keys.filter(({ count }) => count < posts).map(({ name, count }) => `${name} in ${count}`);
  return `Inferred from ${counted(posts, 'post')}${partial.length === 0 ? '' : `; ${partial.join(', ')}`}.`;
}
