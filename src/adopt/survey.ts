import { createAssets } from '../engine/assets.ts';
import { learn } from '../engine/learn.ts';
import { rootAsRead } from '../engine/post.ts';
import type { Collection } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import { EMPTY_MAP, type MapNode, scalarsOf } from '../model/frontmatter.ts';
import type { Host } from '../model/host.ts';
import type { ImageReference } from '../model/image.ts';
import type { FindImage, Sample } from './infer.ts';

/** All that is known of the posts of a collection. */
export interface Survey {
  /** With the image templates that were learned from its posts. */
  readonly collection: Collection;
  /** The posts whose front matter can be read; those without any have an empty one. */
  readonly samples: readonly Sample<MapNode>[];
  /** Posts whose front matter is broken, or in code. */
  readonly unread: readonly Post[];
  readonly findImage: FindImage;
  /** All references to images, those of front matter with them. */
  readonly images: readonly { readonly post: Post; readonly reference: ImageReference }[];
}

/** An image file by its name; a URL or a path, with no space or line break before its end. */
const IMAGE_FILE = /^[^\r\n]+\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|heic|jxl)(?:[?#].*)?$/i;
const REMOTE = /^(?:https?:)?\/\//i;

/** The collections that have posts, in the order of the config. */
export async function surveyOf(collections: readonly Collection[], corpus: Corpus, host: Host): Promise<Survey[]> {
  const drafts = corpus.posts.map((post) => ({ ...post, images: [...post.images, ...candidates(post)] }));
  const lessons = await learn(drafts, createAssets(host));
  return collections.flatMap(({ name }) => {
    const own = drafts.filter(({ collection }) => collection?.name === name);
    const [first] = own;
    if (first?.collection === undefined) return [];
    const collection = lessons.learned(first.collection);
    const posts = own.map((post): Post => ({ ...post, collection }));
    const isRead = ({ facts }: Post) => facts.frontmatterState === 'read' || facts.frontmatterState === 'none';
    return [
      {
        collection,
        samples: posts
          .filter(isRead)
          .map((post): Sample<MapNode> => ({ post, node: rootAsRead(post.collection, post.facts) ?? EMPTY_MAP })),
        unread: posts.filter((post) => !isRead(post)),
        findImage: ({ post, node }) =>
          IMAGE_FILE.test(String(node.value)) ? statusOf(post, referenceTo(String(node.value), node.span), corpus) : undefined,
        images: posts.flatMap((post) => post.images.map((reference) => ({ post, reference }))),
      } satisfies Survey,
    ];
  });
}

/** Texts of front matter that may name image files. */
function candidates({ facts }: Post): ImageReference[] {
  const { root } = facts.frontmatter ?? {};
  if (root === undefined) return [];
  return [...scalarsOf(root)].flatMap(({ value, span }) =>
    typeof value === 'string' && IMAGE_FILE.test(value) && !REMOTE.test(value) ? [referenceTo(value, span)] : [],
  );
}

function referenceTo(url: string, span: ImageReference['span']): ImageReference {
  return { url, span, kind: 'frontmatter' };
}

function statusOf(post: Post, reference: ImageReference, corpus: Corpus): ReturnType<FindImage> {
  if (REMOTE.test(reference.url)) return 'remote';
  const { status } = corpus.resolve(post, reference);
  return status === 'found' ? 'found' : status === 'not-judged' ? undefined : 'missing';
}
