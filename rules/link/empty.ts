import type { Link } from 'mdast';
import type { Document, Tag } from '../../src/model/document.ts';
import { fileRule } from '../../src/model/rule.ts';
import { textOf } from './_text.ts';

interface Options {
  readonly hash: boolean;
}

/** `{#id}`, `{: .class}`: what looks empty is a place that was given a name. */
const ATTRIBUTES = /^\{\s*[:#.]/;
/** Where some tools put the title of the page or the heading that is linked. */
const FILLED_IN = /^[#.?]|^[a-z]+:(?!\/\/)|^(?![a-z]+:\/\/|\/)|\.(?:md|mdx|ipynb|rst)(?:#|$)/i;
/** With any other attribute, a script may know the element. */
const PLAIN = new Set(['href', 'target', 'rel', 'title']);

export default fileRule<Options>({
  meta: {
    summary: 'A link leads nowhere, or has no text to click on.',
    level: 'error',
    options: {
      hash: { type: 'boolean', default: false, description: 'Whether `#`, which leads to the top of the page, counts as nowhere.' },
    },
  },
  *check(document, { hash }) {
    const isNowhere = (url: string) => url.trim() === '' || (hash && url.trim() === '#');
    for (const link of document.all('link')) {
      if (isNowhere(link.url)) {
        if (!isAnchor(link, document))
          yield { span: document.span(link), message: 'Link that leads nowhere', hint: 'Give it a target, or remove the brackets.' };
      } else if (!FILLED_IN.test(link.url) && textOf(link)?.trim() === '' && !isAnchor(link, document))
        yield { span: document.span(link), message: 'Link without text', hint: 'Write between the brackets where it leads.' };
    }
    for (const tag of document.tags) {
      if (tag.name === 'a' && leadsNowhere(tag, isNowhere))
        yield { span: tag.span, message: 'Link that leads nowhere', hint: 'Give it a target.' };
    }
  },
});

function isAnchor(link: Link, document: Document): boolean {
  const end = document.span(link)[1];
  return ATTRIBUTES.test(document.text.slice(end, end + 40)) && (textOf(link) ?? '').trim() === '';
}

function leadsNowhere({ attributes }: Tag, isNowhere: (url: string) => boolean): boolean {
  const href = attributes.find(({ name }) => name === 'href')?.value;
  return href !== undefined && isNowhere(href) && attributes.every(({ name }) => PLAIN.has(name));
}
