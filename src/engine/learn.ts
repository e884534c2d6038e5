import type { Collection } from '../model/config.ts';
import type { Post } from '../model/corpus.ts';
import type { ImageReference } from '../model/image.ts';
import { byText } from '../model/order.ts';
import { baseOf, decodePercent, normalise } from '../model/path.ts';
import type { Pause } from '../model/pause.ts';
import { tally } from '../model/tally.ts';
import type { Assets } from './assets.ts';
import { aliasOf } from './reference.ts';
import { resolveImage } from './resolve-image.ts';
import { type Placeholders, placeholdersOf } from './template.ts';

/** What the references of all posts together say of where a site keeps its images. */
export interface Lessons {
  /** The collection with the templates that were learned. */
  learned(collection: Collection): Collection;
  /** Why a reference that leads nowhere is not told, or undefined where it is. */
  unexplained(post: Post, reference: ImageReference): string | undefined;
  readonly notices: readonly string[];
}

/** A reference that no template leads to a file. */
interface Lost {
  readonly post: Post;
  /** Without query and fragment, percent signs decoded, and without `./`. */
  readonly ref: string;
}

/** References of one kind, which one place would explain: relative ones of a collection, or absolute ones of a folder. */
interface Group {
  readonly collection: Collection;
  /** `/media` for `/media/x.png`; undefined for relative references. */
  readonly folder: string | undefined;
  resolved: number;
  readonly lost: Lost[];
}

/** A template must explain so many references, and this share of the lost ones. */
const LEAST_VOTES = 3;
const CLEAR_MAJORITY = 0.75;
/** So many, in several posts, and this many times as many as are found: then it is our knowledge that lacks, not their files. */
const FLOOD = 10;
const FLOOD_POSTS = 3;
const FLOOD_SHARE = 4;

export async function learn(posts: Iterable<Post>, assets: Assets, pause?: Pause): Promise<Lessons> {
  const groups = await grouped(posts, assets, pause);
  const suspicious = [...groups.values()].filter(({ lost }) => lost.length >= LEAST_VOTES);
  const found = new Map<Collection, { images: string[]; publicDirs: string[] }>();
  const unexplained = new Set<string>();
  const notices: string[] = [];
  const byName = suspicious.length === 0 ? new Map<string, string[]>() : filesByName(assets);

  for (const group of suspicious) {
    const { collection, folder, lost, resolved } = group;
    const key = folder === undefined ? 'images' : 'publicDirs';
    const { template, votes } = mostVotes(lost.map((reference) => templatesFor(reference, folder !== undefined, byName)));
    if (template !== undefined && votes >= LEAST_VOTES && votes >= CLEAR_MAJORITY * lost.length) {
      const lessons = found.get(collection) ?? { images: [], publicDirs: [] };
      found.set(collection, lessons);
      if (lessons[key].includes(template)) continue;
      lessons[key].push(template);
      const line = `${key}: ${JSON.stringify([...collection[key], template])}`;
      notices.push(`collection \`${collection.name}\`: ${votes} images were found by \`${template}\`; pin it with \`${line}\``);
    } else if (isFlood(group)) {
      unexplained.add(keyOf(collection, folder));
      const remedy =
        folder === undefined
          ? '`images` of the collection says where they lie'
          : `if they are served from elsewhere, write \`external: ["${folder}/**"]\``;
      const what = folder === undefined ? 'relative image references' : `image references below \`${folder}/\``;
      notices.push(
        `collection \`${collection.name}\`: ${lost.length} of ${lost.length + resolved} ${what} lead to no file, so none is judged; ${remedy}`,
      );
    }
  }
  const collections = new Map([...found].map(([collection, lessons]) => [collection, extended(collection, lessons)]));
  return {
    learned: (collection) => collections.get(collection) ?? collection,
    unexplained: ({ collection }, { url }) =>
      collection !== undefined && unexplained.size > 0 && unexplained.has(keyOf(collection, folderIn(url)))
        ? 'no template explains where such images lie'
        : undefined,
    notices,
  };
}

function isFlood({ lost, resolved }: Group): boolean {
  return lost.length >= FLOOD && lost.length > FLOOD_SHARE * resolved && new Set(lost.map(({ post }) => post)).size >= FLOOD_POSTS;
}

function extended(collection: Collection, { images, publicDirs }: { images: string[]; publicDirs: string[] }): Collection {
  return { ...collection, images: [...collection.images, ...images], publicDirs: [...collection.publicDirs, ...publicDirs] };
}

async function grouped(posts: Iterable<Post>, assets: Assets, pause: Pause | undefined): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  for (const post of posts) {
    await pause?.();
    const { collection } = post;
    if (collection === undefined) continue;
    for (const reference of post.images) {
      if (reference.kind === 'import' || aliasOf(reference.url, collection) !== undefined) continue;
      const folder = folderIn(reference.url);
      if (collection.origins[folder === undefined ? 'images' : 'publicDirs'] === 'config') continue;
      const { status } = resolveImage(reference, post, assets);
      if (status !== 'found' && status !== 'missing') continue;
      const key = keyOf(collection, folder);
      const group: Group = groups.get(key) ?? { collection, folder, resolved: 0, lost: [] };
      groups.set(key, group);
      if (status === 'found') group.resolved++;
      else group.lost.push({ post, ref: decodePercent(reference.url.replace(/[?#].*$/s, '')).replace(/^(?:\.\/)+/, '') });
    }
  }
  return groups;
}

function keyOf({ name }: Collection, folder: string | undefined): string {
  return `${name}\n${folder ?? ''}`;
}

/** The first folder of an absolute reference; undefined for a relative one. */
function folderIn(url: string): string | undefined {
  return url.startsWith('/') ? (/^\/[^/]+(?=\/)/.exec(url)?.[0] ?? '/') : undefined;
}

function filesByName(assets: Assets): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const path of assets.filesBelow('')) {
    const same = files.get(baseOf(path));
    if (same === undefined) files.set(baseOf(path), [path]);
    else same.push(path);
  }
  return files;
}

/** Every template by which this reference would lead to a file that is there. */
function templatesFor({ post, ref }: Lost, isAbsolute: boolean, byName: ReadonlyMap<string, readonly string[]>): string[] {
  const wanted = `/${normalise(ref) ?? ref}`;
  const folders = (byName.get(baseOf(ref)) ?? [])
    .filter((path) => `/${path}`.endsWith(wanted))
    .map((path) => path.slice(0, Math.max(0, path.length - wanted.length)));
  if (isAbsolute) return folders.map((folder) => folder || '.');
  const values = placeholdersOf(post.path, post.collection, post.facts.frontmatter?.root);
  return [...new Set(folders.flatMap((folder) => [`${folder}/{ref}`, `${generalised(folder, values)}/{ref}`]))].map((template) =>
    template.replace(/^\//, ''),
  );
}

/** A folder with the post's own names in it replaced by their placeholders. */
function generalised(folder: string, placeholder: Placeholders): string {
  const [slug, name, collection] = ['slug', 'name', 'collection'].map(placeholder);
  return folder
    .split('/')
    .map((part) => (part === slug ? '{slug}' : part === name ? '{name}' : part === collection ? '{collection}' : part))
    .join('/');
}

/** Of templates that explain equally many references, the one with more placeholders. */
function mostVotes(ballots: readonly (readonly string[])[]): { template: string | undefined; votes: number } {
  const [best] = [...tally(ballots.flat())].sort(
    ([a, most], [b, fewer]) => fewer - most || b.split('{').length - a.split('{').length || byText(a, b),
  );
  return { template: best?.[0], votes: best?.[1] ?? 0 };
}
