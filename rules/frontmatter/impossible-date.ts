import { parseDate } from '../../src/model/date.ts';
import { scalarsOf } from '../../src/model/frontmatter.ts';
import { fileRule } from '../../src/model/rule.ts';

/** A date with or without a time, and nothing else. */
const DATE_LIKE = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt \t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d*)?)?[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?)?)?$/;

export default fileRule({
  meta: { summary: 'A date that no calendar has, such as 2017-02-29.', level: 'error' },
  *check({ frontmatter }) {
    if (frontmatter?.root === undefined) return;
    for (const { value, span } of scalarsOf(frontmatter.root)) {
      if (typeof value !== 'string' || !DATE_LIKE.test(value) || parseDate(value) !== undefined) continue;
      yield { span, message: `There is no date \`${value}\``, hint: 'Parsers turn it into another day, or refuse it.' };
    }
  },
});
