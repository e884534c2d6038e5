import { type MapNode, stringsOf } from '../../model/frontmatter.ts';
import { baseOf, dirOf, normalise, stemOf } from '../../model/path.ts';
import { type Day, dateParts, dayOf, joined, statedDay } from './pages.ts';
import { stringAt, valueAt } from './values.ts';

export interface HugoLanguage {
  readonly name: string;
  /** What stands before the addresses of its pages, such as `/fr`. */
  readonly prefix: string;
  /** The folder of its own content. */
  readonly folder: string | undefined;
}

export interface HugoSite {
  /** With all keys in lower case. */
  readonly config: unknown;
  readonly languages: readonly HugoLanguage[];
  readonly isLower: boolean;
  /** Whether dates are taken from the names of files, and left out of the address. */
  readonly datesInNames: boolean;
}

/** Keys that a date is taken from, in this order. */
const DATE_KEYS = ['date', 'publishdate', 'publishDate', 'pubdate', 'published', 'lastmod', 'modified'];
/** The date of a page that states none. */
const NO_DAY: Day = { year: 1, month: 1, day: 1 };

/** The addresses of a content file; `path` is relative to the folder of the content. */
export function hugoAddresses(path: string, root: MapNode | undefined, language: HugoLanguage, site: HugoSite): string[] | undefined {
  const stem = stemOf(path);
  const spoken = site.languages.find(({ name }) => stem.toLowerCase().endsWith(`.${name.toLowerCase()}`));
  const { prefix, name: languageName } = spoken ?? language;
  const name = spoken === undefined ? stem : stem.slice(0, -spoken.name.length - 1);
  const folder = dirOf(path);
  const own = ownAddress(name, folder, root, languageName, site);
  if (own === undefined) return undefined;
  // A stated `url` with a slash before it stands for the whole address.
  const address = own.isWhole ? own.address : prefix + own.address;
  const aliases = stringsOf(root, 'aliases').map((alias) =>
    alias.startsWith('/') ? prefix + alias : `/${normalise(`${dirOf(address)}/${alias}`) ?? alias}`,
  );
  return [address, ...aliases];
}

function ownAddress(
  name: string,
  folder: string,
  root: MapNode | undefined,
  language: string,
  site: HugoSite,
): { address: string; isWhole: boolean } | undefined {
  const isSection = name === '_index';
  const isBundle = name === 'index';
  const fileName = isBundle || isSection ? baseOf(folder) : name;
  const dated = site.datesInNames ? /^(\d{4}-\d{1,2}-\d{1,2})[-_ ]*(.*)$/.exec(fileName) : null;
  const slug = stringsOf(root, 'slug')[0] ?? (dated?.[2] || undefined);
  const parts = isBundle ? dirOf(folder) : isSection ? dirOf(folder) : folder;
  const values = () => placeholders({ root, folder: parts, fileName, slug, day: dayOf(dated?.[1]), site });

  const [url] = stringsOf(root, 'url');
  if (url !== undefined) {
    const address = /:[a-z]/.test(url) ? expanded(url, values()) : url;
    return address === undefined ? undefined : { address: `/${address.replace(/^\//, '')}`, isWhole: address.startsWith('/') };
  }
  const section = folder.split('/')[0] ?? '';
  const permalinks = valueAt(site.config, 'languages', language, 'permalinks') ?? valueAt(site.config, 'permalinks');
  const key = section.toLowerCase();
  const pattern = isSection
    ? stringAt(permalinks, 'section', key)
    : (stringAt(permalinks, 'page', key) ?? stringAt(permalinks, key) ?? (folder === '' ? stringAt(permalinks, '/') : undefined));
  if (pattern !== undefined && !(isBundle && folder === '')) {
    const address = expanded(pattern, values());
    return address === undefined ? undefined : { address: `/${address.replace(/^\//, '')}`, isWhole: false };
  }
  const last = isSection ? (slug === undefined ? baseOf(folder) : slug) : (slug ?? fileName);
  return { address: `/${sanitised(joined(parts, last), site)}`, isWhole: false };
}

interface PageParts {
  readonly root: MapNode | undefined;
  readonly folder: string;
  readonly fileName: string;
  readonly slug: string | undefined;
  readonly day: Day | undefined;
  readonly site: HugoSite;
}

function placeholders({ root, folder, fileName, slug, day, site }: PageParts): Map<string, string> {
  const clean = (text: string) => sanitised(text.replaceAll('/', '-'), site);
  const stated = DATE_KEYS.map((key) => statedDay(root, key)).find((found) => found !== undefined);
  const date = dateParts(stated ?? day ?? NO_DAY);
  const [title] = stringsOf(root, 'title');
  const titled: [string, string][] = title === undefined ? [] : [['title', clean(title)]];
  const ending = slug === undefined ? title : slug;
  const sections = folder.split('/').map((part) => sanitised(part, site));
  return new Map([
    ...titled,
    ...(ending === undefined ? [] : ([['slug', clean(ending)]] as const)),
    ['year', date.get('year') ?? ''],
    ['month', date.get('month') ?? ''],
    ['monthname', (date.get('long_month') ?? '').toLowerCase()],
    ['day', date.get('day') ?? ''],
    ['weekday', date.get('weekday') ?? ''],
    ['weekdayname', (date.get('long_day') ?? '').toLowerCase()],
    ['yearday', date.get('yearday') ?? ''],
    ['section', sections[0] ?? ''],
    ['sections', sections.join('/')],
    ...['filename', 'contentbasename'].map((key) => [key, clean(fileName)] as const),
    ...['slugorfilename', 'slugorcontentbasename'].map((key) => [key, clean(slug ?? fileName)] as const),
  ]);
}

/** Undefined where a value is not known, or written in a form that is not: `:sections[1:]`, or a date as Go writes it. */
function expanded(pattern: string, values: ReadonlyMap<string, string>): string | undefined {
  let isKnown = true;
  const address = pattern.replace(/:([a-z]+)(\[.*?\])?/g, (_, name: string, part: string | undefined) => {
    const value = part === undefined ? values.get(name) : partOf(values.get(name) ?? '', part);
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown && !/:\d/.test(address) ? address : undefined;
}

/** `[1:]`, `[:last]`, `[0]` of the sections. */
function partOf(sections: string, part: string): string | undefined {
  const all = sections.split('/');
  const bounds = /^\[(\d+|last)?(:)?(\d+|last)?\]$/.exec(part);
  if (bounds === null) return undefined;
  const [, from, colon, to] = bounds;
  const index = (bound: string | undefined, otherwise: number) =>
    bound === undefined ? otherwise : bound === 'last' ? all.length - 1 : Number(bound);
  return colon === undefined ? all[index(from, 0)] : all.slice(index(from, 0), index(to, all.length)).join('/');
}

/** Spaces become hyphens; what is neither letter nor digit nor one of a few signs goes; all in lower case, unless the site says otherwise. */
export function sanitised(path: string, { isLower, config }: HugoSite): string {
  let written = '';
  let isSpaced = false;
  for (const character of path) {
    if (/[\p{L}\p{M}\p{Nd}./\\_#+~@-]/u.test(character)) {
      if (isSpaced && character !== '-') written += '-';
      isSpaced = false;
      written += character;
    } else if (/\s/.test(character) && written !== '' && !written.endsWith('-')) isSpaced = true;
  }
  if (valueAt(config, 'removepathaccents') === true)
    written = written
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .normalize('NFC');
  return isLower ? written.toLowerCase() : written;
}
