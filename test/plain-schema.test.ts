import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from '../src/config/ajv.ts';
import { plainSchema } from '../src/config/plain-schema.ts';

const key = fc.constantFrom('a', 'b', 'toString', 'constructor');
const text = fc.constantFrom('', 'x', '😀', '2024-02-29', '2023-02-29', '2024-01-05T10:00:00Z', 'null');
const scalar = fc.oneof(
  text,
  fc.constantFrom(0, -0, 1, 1.5, -3, 1e21, Number.NaN, Number.POSITIVE_INFINITY),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
}));

/** Now and then with a value that the keyword does not take, or a keyword that is not among the plain ones. */
const limit = fc.constantFrom(0, 1, 2, 2, 3, -1, 1.5);
const { schema } = fc.letrec<{ schema: Record<string, unknown> }>((tie) => ({
  schema: fc.record(
    {
      type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object'),
      properties: fc.dictionary(key, tie('schema'), { maxKeys: 3 }),
      required: fc.uniqueArray(key, { maxLength: 2 }),
      additionalProperties: fc.oneof({ depthSize: 'small' }, fc.boolean(), tie('schema')),
      items: tie('schema'),
      enum: fc.uniqueArray(fc.oneof(text, fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.constant(null)), { minLength: 1, maxLength: 3 }),
      const: fc.oneof(text, fc.constantFrom(0, 1)),
      format: fc.constantFrom('date', 'date-time', 'image'),
      minLength: limit,
      maxLength: limit,
      minItems: limit,
      maxItems: limit,
      minimum: limit,
      maximum: limit,
      title: text,
      reference: text,
      uniqueItems: fc.constant(true),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, unknown>>,
}));
/** Few keywords at once: most values would else be refused by some. */
const fewKeywords = fc.tuple(schema, fc.array(fc.nat(), { minLength: 1, maxLength: 3 })).map(([whole, picks]) => {
  const entries = Object.entries(whole);
  return Object.fromEntries(picks.flatMap((pick) => (entries.length === 0 ? [] : [entries[pick % entries.length] as [string, unknown]])));
});

it('passes what the library passes, and refuses what it refuses, where it answers at all', async () => {
  const seen = { passed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fewKeywords, fc.array(value, { minLength: 1, maxLength: 10 }), async (plain, values) => {
      const passes = plainSchema(plain);
      if (passes === undefined) return;
      const judge = await compile(plain, false, 'schema');
      for (const one of values) {
        expect([one, passes(one)]).toEqual([one, judge(one)]);
        seen[passes(one) ? 'passed' : 'refused'] += 1;
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(seen.passed, seen.refused)).toBeGreaterThan(80);
});

it.each([
  [{ type: 'text' }],
  [{ type: ['string', 'null'] }],
  [{ enum: [] }],
  [{ enum: [{}] }],
  [{ minLength: -1 }],
  [{ required: 'a' }],
  [{ items: [{}] }],
  [{ properties: { a: { pattern: 'x' } } }],
  [{ format: 'email' }],
  [{ format: 'toString' }],
  [{ constructor: {} }],
  [{ image: { width: 1 } }],
  [true],
])('leaves %j to the library', (schema) => {
  expect(plainSchema(schema)).toBeUndefined();
});
