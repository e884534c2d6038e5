import GithubSlugger from 'github-slugger';
import type { Document } from '../model/document.ts';
import type { Anchor, AnchorStyle } from '../model/link.ts';

/** Every place of a page that a fragment can name, in document order; undefined where they can't be known. */
export function anchorsOf(document: Document, _style: AnchorStyle): Anchor[] | undefined {
  const slugger = new GithubSlugger();
  const headings = document.headings.flatMap(({ text, span }): Anchor[] =>
    text === undefined ? [] : [{ id: slugger.slug(text), span, kind: 'heading', text }],
  );
  return [...headings, ...elementAnchors(document)].sort((a, b) => a.span[0] - b.span[0]);
}

function elementAnchors(document: Document): Anchor[] {
  return document.tags.flatMap(({ name, attributes }) =>
    attributes.flatMap((attribute): Anchor[] =>
      attribute.value !== undefined && (attribute.name === 'id' || (attribute.name === 'name' && name === 'a'))
        ? [{ id: attribute.value, span: attribute.span, kind: 'element' }]
        : [],
    ),
  );
}
