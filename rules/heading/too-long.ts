import { fileRule } from '../../src/model/rule.ts';
import { shownText } from './_source.ts';

interface Options {
  readonly max: number;
}

export default fileRule<Options>({
  meta: {
    summary: 'A heading is longer than the limit.',
    level: 'off',
    options: { max: { type: 'integer', minimum: 1, default: 80, description: 'The most characters that a heading may have.' } },
  },
  *check(document, { max }) {
    for (const heading of document.headings) {
      const text = shownText(heading) ?? '';
      // Most are short enough by any count.
      if (text.length <= max) continue;
      const length = [...new Intl.Segmenter().segment(text)].length;
      if (length > max) yield { span: heading.span, message: `Heading has ${length} characters; the most is ${max}` };
    }
  },
});
