import picomatch from 'picomatch';
import type { Collection } from '../model/config.ts';
import type { ImageReference, ImageResolution } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import { baseOf, decodePercent, dirOf, extensionOf, foldName, normalise, stemOf } from '../model/path.ts';
import type { Assets } from './assets.ts';
import { fill, placeholdersOf } from './template.ts';

/** A scheme of two letters or more (`c:` is a drive), or a protocol-relative URL. */
const REMOTE = /^(?:[a-z][a-z\d+.-]+:|\/\/)/i;
/** A place on the writer's own disk. */
const LOCAL = /^(?:file:|[a-z]:[\\/])/i;
/** Written by Liquid, Nunjucks, Tera, Vue, EJS, JSX or a template literal when the site is built. */
const TEMPLATED = /^\{|\{\{|\{%|\$\{|<%|%[A-Z_]+%/;
/** Begins as the aliases of bundlers do. */
const ALIAS_LIKE = /^[@~]/;

/** Climbs out of the post's folder and down into a date: relative to the address of the page, which no folder mirrors. */
const PERMALINK = /^(?:\.\.\/)+\d{4}\/\d{1,2}\//;

const NOT_JUDGED: ImageResolution = { status: 'not-judged' };

/** Where `reference`, in the post at `postPath`, leads. Candidates are tried in order; the first file wins. */
export function resolveImage(
  reference: ImageReference,
  postPath: string,
  collection: Collection | undefined,
  assets: Assets,
): ImageResolution {
  const { url } = reference;
  if (LOCAL.test(url)) return { status: 'outside-root' };
  if (REMOTE.test(url) || TEMPLATED.test(url) || isExternal(url, collection)) return NOT_JUDGED;
  const ref = url.replace(/[?#].*$/s, '');
  if (ref === '') return NOT_JUDGED;

  const templates = templatesOf(reference, ref, collection);
  if (templates === undefined) return NOT_JUDGED;
  const values = placeholdersOf(postPath, collection);
  const spellings = [...new Set([decodePercent(ref), ref])];
  const candidates = [
    ...new Set(
      templates.flatMap(({ template, rest }) => spellings.map((spelling) => normalise(fill(template, { ...values, ref: rest(spelling) })))),
    ),
  ];
  const inside = candidates.filter((candidate) => candidate !== undefined && candidate !== '') as string[];

  let variant: string | undefined;
  for (const path of inside) {
    const found = assets.find(path);
    if (found.status === 'exact') return { status: 'found', path };
    if (found.status === 'variant') variant ??= found.path;
  }
  if (variant !== undefined) return { status: 'wrong-case', path: variant, url: respell(url, ref, variant) };
  if (PERMALINK.test(ref)) return NOT_JUDGED;
  if (inside.length < candidates.length) return { status: 'outside-root' };
  return { status: 'missing', tried: inside, nearest: nearestTo(ref, inside, assets) };
}

interface Candidate {
  readonly template: string;
  /** What of the reference fills `{ref}`. */
  rest(ref: string): string;
}

/** Undefined when nothing is known of where such a reference leads. */
function templatesOf({ kind }: ImageReference, ref: string, collection: Collection | undefined): Candidate[] | undefined {
  const alias = Object.keys(collection?.alias ?? {})
    .filter((prefix) => ref.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
  if (alias !== undefined) return [{ template: `${collection?.alias[alias]}/{ref}`, rest: (spelling) => spelling.slice(alias.length) }];
  if (ALIAS_LIKE.test(ref)) return undefined;
  // Without an extension it is rather a route that draws an image than a file.
  if (ref.startsWith('/') && extensionOf(ref) === '') return undefined;
  if (ref.startsWith('/')) return collection?.publicDirs.map((folder) => ({ template: `${folder}/{ref}`, rest: (spelling) => spelling }));
  const relative = { template: '{dir}/{ref}', rest: (spelling: string) => spelling };
  // A bundler takes a bare specifier for a package.
  if (kind === 'import') return /^\.\.?\//.test(ref) ? [relative] : undefined;
  return collection === undefined ? [relative] : collection.images.map((template) => ({ ...relative, template }));
}

function isExternal(url: string, collection: Collection | undefined): boolean {
  return collection !== undefined && collection.external.length > 0 && picomatch.isMatch(url, [...collection.external], { dot: true });
}

/** The reference with as many of its last segments replaced as the real path has otherwise. */
function respell(url: string, ref: string, path: string): string {
  const wanted = ref.split('/');
  const real = path.split('/').slice(-wanted.length);
  const parts = wanted.map((part, index) => {
    const name = real[index - wanted.length + real.length];
    const same = name === undefined || part === '.' || part === '..' || foldName(decodePercent(part)) !== foldName(name);
    return same ? part : part === decodePercent(part) ? name : encodeURIComponent(name);
  });
  return parts.join('/') + url.slice(ref.length);
}

/** The same name with another extension, else the most similar name, among the folders that were tried. */
function nearestTo(ref: string, tried: readonly string[], assets: Assets): string | undefined {
  const names = new Set(tried.flatMap((path) => assets.filesIn(dirOf(path))));
  const wanted = decodePercent(baseOf(ref));
  const found =
    [...names].find(
      (name) =>
        name !== wanted && /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(name) && stemOf(name).toLowerCase() === stemOf(wanted).toLowerCase(),
    ) ?? nearest(wanted, names);
  return found === undefined ? undefined : ref.slice(0, ref.length - baseOf(ref).length) + found;
}
