import { HostError } from '../model/errors.ts';
import type { Host } from '../model/host.ts';
import { baseOf, decodePercent } from '../model/path.ts';

/** Files of a project that may name an image: pages, styles, code, data. */
const TEXT =
  /\.(?:md|mdx|markdown|html?|xml|vue|svelte|astro|[cm]?[jt]sx?|css|scss|sass|less|styl|json5?|jsonc|webmanifest|ya?ml|toml|njk|liquid|hbs|pug|ejs|php|rb|py|go|tmpl|txt|csv)$/i;
const NAME = /[^\s"'`()<>=[\]{},;|/\\]+\.(?:a?png|jpe?g|jfif|gif|webp|avif|svg|ico|bmp|tiff?|hei[cf]|jxl)\b/gi;
/** Larger texts are data or bundles. */
const MOST_BYTES = 1024 * 1024;

/** The names of image files, without folders, that any text of the project mentions. */
export function mentionedImages(paths: Iterable<string>, host: Host): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of paths) {
    if (!TEXT.test(path)) continue;
    for (const [name] of textOf(path, host).matchAll(NAME)) names.add(baseOf(decodePercent(name)));
  }
  return names;
}

function textOf(path: string, host: Host): string {
  try {
    const { bytes, size } = host.readHead(path, MOST_BYTES);
    return size > MOST_BYTES ? '' : Buffer.from(bytes).toString('utf8');
  } catch (error) {
    if (error instanceof HostError) return '';
    throw error;
  }
}
