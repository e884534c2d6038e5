import { isDateLike } from '../model/date.ts';
import { tally } from '../model/tally.ts';
import { isRare, settled } from './evidence.ts';
import type { Shape } from './shape.ts';

/** What is to be known of the texts of a key. */
export interface Texts {
  readonly key: string;
  readonly texts: readonly string[];
  /** In how many posts they stand. */
  readonly posts: number;
  /** Of those that name image files: where they lead. */
  readonly images: readonly ImageStatus[];
  /** They are the items of lists. */
  readonly inList: boolean;
}

export type ImageStatus = 'found' | 'missing' | 'remote';

export function textShape(values: Texts): Shape {
  return imageShape(values) ?? choiceShape(values) ?? urlShape(values) ?? boundedShape(values);
}

/** Files, most of which are there. */
function imageShape({ texts, images, posts }: Texts): Shape | undefined {
  const filled = texts.filter((text) => text !== '');
  const count = (wanted: ImageStatus) => images.filter((status) => status === wanted).length;
  const [found, missing] = [count('found'), count('missing')];
  if (found === 0 || !isRare(filled.length - images.length, Math.min(filled.length, posts))) return undefined;
  if (missing > Math.max(found >= 2 ? 1 : 0, 0.1 * (found + missing))) return undefined;
  return { kind: 'image', mayBeBlank: !isRare(texts.length - filled.length, posts) };
}

/** Keys whose values are never all known: a new author or tag is no mistake. */
const OPEN =
  /^lang|locale|related|see_?also|author|writer|editor|contributor|reviewer|owner|speaker|team|tag|keyword|topic|title|name|label|description|summary|excerpt|slug|url|link|href|path|permalink|alias|redirect|id$|image|cover|icon|date|time|version|colou?r|place|location|country|city|company/i;
/** Keys for which a single value says how the page is made. */
const KIND = /^(?:layout|template|type|kind)$/i;
const MOST_CHOICES = 8;
const LEAST_VALUES = 12;
const LONGEST_CHOICE = 30;

/** A small vocabulary, every word of which is used again and again. */
function choiceShape({ key, texts, posts, inList }: Texts): Shape | undefined {
  if (OPEN.test(key) || texts.length < LEAST_VALUES) return undefined;
  const words = settled(tally(texts), inList ? 3 : 2);
  if (words === undefined || !words.meant.every(isWord) || !isRare(words.misspelt.length, posts)) return undefined;
  const { meant } = words;
  const isSmall = meant.length <= MOST_CHOICES && texts.length >= (inList ? 10 : 5) * meant.length;
  return isSmall && (meant.length > 1 || KIND.test(key)) ? { kind: 'choice', values: [...meant].sort() } : undefined;
}

function isWord(text: string): boolean {
  return text !== '' && text === text.trim() && text.length <= LONGEST_CHOICE && !isDateLike(text);
}

/** What every judge of URLs takes for one. */
const PLAIN_URL =
  /^https?:\/\/[\w.-]+(?::\d+)?(?:[/?#](?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?)?$/i;

function urlShape({ texts, posts }: Texts): Shape | undefined {
  const isUrl = (text: string) => PLAIN_URL.test(text) && URL.canParse(text);
  return texts.length >= 3 && isRare(texts.filter((text) => !isUrl(text)).length, posts) ? { kind: 'url' } : undefined;
}

/** Lengths that people set as a limit for what search engines and cards show. */
const LIMITS = [60, 65, 70, 80, 100, 120, 140, 150, 155, 160, 165, 170, 180, 200, 240, 250, 255, 280, 300];
const LIMITED = /title|description|excerpt|summary|teaser|abstract/i;

/** A limit is one where texts crowd below it, and none is above. */
function boundedShape({ key, texts, inList }: Texts): Shape {
  const lengths = texts.map((text) => text.length);
  const longest = Math.max(0, ...lengths);
  const most = LIMITS.find((limit) => longest <= limit);
  if (inList || !LIMITED.test(key) || texts.length < 20 || most === undefined) return { kind: 'text' };
  const crowd = lengths.filter((length) => length > 0.95 * most).length;
  return crowd >= Math.max(3, texts.length / 10) ? { kind: 'text', most } : { kind: 'text' };
}
