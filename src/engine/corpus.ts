import type { Corpus, Post, SchemaIssue } from '../model/corpus.ts';
import type { Host } from '../model/host.ts';
import type { ImageInspection, ImageReference, ImageResolution } from '../model/image.ts';
import { lazily } from '../model/lazily.ts';
import { createAssets } from './assets.ts';
import { resolveImage } from './resolve-image.ts';

const loadInspector = lazily(() => import('./inspect.ts'));

/** The world as corpus rules see it. Every answer is computed once, however many rules ask. */
export function createCorpus(host: Host): Corpus {
  const assets = createAssets(host);
  const images = new Map<Post, readonly ImageReference[]>();
  const resolutions = new Map<ImageReference, ImageResolution>();
  const inspections = new Map<string, Promise<ImageInspection>>();
  const issues = new Map<Post, Promise<readonly SchemaIssue[]>>();

  return {
    images: (post) => once(images, post, () => [...frontmatterImages(post), ...post.facts.bodyImages]),
    resolve: (post, reference) => once(resolutions, reference, () => resolveImage(reference, post.path, post.collection, assets)),
    inspect: (path) => once(inspections, path, async () => (await loadInspector()).inspectImage(host, path)),
    schemaIssues: (post) => once(issues, post, async () => checkSchema(post)),
  };
}

function frontmatterImages({ collection, facts }: Post): readonly ImageReference[] {
  const root = facts.frontmatter?.root;
  return root === undefined ? [] : (collection?.schema?.images(root) ?? []);
}

async function checkSchema({ collection, facts }: Post): Promise<readonly SchemaIssue[]> {
  const judged = facts.frontmatterState === 'read' || facts.frontmatterState === 'none';
  return judged && collection?.schema !== undefined ? collection.schema.check(facts.frontmatter?.root) : [];
}

function once<K, V>(cache: Map<K, V>, key: K, make: () => V): V {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as V;
}
