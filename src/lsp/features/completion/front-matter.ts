import { stringify } from 'yaml';
import type { Corpus, Post } from '../../../model/corpus.ts';
import { entriesNamed } from '../../../model/entries.ts';
import { entryOf, type FrontMatterFormat, type KeyPath, type MapNode, scalarsOf } from '../../../model/frontmatter.ts';
import type { Host } from '../../../model/host.ts';
import { byText } from '../../../model/order.ts';
import { tally } from '../../../model/tally.ts';
import { counted } from '../../../model/words.ts';
import { type Field, fieldAt, keysAt } from '../fields.ts';
import { imagePaths } from './images.ts';
import type { Suggestion, Suggestions } from './item.ts';
import { titleOf } from './links.ts';
import type { Spot } from './spot.ts';
import type { WrittenValue } from './written-value.ts';

/** What is around the place that is written at. */
interface World {
  readonly post: Post;
  readonly corpus: Corpus;
  readonly host: Host;
  readonly head: string;
  readonly tail: string;
}

/** The keys or values that the schema of the post's collection allows at a spot; without a schema, those that its other posts have. */
export async function frontMatterSuggestions({ spot, format }: WrittenValue, around: World): Promise<Suggestions> {
  const { head, tail } = around;
  const world = { ...around, format };
  const typed = head.slice(head.length - spot.length);
  const keys = spot.kind === 'value' ? [] : await keySuggestions(spot, world);
  const values = spot.kind === 'key' ? [] : await valueSuggestions(spot, typed, world);
  const behind =
    spot.kind === 'key' ? /^[\w-]*/.exec(tail) : spot.isQuoted ? /^[^"'\r\n]*/.exec(tail) : /^[^,\]#\r\n]*(?<![ \t\r])/.exec(tail);
  return { all: [...keys, ...values], before: typed.length, behind: behind?.[0].length ?? 0 };
}

type Formatted = World & Pick<WrittenValue, 'format'>;

async function keySuggestions({ path, siblings }: Spot, { post, corpus, format, tail }: Formatted): Promise<Suggestion[]> {
  const form = await post.collection?.schema?.form();
  // A key that is only renamed has its colon.
  const end = /^[\w-]*\s*[:=]/.test(tail) ? '' : format === 'toml' ? ' = ' : ': ';
  const keys =
    form === undefined
      ? keysOfOthers(path, post, corpus)
      : keysAt(form, path).map(({ name, isRequired }): Suggestion => {
          const field = fieldAt(form, [...path, name]);
          const detail = [field?.type, ...(isRequired ? ['required'] : [])].filter((part) => part !== undefined).join(', ');
          return {
            label: name,
            kind: 'key',
            detail: detail === '' ? undefined : detail,
            documentation: field && about(field),
            rank: isRequired ? 0 : 1,
          };
        });
  return keys.filter(({ label }) => !siblings.has(label)).map((key) => ({ ...key, text: key.label + end }));
}

/** What is said of a key beside its type. */
function about({ description, fallback }: Field): string | undefined {
  const said = [description, fallback === undefined ? undefined : `Default: ${JSON.stringify(fallback)}`].filter(
    (part) => part !== undefined,
  );
  return said.length === 0 ? undefined : said.join('\n\n');
}

function keysOfOthers(path: KeyPath, post: Post, corpus: Corpus): Suggestion[] {
  if (path.length > 0) return [];
  const others = othersOf(post, corpus);
  const counts = tally(others.flatMap(({ facts }) => facts.frontmatter?.root?.entries.map(({ key }) => key) ?? []));
  return [...counts].map(([label, count]) => ({
    label,
    kind: 'key',
    detail: `in ${count} of ${counted(others.length, 'post')}`,
    rank: count * 2 > others.length ? 0 : 1,
  }));
}

async function valueSuggestions({ path, isQuoted }: Spot, typed: string, { post, corpus, host, format }: Formatted): Promise<Suggestion[]> {
  const form = await post.collection?.schema?.form();
  const field = form && fieldAt(form, path);
  if (field?.isImage === true)
    return imagePaths(typed, 'frontmatter', post, host).map((one) => ({ ...one, text: quoted(one.label, format, isQuoted) }));
  if (field?.reference !== undefined)
    return entries(field.reference, post, corpus).map((one) => ({ ...one, text: quoted(one.label, format, isQuoted) }));
  const stated = [
    ...(field?.values ?? []),
    ...(/true or false/.test(field?.type ?? '') ? [true, false] : []),
    ...(field?.isDate === true ? [today()] : []),
  ];
  const values = stated.filter((value) => value !== null && typeof value !== 'object');
  if (values.length > 0)
    return values.map((value) => ({
      label: String(value),
      kind: 'value',
      text: typeof value === 'string' && field?.isDate !== true ? quoted(value, format, isQuoted) : String(value),
      detail: value === field?.fallback ? 'default' : undefined,
    }));
  return valuesOfOthers(path, post, corpus).map((one) => ({ ...one, text: quoted(one.label, format, isQuoted) }));
}

/** Each entry of one of our collections by the first of its names; those of a site have one. */
function entries(name: string, post: Post, corpus: Corpus): Suggestion[] {
  const known = entriesNamed(name, post, corpus);
  if (known === undefined || known === 'unknown') return [];
  const seen = new Set<Post>();
  const isFirst = (entry: Post) => !seen.has(entry) && seen.add(entry);
  const named = [...known].filter(([, entry]) => post.collection?.schemaOrigin !== undefined || isFirst(entry));
  return named.map(([id, entry]) => ({ label: id, kind: 'value', detail: titleOf(entry) ?? entry.path }));
}

/** Longer ones are prose. */
const MOST_LENGTH = 50;

/** Texts that more than one other post has at a key, such as tags; the most frequent first. None where most are of one post. */
function valuesOfOthers([key, ...rest]: KeyPath, post: Post, corpus: Corpus): Suggestion[] {
  if (typeof key !== 'string' || rest.length > 1 || typeof rest[0] === 'string') return [];
  const values = othersOf(post, corpus).flatMap(({ facts }) => [...new Set(textsAt(facts.frontmatter?.root, key))]);
  const counts = tally(values.filter((value) => value !== '' && value.length <= MOST_LENGTH));
  if (values.length < counts.size * 1.5) return [];
  const shared = [...counts].filter(([, count]) => count > 1).sort(([a, most], [b, other]) => other - most || byText(a, b));
  return shared.map(([label, count], rank) => ({ label, kind: 'value', detail: `in ${count} posts`, rank: Math.min(rank, 9) }));
}

function textsAt(root: MapNode | undefined, key: string): string[] {
  const value = root && entryOf(root, key)?.value;
  return value === undefined
    ? []
    : [...scalarsOf(value)].flatMap(({ value: text, date }) => (typeof text === 'string' && date !== true ? text : []));
}

function othersOf({ path, collection }: Post, corpus: Corpus): readonly Post[] {
  return corpus.posts.filter((other) => other.path !== path && other.collection?.name === collection?.name);
}

function quoted(value: string, format: FrontMatterFormat, isQuoted: boolean): string {
  if (isQuoted) return value;
  // By the older version, more words are something else than text.
  return format === 'yaml' ? stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd() : JSON.stringify(value);
}

/** Where the writer is. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
