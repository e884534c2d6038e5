import type { Span } from '../../src/model/span.ts';
import type { Ground, Planted, Planter } from './plant.ts';

/** Damage to what a post has already: each takes one of the places that are right. */

const lineAt = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

function replaced({ text }: Ground, [start, end]: Span, by: string, rule: string, offset = start): Planted {
  return { text: text.slice(0, start) + by + text.slice(end), rule, line: lineAt(text, offset) };
}

function oneOf<T>({ random }: Ground, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** Undefined where nothing of the kind is there. */
function of<T>(candidates: (ground: Ground) => readonly T[], plant: (ground: Ground, one: T) => Planted | undefined): Planter {
  return (ground) => {
    const one = oneOf(ground, candidates(ground));
    return one === undefined ? undefined : plant(ground, one);
  };
}

const isWritten = ({ text }: Ground, { url, span }: { url: string; span: Span }) => text.slice(...span) === url && /^[\w./#-]+$/.test(url);

const images = (ground: Ground) =>
  ground.document.images.filter(
    (image) =>
      image.kind === 'markdown' &&
      isWritten(ground, image) &&
      /[a-z]\.\w+$/.test(image.url) &&
      // Named from the address of a page: not judged where it leads nowhere.
      !/\.\.\/\d{4}\//.test(image.url) &&
      ground.becomes(image.url)?.startsWith('found '),
  );

const links = (ground: Ground, wanted: RegExp) =>
  ground.document.links.filter(
    (link) => link.kind === 'markdown' && isWritten(ground, link) && wanted.test(link.url) && ground.becomes(link.url)?.startsWith('post '),
  );

const fences = ({ text, document }: Ground) =>
  document.fences.filter(
    ({ node, closed, language, opening }) =>
      closed &&
      document.parent(node)?.type === 'root' &&
      language !== undefined &&
      /^\w+$/.test(text.slice(...language.span)) &&
      lineAt(text, opening[0]) > 1,
  );

export const DAMAGES: Readonly<Record<string, Planter>> = {
  'an image with another name than its file': of(images, (ground, { url, span }) =>
    replaced(ground, span, url.replace(/\.(\w+)$/, '-planted-nowhere.$1'), 'image/missing'),
  ),
  'an image with another case than its file': of(images, (ground, { url, span }) =>
    replaced(
      ground,
      span,
      url.replace(/[a-z](?=\.\w+$)/, (letter) => letter.toUpperCase()),
      'image/wrong-case',
    ),
  ),
  'an image that lost its alt': of(
    (ground) => images(ground).filter(({ span }) => /!\[[^[\]\n]*[a-z][^[\]\n]*\]\($/.test(ground.text.slice(0, span[0]))),
    (ground, { span }) => {
      const start = ground.text.lastIndexOf('![', span[0]);
      return replaced(ground, [start, span[0]], '![](', 'image/missing-alt');
    },
  ),
  'a link to another anchor': of(
    (ground) => links(ground, /^#./),
    (ground, { url, span }) => replaced(ground, span, `${url}-planted-nowhere`, 'link/broken-anchor'),
  ),
  'a link to another file': of(
    (ground) => links(ground, /^[^/#][^#]*\.mdx?$/),
    (ground, { url, span }) => replaced(ground, span, url.replace(/\.(mdx?)$/, '-planted-nowhere.$1'), 'link/missing-file'),
  ),
  'a fence that lost its language': of(fences, (ground, { opening, marker }) => replaced(ground, opening, marker, 'code/missing-language')),
  'a fence that lost its end': of(
    (ground) => ground.document.fences.slice(-1).filter((fence) => fences(ground).includes(fence)),
    (ground, { node, opening }) => {
      const [, end] = ground.document.span(node);
      const start = ground.text.lastIndexOf('\n', end - 1) + 1;
      return replaced(ground, [start, end], '', 'code/unclosed', opening[0]);
    },
  ),
  'a heading that lost its level': of(
    ({ document }) =>
      document.headings.flatMap((heading, index, all) => {
        const before = all[index - 1];
        return before?.depth === 2 && heading.depth === 3 ? [heading] : [];
      }),
    (ground, { span }) =>
      ground.text.startsWith('### ', span[0]) ? replaced(ground, [span[0], span[0] + 3], '####', 'heading/skipped-level') : undefined,
  ),
};
