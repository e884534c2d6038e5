import type { Image } from 'mdast';
import type { Document } from '../../src/model/document.ts';
import { baseOf, decodePercent, stemOf } from '../../src/model/path.ts';
import { fileRule } from '../../src/model/rule.ts';
import type { Span } from '../../src/model/span.ts';

interface Options {
  readonly maxLength: number;
}

export default fileRule<Options>({
  meta: {
    summary: 'The alternative text of an image is a file name, an empty phrase, or too long.',
    level: 'off',
    options: {
      maxLength: { type: 'integer', minimum: 1, default: 150, description: 'The most characters that a text may have.' },
    },
  },
  *check(document, { maxLength }) {
    for (const { alt, url, span } of texts(document)) {
      const finding = judge(alt.trim(), url, maxLength);
      if (finding !== undefined) yield { span, ...finding };
    }
  },
});

interface Text {
  readonly alt: string;
  /** Undefined where it stands elsewhere. */
  readonly url: string | undefined;
  readonly span: Span;
}

function* texts(document: Document): Generator<Text> {
  for (const node of document.all('image')) yield { alt: node.alt ?? '', url: node.url, span: altSpan(document, node) };
  for (const node of document.all('imageReference')) yield { alt: node.alt ?? '', url: undefined, span: document.span(node) };
  for (const { name, attributes } of document.tags) {
    if (name !== 'img' && name !== 'Image') continue;
    const alt = attributes.find((attribute) => attribute.name.toLowerCase() === 'alt');
    const src = attributes.find((attribute) => attribute.name === 'src');
    if (alt?.value !== undefined) yield { alt: alt.value, url: src?.value, span: alt.span };
  }
}

/** The text alone, where it is written as it is read. */
function altSpan(document: Document, node: Image): Span {
  const [start, end] = document.span(node);
  const alt = node.alt ?? '';
  return document.source(node).slice(2, 2 + alt.length) === alt ? [start + 2, start + 2 + alt.length] : [start, end];
}

const FILE_NAME = /^\S+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic)$/i;
const CAMERA_NAME = /^(?:img|dscn?|dscf|pxl|gopr|mvimg|image|screenshot|screen shot|bild|foto|untitled)[-_ ]?\d[-_\d]*$/i;
/** Parts that no words are: `hero_2`, `2024-01-05-oslo`. */
const MADE_UP = /_|\d{3}|-\d|-.*-/;
const ANNOUNCES =
  /^(?:an? |the )?(?:image|picture|pic|graphic) (?:of|showing)\b|^(?:ein )?bild (?:von|vom|des|der)\b|^(?:une )?image (?:de|du|des)\b|^(?:una )?imagen (?:de|del)\b|^(?:un')?immagine (?:di|del)\b|^(?:uma )?imagem (?:de|do|da)\b|^(?:een )?afbeelding van\b/i;
const EMPTY_PHRASES = new Set([
  'alt',
  'alt text',
  'bild',
  'foto',
  'graphic',
  'image',
  'image alt text',
  'imagen',
  'img',
  'photo',
  'pic',
  'picture',
  'placeholder',
]);

function judge(alt: string, url: string | undefined, maxLength: number): { message: string; hint: string } | undefined {
  const hint = 'Say what the picture shows.';
  if (alt === '') return undefined;
  if (isFileName(alt, url)) return { message: `The alternative text \`${alt}\` is a file name`, hint };
  if (EMPTY_PHRASES.has(alt.toLowerCase())) return { message: `The alternative text \`${alt}\` says nothing of the picture`, hint };
  const announced = ANNOUNCES.exec(alt)?.[0];
  if (announced !== undefined)
    return {
      message: `The alternative text begins with “${announced}”`,
      hint: 'Screen readers say that it is an image; begin with what it shows.',
    };
  const length = [...alt].length;
  if (length <= maxLength) return undefined;
  return {
    message: `The alternative text has ${length} characters; the most is ${maxLength}`,
    hint: 'Put the rest into the text beside the picture.',
  };
}

function isFileName(alt: string, url: string | undefined): boolean {
  if (FILE_NAME.test(alt) || CAMERA_NAME.test(alt)) return true;
  if (url === undefined || !MADE_UP.test(alt)) return false;
  const path = decodePercent(url.replace(/[?#].*$/s, ''));
  return alt === baseOf(path) || alt === stemOf(path);
}
