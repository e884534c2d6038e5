import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isDoubtful, readAs, readBy, readsDate } from '../src/model/yaml-scalar.ts';

const require = createRequire(import.meta.url);
const { safeLoad } = require('js-yaml-3') as { safeLoad(text: string): { a: unknown } };

const words = fc.constantFrom('yes', 'No', 'on', 'OFF', 'true', 'tRue', 'null', 'nUll', '.inf', '-.INF', '+.inf', '.nan', '~', 'y', 'n');
const numbers = fc
  .array(fc.constantFrom('0', '1', '7', '8', '12', '30', '_', '.', ':', '-', '+', 'e', 'x', 'o', 'b', 'F', ','), {
    minLength: 1,
    maxLength: 7,
  })
  .map((parts) => parts.join(''));
const dates = fc.constantFrom(
  '2024-01-05',
  '2024-1-5',
  '2024-01-05 10:00',
  '2024-01-05 10:00:00',
  '2024-01-05T10:00:00Z',
  '2024-01-05t1:00:00.5 -5',
  '2024-01-05 10:00:00 +0200',
  '2024-01-05 10:00:00+02:00',
  '2024-13-45',
);
const scalar = fc.oneof({ weight: 6, arbitrary: numbers }, words, dates).filter((text) => !/^[-?:,]?$|^- |: |:$|^[-?:] |^,/.test(text));

/** What the original reads; undefined where it does not take the text for a plain scalar. */
function original(read: () => unknown): { value: unknown } | undefined {
  try {
    const value = read();
    return typeof value === 'object' && value !== null && !(value instanceof Date) ? undefined : { value };
  } catch {
    return undefined;
  }
}

describe('scalars as engines read them', () => {
  it('are those of js-yaml 3', () => {
    fc.assert(
      fc.property(scalar, (text) => {
        const expected = original(() => safeLoad(`a: ${text}`).a);
        if (expected === undefined) return;
        expect(readsDate('js-yaml-3', text)).toBe(expected.value instanceof Date);
        if (!(expected.value instanceof Date)) expect(same(readAs('js-yaml-3', text))).toEqual(same(expected.value));
      }),
      { numRuns: 20_000 },
    );
  });

  it('are those of YAML 1.2', () => {
    fc.assert(
      fc.property(scalar, (text) => {
        const expected = original(() => parse(`a: ${text}`).a);
        if (expected !== undefined) expect(same(readAs('yaml-1.2', text))).toEqual(same(expected.value));
        expect(readsDate('yaml-1.2', text)).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  /** By the sources of js-yaml 4.3, Psych 5 and SafeYAML 1.0, and goccy/go-yaml 1.18. */
  it.each([
    ['010', 8, 10, 8, 8],
    ['08', '08', 8, '08', '08'],
    ['0o10', '0o10', 8, '0o10', 8],
    ['0x1F', 31, 31, 31, 31],
    ['0b11', 3, 3, 3, 3],
    ['12:30', 750, '12:30', 750, '12:30'],
    ['09:30', '09:30', '09:30', 570, '09:30'],
    ['1:23:45', 5025, '1:23:45', 5025, '1:23:45'],
    ['1_000', 1000, '1_000', 1000, 1000],
    ['1,000', '1,000', '1,000', 1000, '1,000'],
    ['1e3', 1000, 1000, '1e3', '1e3'],
    ['1.5e+3', 1500, 1500, 1500, 1500],
    ['.5', 0.5, 0.5, 0.5, 0.5],
    ['+1', 1, 1, 1, 1],
    ['3.10', 3.1, 3.1, 3.1, 3.1],
    ['no', 'no', 'no', false, 'no'],
    ['YES', 'YES', 'YES', true, 'YES'],
    ['off', 'off', 'off', false, 'off'],
    ['y', 'y', 'y', 'y', 'y'],
    ['tRue', 'tRue', 'tRue', true, 'tRue'],
    ['~', null, null, null, null],
    ['1.2.3', '1.2.3', '1.2.3', '1.2.3', '1.2.3'],
    ['99999999999999999999', 1e20, 1e20, 1e20, '99999999999999999999'],
    ['.', '.', '.', '.', '.'],
    ['1_', '1_', '1_', 1, 1],
    ['-_1', '-_1', '-_1', '-_1', -1],
  ])('%s', (text, three, four, psych, go) => {
    expect((['js-yaml-3', 'js-yaml-4', 'psych', 'go'] as const).map((engine) => readAs(engine, text))).toEqual([three, four, psych, go]);
  });

  it('are marked wherever an engine reads something else than the text', () => {
    fc.assert(
      fc.property(scalar, (text) => {
        if (isDoubtful(text) || readsDate('psych', text) || readsDate('js-yaml-3', text)) return;
        const readings = (['js-yaml-3', 'js-yaml-4', 'yaml-1.2', 'psych', 'go'] as const).map((engine) => readAs(engine, text));
        for (const reading of readings) expect(same(reading)).toEqual(same(readings[0]));
      }),
    );
  });

  it('make a new tree only where they differ', () => {
    const node = (value: string | number, plain?: string) => ({ kind: 'scalar', value, ...(plain && { plain }), span: [0, 1] }) as const;
    const root = (value: ReturnType<typeof node>) =>
      ({
        kind: 'map',
        entries: [{ key: 'a', keySpan: [0, 1], value: { kind: 'list', items: [value], span: [0, 1] } }],
        span: [0, 1],
      }) as const;
    const tree = root(node(10, '010'));
    expect(readBy('js-yaml-4', tree)).toBe(tree);
    expect(readBy('js-yaml-3', tree)).toEqual(root(node(8, '010')));
  });
});

/** `-0` is 0, and NaN is NaN. */
function same(value: unknown): unknown {
  return typeof value === 'number' ? value + 0 : value;
}
