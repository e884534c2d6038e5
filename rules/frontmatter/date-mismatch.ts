import { isDateLike, parseDate } from '../../src/model/date.ts';
import { entryOf } from '../../src/model/frontmatter.ts';
import { fileRule } from '../../src/model/rule.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The last date of the path, as `2024-01-05-a.md`, `2024-01-05/a.md`, `2024/01/05/a.md` or `2024/01-05-a.md`. */
const DATE_IN_PATH = /(?:^|\/)(\d{4})[-/](\d{2})[-/](\d{2})(?:[-_./]|$)(?!.*\/\d{4}[-/]\d{2}[-/]\d{2}(?:[-_./]|$))/;

export default fileRule<{ keys: string[] }>({
  meta: {
    summary: 'The date in the file name and the date in the front matter differ.',
    level: 'warn',
    options: {
      keys: {
        type: 'array',
        items: { type: 'string' },
        default: ['date'],
        description: 'Keys of the date; the first that is there counts.',
      },
    },
  },
  *check({ path, frontmatter }, { keys }) {
    const root = frontmatter?.root;
    const [, ...parts] = DATE_IN_PATH.exec(path) ?? [];
    if (root === undefined || parts.length === 0) return;
    const named = parts.join('-');
    const node = keys.map((key) => entryOf(root, key)?.value).find((value) => value !== undefined);
    if (node?.kind !== 'scalar' || typeof node.value !== 'string' || !isDateLike(node.value)) return;
    const expected = parseDate(named);
    const stated = parseDate(node.value.slice(0, 10)) ?? parseDate(/^[\d-]+/.exec(node.value)?.[0] ?? '');
    if (expected === undefined || stated === undefined) return;
    // A moment may fall on the day before or after, where the site lies in another zone.
    const tolerance = /\d:\d/.test(node.value) ? DAY : 0;
    if (Math.abs(stated.getTime() - expected.getTime()) <= tolerance) return;
    yield { span: node.span, message: `The file name says ${named}, and the front matter \`${node.value}\`` };
  },
});
