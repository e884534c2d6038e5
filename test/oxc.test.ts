import fc from 'fast-check';
import { parseSync as parseByPackage } from 'oxc-parser';
import { expect, it } from 'vitest';
import { parseSync } from '../src/document/parse/oxc.ts';

const TOKENS = [
  'const a = ',
  '123n',
  '/[/](?<n>x)/v',
  '/(?<n>a)|(?<n>b)/g',
  '"é"',
  ';\n',
  '{ b: ',
  ' }',
  '[',
  '] ',
  ' + ',
  'export default ',
  '<b>',
  '</b>',
];

it('stands for the package: trees, values and errors are the same', () => {
  const sources = fc.array(fc.constantFrom(...TOKENS), { maxLength: 12 }).map((tokens) => tokens.join(''));
  fc.assert(
    fc.property(sources, fc.constantFrom('a.tsx', 'a.ts', 'a.jsx'), (source, path) => {
      const [own, theirs] = [parseSync(path, source, {}), parseByPackage(path, source, {})];
      expect(own.errors).toEqual(theirs.errors);
      expect(own.program).toEqual(theirs.program);
    }),
    { numRuns: 300, examples: [['export default { a: 1n, b: /x/g, c: [2n, /y/u] };', 'a.ts']] },
  );
});
