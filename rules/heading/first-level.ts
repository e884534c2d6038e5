import { fileRule } from '../../src/model/rule.ts';
import { titleOf } from './_title.ts';

interface Options {
  readonly level: number;
}

export default fileRule<Options>({
  meta: {
    summary: 'The first heading has another level than it must have.',
    level: 'off',
    options: {
      level: {
        type: 'integer',
        minimum: 0,
        default: 0,
        description: 'The level of the first heading; 0 stands for 2 where the front matter has a title, and for 1 elsewhere.',
      },
    },
  },
  *check(document, { level }) {
    const [first] = document.headings;
    if (first === undefined) return;
    const wanted = level === 0 ? (titleOf(document) === undefined ? 1 : 2) : level;
    if (first.depth === wanted) return;
    yield {
      span: first.span,
      message: `The first heading is level ${first.depth}, and must be level ${wanted}`,
      hint: `Begin it with \`${'#'.repeat(wanted)}\`.`,
    };
  },
});
