import { fileRule } from '../../src/model/rule.ts';
import { titleOf } from './_title.ts';

export default fileRule({
  meta: { summary: 'A heading is more than one level below the one before it; a front matter title counts as the h1.', level: 'error' },
  *check(document) {
    let above = titleOf(document) === undefined ? undefined : 1;
    let isTitle = true;
    for (const { depth, span } of document.headings) {
      if (above !== undefined && depth > above + 1) {
        yield {
          span,
          message: `Heading jumps from level ${above}${isTitle ? ' (the title)' : ''} to level ${depth}`,
          hint: `Make it level ${above + 1} (\`${'#'.repeat(above + 1)}\`), or put the missing heading before it.`,
        };
      }
      above = depth;
      isTitle = false;
    }
  },
});
