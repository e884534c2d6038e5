import { fileRule } from '../../src/model/rule.ts';
import { endOfText } from './_source.ts';

interface Options {
  readonly characters: string;
}

/** Marks that close emphasis or a link behind the text. */
const CLOSING = /(?:[*_~]|\]\([^()\s]*\))*$/;

export default fileRule<Options>({
  meta: {
    summary: 'A heading ends with punctuation.',
    level: 'off',
    options: { characters: { type: 'string', default: '.,;:。，；：、．', description: 'The characters that no heading may end with.' } },
  },
  *check(document, { characters }) {
    for (const heading of document.headings) {
      if (heading.text === undefined) continue;
      const source = document.text.slice(heading.span[0], endOfText(heading, document)).replace(CLOSING, '');
      const last = [...source].at(-1);
      // Three dots are an ellipsis, `&amp;` is an entity.
      if (last === undefined || !characters.includes(last) || source.endsWith('...') || /&#?\w+;$/.test(source)) continue;
      const end = heading.span[0] + source.length;
      yield { span: [end - last.length, end], message: `Heading ends with \`${last}\`` };
    }
  },
});
