import { createAssets } from '../engine/assets.ts';
import { resolveImage } from '../engine/resolve-image.ts';
import type { Collection, SchemaOrigin } from '../model/config.ts';
import type { Host } from '../model/host.ts';
import type { ImageReference } from '../model/image.ts';
import { inferShape } from './infer.ts';
import type { MapShape } from './shape.ts';
import type { Survey } from './survey.ts';

/** A line of a config, and how many posts or references it rests on. */
export interface Grounded {
  readonly value: string;
  readonly count: number;
}

/** What a config is to say of a collection: no more than its framework does not know by itself. */
export interface CollectionPlan {
  readonly name: string;
  readonly include: readonly string[];
  readonly posts: number;
  /** Undefined where the site has a schema of its own, which is read. */
  readonly shape: MapShape | undefined;
  /** What that one belongs to. */
  readonly schemaOrigin: SchemaOrigin | undefined;
  /** Only what was learned from the posts, with what holds of what was known. */
  readonly images: readonly Grounded[];
  readonly publicDirs: readonly Grounded[];
}

/** `known` is the collection before anything was learned from its posts. */
export function planOf({ collection, samples, unread, findImage, images }: Survey, known: Collection, host: Host): CollectionPlan {
  const { name, include, schema, schemaOrigin } = collection;
  const used = (key: 'images' | 'publicDirs', isOf: (reference: ImageReference) => boolean): Grounded[] =>
    collection[key].length === known[key].length ? [] : collection[key].flatMap((value) => grounded(key, value, isOf));
  const assets = createAssets(host);
  function grounded(key: 'images' | 'publicDirs', value: string, isOf: (reference: ImageReference) => boolean): Grounded[] {
    const narrow = { ...collection, [key]: [value] };
    const count = images.filter(
      ({ post, reference }) => isOf(reference) && resolveImage(reference, { ...post, collection: narrow }, assets).status === 'found',
    ).length;
    return count === 0 ? [] : [{ value, count }];
  }
  return {
    name,
    include,
    posts: samples.length + unread.length,
    schemaOrigin,
    shape: schema === undefined && samples.length > 0 ? inferShape(samples, findImage) : undefined,
    images: used('images', ({ url }) => !url.startsWith('/')),
    publicDirs: used('publicDirs', ({ url }) => url.startsWith('/')),
  };
}
