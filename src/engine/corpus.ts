import type { Corpus } from '../model/corpus.ts';
import type { Host } from '../model/host.ts';
import type { ImageInspection, ImageReference, ImageResolution } from '../model/image.ts';
import { createAssets } from './assets.ts';
import { resolveImage } from './resolve-image.ts';

/** The world as corpus rules see it. Every answer is computed once, however many rules ask. */
export async function createCorpus(host: Host): Promise<Corpus> {
  const { inspectImage } = await import('./inspect.ts');
  const assets = createAssets(host);
  const resolutions = new Map<ImageReference, ImageResolution>();
  const inspections = new Map<string, ImageInspection>();
  return {
    resolve: (post, reference) => once(resolutions, reference, () => resolveImage(reference, post.path, post.collection, assets)),
    inspect: (path) => once(inspections, path, () => inspectImage(host, path)),
  };
}

function once<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as V;
}
