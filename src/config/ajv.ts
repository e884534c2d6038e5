import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { UserError } from '../model/errors.ts';
import { IMAGE_FORMATS } from '../model/image.ts';
import { unknown } from './issue.ts';
import { FORMATS } from './plain-schema.ts';
import type { Shape } from './shape.ts';
import { validate } from './validate.ts';

type Json = Readonly<Record<string, unknown>>;

/** What may stand in the keyword `image`, as in `image({ … })`. */
const IMAGE_CONSTRAINTS: Shape = {
  type: 'object',
  additionalProperties: false,
  properties: {
    width: { type: 'integer', minimum: 1 },
    height: { type: 'integer', minimum: 1 },
    aspectRatio: { anyOf: [{ type: 'integer' }, { type: 'number' }, { type: 'string' }] },
    maxBytes: { anyOf: [{ type: 'integer' }, { type: 'string', format: 'bytes' }] },
    formats: { type: 'array', items: { type: 'string', enum: IMAGE_FORMATS } },
  },
};

/** A format that is not one of our own, which the package of formats may know. */
const OTHER_FORMAT = /"format":"(?!(?:date|date-time|image)")/;

/** What judges by a schema, and leaves its errors. Throws a `UserError` on a schema that is none. */
export async function compile(schema: Json, draft7: boolean, where: string): Promise<ValidateFunction> {
  const ajv = new (draft7 ? Ajv : Ajv2020)({
    allErrors: true,
    verbose: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    // Checking the schema by its own schema would take longer than all the rest; each keyword checks its value as well.
    validateSchema: false,
    meta: false,
    logger: false,
  });
  if (OTHER_FORMAT.test(JSON.stringify(schema))) await addFormats(ajv);
  for (const [name, holds] of Object.entries(FORMATS)) ajv.addFormat(name, holds);
  ajv.addKeyword({ keyword: 'reference', schemaType: 'string' });
  ajv.addKeyword({ keyword: 'image', schemaType: 'object', compile: checkConstraints });
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new UserError(`${where}: the schema is no valid JSON Schema: ${reasonOf(error as Error, ajv)}`);
  }
}

async function addFormats(ajv: Ajv): Promise<void> {
  const { default: exported } = await import('ajv-formats');
  // Its types say that the default export is a namespace; bundlers may wrap it once more.
  const add = exported as unknown as ((ajv: Ajv) => void) & { readonly default?: (ajv: Ajv) => void };
  (add.default ?? add)(ajv);
}

function reasonOf({ message }: Error, ajv: Ajv): string {
  const [, keyword] = /unknown keyword: "(.*)"/.exec(message) ?? [];
  return keyword === undefined ? message.replace(/^strict mode: /, '') : unknown('keyword', keyword, Object.keys(ajv.RULES.keywords));
}

function checkConstraints(constraints: unknown): () => boolean {
  const [issue] = validate(constraints, IMAGE_CONSTRAINTS);
  if (issue !== undefined)
    throw new Error(
      `image: ${issue.path.slice(0, issue.atKey ? -1 : undefined).join('.')}${issue.path.length > (issue.atKey ? 1 : 0) ? ': ' : ''}${issue.message}`,
    );
  return () => true;
}
