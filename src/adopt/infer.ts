import type { Post } from '../model/corpus.ts';
import { isDateLike } from '../model/date.ts';
import { entryOf, type ListNode, type MapNode, type ScalarNode, type ValueNode } from '../model/frontmatter.ts';
import { nearest } from '../model/nearest.ts';
import { tally } from '../model/tally.ts';
import { isRare, settled } from './evidence.ts';
import type { KeyShape, MapShape, Shape } from './shape.ts';
import { type ImageStatus, textShape } from './text-shape.ts';

/** A value, and the post that it stands in. */
export interface Sample<N extends ValueNode = ValueNode> {
  readonly post: Post;
  readonly node: N;
}

/** Where a text of front matter leads, if it names an image file. */
export type FindImage = (sample: Sample<ScalarNode>) => ImageStatus | undefined;

/** What the front matter of all posts of a collection has in common. */
export function inferShape(samples: readonly Sample<MapNode>[], findImage: FindImage): MapShape {
  return mapShape(samples, findImage, true);
}

/** In fewer maps than these, what all have in common may be chance. */
const FEW = 6;
/** From so many maps on, one that lacks a key lacks it by mistake; and the keys that were not met yet are few. */
const MANY = 20;
const LEAST_USES = 3;

function mapShape(samples: readonly Sample<MapNode>[], findImage: FindImage, isWhole = false): MapShape {
  const count = samples.length;
  const all = namesIn(samples);
  const isMisspelt = (name: string) => samples.every(({ node }) => entryOf(node, name) === undefined || lacksMeant(node, name, all));
  const closed = isWhole && count >= MANY ? settled(all, LEAST_USES, isMisspelt) : undefined;
  const names = closed?.meant ?? [...all.keys()];
  const keys = names.map((name): KeyShape => {
    const values = samples.flatMap(({ post, node }): Sample[] => {
      const entry = entryOf(node, name);
      return entry === undefined ? [] : [{ post, node: entry.value }];
    });
    const shape = shapeOf(name, values, findImage);
    return { name, shape, isRequired: isRequired(name, shape, values.length, count), count: values.length };
  });
  return { kind: 'map', count, isClosed: closed !== undefined, keys };
}

/** In the order in which posts have them. */
function namesIn(samples: readonly Sample<MapNode>[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const { node } of samples)
    for (const [index, { key }] of node.entries.entries()) places.set(key, (places.get(key) ?? 0) + index / node.entries.length);
  const counts = tally(samples.flatMap(({ node }) => [...new Set(node.entries.map(({ key }) => key))]));
  // No object of JavaScript can be told to have it.
  counts.delete('__proto__');
  const place = (name: string) => (places.get(name) ?? 0) / (counts.get(name) ?? 1);
  return new Map([...counts].sort(([a], [b]) => place(a) - place(b)));
}

/** Whether a map has `name` in place of a key that is much more usual. */
function lacksMeant(node: MapNode, name: string, counts: ReadonlyMap<string, number>): boolean {
  const usual = [...counts].flatMap(([key, count]) => (count >= MANY / 2 && entryOf(node, key) === undefined ? [key] : []));
  return nearest(name, usual) !== undefined;
}

function isRequired(name: string, shape: Shape, present: number, count: number): boolean {
  if (count < MANY) return present === count && (count >= FEW || name === 'title' || shape.kind === 'date');
  return isRare(count - present, count);
}

/** How much values prove: many in few posts are one writer's habit. */
function evidenceIn(samples: readonly Sample[]): number {
  return new Set(samples.map(({ post }) => post)).size;
}

type Kind = 'text' | 'dated text' | 'date' | 'number' | 'boolean' | 'list' | 'map' | 'nothing';

function kindOf({ node }: Sample): Kind {
  if (node.kind !== 'scalar') return node.kind;
  if (node.value === null) return 'nothing';
  if (node.date === true) return 'date';
  if (typeof node.value !== 'string') return typeof node.value as 'number' | 'boolean';
  return isDateLike(node.value) ? 'dated text' : 'text';
}

function shapeOf(key: string, samples: readonly Sample[], findImage: FindImage, inList = false): Shape {
  const byKind = new Map<Kind, Sample[]>();
  for (const sample of samples) byKind.set(kindOf(sample), [...(byKind.get(kindOf(sample)) ?? []), sample]);
  const nothing = byKind.get('nothing')?.length ?? 0;
  byKind.delete('nothing');
  mergeDates(byKind);
  const filled = samples.length - nothing;
  const posts = evidenceIn(samples);
  const usual = [...byKind]
    .sort(([, a], [, b]) => b.length - a.length)
    .filter(([, group], index) => index === 0 || !isRare(group.length, Math.min(filled, posts)));
  const forms = usual.map(([kind, group]) => formOf(kind, key, group, findImage, inList));
  const [first] = forms;
  if (first === undefined) return { kind: 'anything' };
  const form: Shape = forms.length === 1 ? first : { kind: 'union', forms };
  return isRare(nothing, posts) ? form : { kind: 'nullable', form };
}

/** Texts that are written as dates are dates where nearly all are; else they are texts. */
function mergeDates(byKind: Map<Kind, Sample[]>): void {
  const [texts, dated, dates] = [byKind.get('text') ?? [], byKind.get('dated text') ?? [], byKind.get('date') ?? []];
  byKind.delete('dated text');
  if (dated.length + dates.length === 0) return;
  if (isRare(texts.length, evidenceIn([...texts, ...dated, ...dates]))) byKind.set('date', [...dates, ...dated]);
  else byKind.set('text', [...texts, ...dated]);
}

function formOf(kind: Kind, key: string, samples: readonly Sample[], findImage: FindImage, inList: boolean): Shape {
  if (kind === 'map') {
    const maps = samples as readonly Sample<MapNode>[];
    if (maps.length < LEAST_USES) return { kind: 'record', values: { kind: 'anything' } };
    return isRecord(maps) ? recordShape(key, maps, findImage) : mapShape(maps, findImage);
  }
  if (kind === 'list') {
    const items = (samples as readonly Sample<ListNode>[]).flatMap(({ post, node }) =>
      node.items.map((item): Sample => ({ post, node: item })),
    );
    return { kind: 'list', items: items.length === 0 ? { kind: 'text' } : shapeOf(key, items, findImage, true) };
  }
  const scalars = samples as readonly Sample<ScalarNode>[];
  if (kind === 'number') return { kind, isWhole: scalars.every(({ node }) => Number.isSafeInteger(node.value)) };
  if (kind !== 'text') return { kind: kind as 'boolean' | 'date' };
  const images = scalars.flatMap((sample) => findImage(sample) ?? []);
  return textShape({ key, texts: scalars.map(({ node }) => String(node.value)), posts: evidenceIn(scalars), images, inList });
}

/** Many keys, each of which only few maps have: they are data, such as languages or names. */
function isRecord(samples: readonly Sample<MapNode>[]): boolean {
  const names = namesIn(samples);
  const uses = [...names.values()].reduce((sum, count) => sum + count, 0);
  return samples.length >= FEW && names.size > 8 && uses / names.size < samples.length / 4;
}

function recordShape(key: string, samples: readonly Sample<MapNode>[], findImage: FindImage): Shape {
  const values = samples.flatMap(({ post, node }) => node.entries.map(({ value }): Sample => ({ post, node: value })));
  return { kind: 'record', values: shapeOf(key, values, findImage) };
}
