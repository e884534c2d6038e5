import type { Corpus, Post } from '../model/corpus.ts';
import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import type { DecodeImage, ImageFormat, ImageInspection } from '../model/image.ts';

/** What a decoder of pixels reads; drawings and rarer formats are judged by their structure alone. */
const DECODED = new Set<ImageFormat>(['png', 'jpeg', 'gif', 'webp', 'avif', 'tiff']);

/** The corpus, with every image that the posts refer to decoded beforehand: rules can't wait. */
export async function withPixels(corpus: Corpus, posts: readonly Post[], host: Host, decode: DecodeImage): Promise<Corpus> {
  const paths = new Set<string>();
  for (const post of posts) {
    for (const reference of post.images) {
      const resolution = corpus.resolve(post, reference);
      if (resolution.status === 'found' || resolution.status === 'wrong-case') paths.add(resolution.path);
    }
  }
  const refused = new Map<string, ImageInspection>();
  // One by one: decoders such as libvips keep the errors of all pictures in one place. They have threads of their own.
  for (const path of paths) {
    const inspection = corpus.inspect(path);
    if (inspection.status !== 'image' || !DECODED.has(inspection.format)) continue;
    const reason = await refusal(host, path, decode);
    if (reason !== undefined) refused.set(path, { status: 'corrupt', bytes: inspection.bytes, reason });
  }
  return { ...corpus, inspect: (path) => refused.get(path) ?? corpus.inspect(path) };
}

async function refusal(host: Host, path: string, decode: DecodeImage): Promise<string | undefined> {
  try {
    const reason = await decode(host.read(path));
    return reason && `can't be decoded: ${reason}`;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}
