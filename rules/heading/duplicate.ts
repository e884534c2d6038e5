import type { Heading } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';

interface Section {
  readonly depth: number;
  readonly headings: Map<string, Heading>;
}

export default fileRule({
  meta: { summary: 'Two headings under one parent have the same text.', level: 'warn' },
  *check(document) {
    const open: Section[] = [{ depth: 0, headings: new Map() }];
    for (const heading of document.headings) {
      while ((open.at(-1)?.depth ?? 0) >= heading.depth) open.pop();
      const siblings = open.at(-1)?.headings;
      open.push({ depth: heading.depth, headings: new Map() });
      const text = heading.text?.replace(/\s+/g, ' ').trim();
      if (text === undefined || text === '' || siblings === undefined) continue;
      const first = siblings.get(text);
      if (first === undefined) siblings.set(text, heading);
      else
        yield {
          span: heading.span,
          message: `Heading \`${text}\` stands twice under the same parent`,
          related: [{ span: first.span, message: 'The first one' }],
        };
    }
  },
});
