import type { Document, Heading } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { nearest } from '../../src/model/nearest.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';
import { shownText } from './_source.ts';

interface Options {
  readonly sections: readonly string[];
}

export default fileRule<Options>({
  meta: {
    summary: 'A section of the template is missing, or stands out of order.',
    level: 'off',
    options: {
      sections: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description:
          'The headings that each post must have, in this order, such as `## Summary`, or `Summary` at any level; `*` stands for any text.',
      },
    },
  },
  *check(document, { sections }) {
    // A body that does not parse has no headings to judge.
    if (sections.length === 0 || document.mdxProblem !== undefined) return;
    const { headings } = document;
    let next = 0;
    let before: string | undefined;
    for (const section of sections) {
      const matches = matcherOf(section);
      const inOrder = headings.findIndex((heading, index) => index >= next && matches(heading));
      if (inOrder !== -1) {
        next = inOrder + 1;
        before = section;
        continue;
      }
      const early = headings.slice(0, next).find(matches);
      if (early !== undefined) yield { span: early.span, message: `Section \`${section}\` must stand behind \`${before}\`` };
      else if (!headings.some(({ text }) => text === undefined)) yield missing(section, document);
    }
  },
});

function missing(section: string, document: Document): Finding {
  const [, , title = ''] = partsOf(section);
  const texts = document.headings.map((heading) => shownText(heading) ?? '');
  const isThere = texts.includes(title) ? title : nearest(title, texts);
  return {
    span: openingOf(document),
    message: `Section \`${section}\` is missing`,
    hint:
      isThere === undefined ? undefined : `There is \`${'#'.repeat(document.headings[texts.indexOf(isThere)]?.depth ?? 1)} ${isThere}\`.`,
  };
}

/** The opening line of the front matter; the first line without one. */
function openingOf({ frontmatter, text }: Document): Span {
  return frontmatter?.opening ?? [0, /^[^\r\n]*/.exec(text)?.[0].length ?? 0];
}

/** The whole, the marks of the level, and the text. */
function partsOf(section: string): readonly string[] {
  return /^(#{1,6}(?=\s))?\s*([\s\S]*?)\s*$/.exec(section) ?? [];
}

/** Parts between the stars must stand one after the other: a pattern made of them could take forever. */
function matcherOf(section: string): (heading: Heading) => boolean {
  const [, marks, title = ''] = partsOf(section);
  const [head = '', ...others] = title.normalize('NFC').split('*');
  const tail = others.pop();
  return (heading) => {
    if (marks !== undefined && marks.length !== heading.depth) return false;
    const text = shownText(heading)?.normalize('NFC');
    if (text === undefined) return false;
    if (tail === undefined) return text === head;
    if (!text.startsWith(head)) return false;
    let at = head.length;
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return text.length - tail.length >= at && text.endsWith(tail);
  };
}
