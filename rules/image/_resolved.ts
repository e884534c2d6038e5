import type { Corpus, Post } from '../../src/model/corpus.ts';
import type { ImageFormat, ImageInspection, ImageReference, ImageResolution } from '../../src/model/image.ts';
import { extensionOf } from '../../src/model/path.ts';

type Resolved<S> = { readonly reference: ImageReference; readonly resolution: Extract<ImageResolution, { status: S }> };

/** The references of a post that came out with the given status. */
export function* withStatus<S extends ImageResolution['status']>(status: S, post: Post, corpus: Corpus): Generator<Resolved<S>> {
  for (const reference of post.images) {
    const resolution = corpus.resolve(post, reference);
    if (resolution.status === status) yield { reference, resolution: resolution as Resolved<S>['resolution'] };
  }
}

const FORMATS: Readonly<Record<string, ImageFormat>> = {
  '.png': 'png',
  '.apng': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.jpe': 'jpeg',
  '.jfif': 'jpeg',
  '.gif': 'gif',
  '.webp': 'webp',
  '.avif': 'avif',
  '.heic': 'heif',
  '.heif': 'heif',
  '.svg': 'svg',
  '.ico': 'ico',
  '.bmp': 'bmp',
  '.tif': 'tiff',
  '.tiff': 'tiff',
  '.jxl': 'jxl',
};

/** The format that a file's extension promises; undefined for one that is no image's. */
export function promisedFormat(path: string): ImageFormat | undefined {
  return FORMATS[extensionOf(path)];
}

/** The image files that a post refers to, with what their bytes say. Videos, PDFs and the like are left out. */
export function* inspected(
  post: Post,
  corpus: Corpus,
): Generator<{ reference: ImageReference; path: string; inspection: ImageInspection }> {
  for (const reference of post.images) {
    const resolution = corpus.resolve(post, reference);
    if (resolution.status !== 'found' && resolution.status !== 'wrong-case') continue;
    const { path } = resolution;
    if (promisedFormat(path) !== undefined) yield { reference, path, inspection: corpus.inspect(path) };
  }
}
