import type { Collection } from '../model/config.ts';
import type { Post } from '../model/corpus.ts';
import type { ImageReference, ImageResolution } from '../model/image.ts';
import { near, nearest } from '../model/nearest.ts';
import { baseOf, decodePercent, dirOf, extensionOf, normalise, stemOf } from '../model/path.ts';
import type { Assets } from './assets.ts';
import { aliasOf, isExternal, isTemplated, REMOTE, respell } from './reference.ts';
import { fill, placeholdersOf } from './template.ts';

/** A place on the writer's own disk. */
const LOCAL = /^(?:file:|[a-z]:[\\/])/i;
/** Begins as the aliases of bundlers do. */
const ALIAS_LIKE = /^[@~]/;

/** Climbs out of the post's folder and down into a date: relative to the address of the page, which no folder mirrors. */
const PERMALINK = /^(?:\.\.\/)+\d{4}\/\d{1,2}\//;

const notJudged = (reason: string | undefined): ImageResolution => ({ status: 'not-judged', reason });

/** Where `reference`, in `post`, leads. Candidates are tried in order; the first file wins. */
export function resolveImage(reference: ImageReference, post: Post, assets: Assets): ImageResolution {
  const { url } = reference;
  if (LOCAL.test(url)) return { status: 'outside-root' };
  if (REMOTE.test(url) || isExternal(url, post.collection)) return notJudged(undefined);
  if (isTemplated(url)) return notJudged('made by a template');
  const ref = withoutQuery(url);
  if (ref === '') return notJudged(undefined);

  const candidates = candidatesOf(reference, post);
  if (typeof candidates === 'string') return notJudged(candidates);
  const inside = candidates.filter((candidate) => candidate !== undefined && candidate !== '') as string[];

  let variant: string | undefined;
  for (const path of inside) {
    const found = assets.find(path);
    if (found.status === 'exact') return { status: 'found', path };
    if (found.status === 'variant') variant ??= found.path;
  }
  if (variant !== undefined) return { status: 'wrong-case', path: variant, url: respell(url, ref, variant) };
  if (PERMALINK.test(ref)) return notJudged('relative to the address of a page');
  // The first template says where the reference is meant to lead.
  if (candidates[0] === undefined) return { status: 'outside-root' };
  return { status: 'missing', tried: inside, ...nearestTo(ref, inside, assets) };
}

/** The paths that a reference to a file of the project may stand for, in order; undefined for one outside of the root. A text says why none is known. */
export function candidatesOf(
  reference: Pick<ImageReference, 'url' | 'kind'>,
  { path, collection, facts }: Post,
): readonly (string | undefined)[] | string {
  const ref = withoutQuery(reference.url);
  const templates = templatesOf(reference.kind, ref, collection);
  if (typeof templates === 'string') return templates;
  const values = placeholdersOf(path, collection, facts.frontmatter?.root);
  const spellings = [...new Set([decodePercent(ref), ref])];
  const candidates = templates.flatMap(({ template, rest }) => {
    const place = fill(template, values);
    // A post that lacks the key has no such place.
    return place.includes('{frontmatter.')
      ? []
      : spellings.map((spelling) => normalise(fill(place, (name) => (name === 'ref' ? rest(spelling) : undefined))));
  });
  return [...new Set(candidates)];
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

interface Candidate {
  readonly template: string;
  /** What of the reference fills `{ref}`. */
  rest(ref: string): string;
}

/** Why nothing is known, where nothing is known of where such a reference leads. */
function templatesOf(kind: ImageReference['kind'], ref: string, collection: Collection | undefined): Candidate[] | string {
  if (aliasOf(ref, collection) !== undefined) return [{ template: '{ref}', rest: (spelling) => aliasOf(spelling, collection) ?? spelling }];
  if (ALIAS_LIKE.test(ref)) return 'begins with an alias that is not known';
  if (ref.startsWith('/')) {
    // Without an extension it is rather a route that draws an image than a file.
    if (extensionOf(ref) === '') return 'no file by its name: it may be drawn by a route';
    if (collection === undefined) return 'in no collection: it is not known which folder is served';
    const { base } = collection.site;
    const rest = (spelling: string) => (spelling.startsWith(`${base}/`) ? spelling.slice(base.length) : spelling);
    return collection.publicDirs.flatMap((folder) => [
      { template: `${folder}/{ref}`, rest: (spelling) => spelling },
      { template: `${folder}/{ref}`, rest },
    ]);
  }
  const relative = { template: '{dir}/{ref}', rest: (spelling: string) => spelling };
  if (kind === 'import') return /^\.\.?\//.test(ref) ? [relative] : 'imported from a package';
  return collection === undefined ? [relative] : collection.images.map((template) => ({ ...relative, template }));
}

/** The same name with another extension, else the most similar name, among the folders that were tried. */
function nearestTo(ref: string, tried: readonly string[], assets: Assets): { nearest: string | undefined; isOnly: boolean } {
  const names = new Set(tried.flatMap((path) => assets.filesIn(dirOf(path))));
  const wanted = decodePercent(baseOf(ref));
  const isImage = (name: string) => /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(name);
  const sameStem = [...names].filter(
    (name) => name !== wanted && isImage(name) && stemOf(name).toLowerCase() === stemOf(wanted).toLowerCase(),
  );
  const found = sameStem[0] ?? nearest(wanted, names);
  if (found === undefined) return { nearest: undefined, isOnly: false };
  const all = new Set([...sameStem, ...near(wanted, [...names].filter(isImage))]);
  return { nearest: ref.slice(0, ref.length - baseOf(ref).length) + found, isOnly: all.size === 1 && all.has(found) };
}
