import type { SiteFiles } from './frameworks/files.ts';
import { stringAt, valueAt } from './frameworks/values.ts';

/** Addresses that the host of the site leads on to others: exact, or as globs. Read from `vercel.json`, `netlify.toml` and `_redirects`. */
export async function redirectsOf(files: SiteFiles): Promise<string[]> {
  const vercel = await files.json('vercel.json');
  const netlify = await files.toml('netlify.toml');
  const lists = ['', 'public/', 'static/', 'src/', 'docs/public/'].flatMap((folder) => linesOf(files.text(`${folder}_redirects`)));
  const sources = [
    ...sourcesAt(vercel, 'redirects', 'source'),
    ...sourcesAt(vercel, 'rewrites', 'source'),
    ...sourcesAt(netlify, 'redirects', 'from'),
    ...lists,
  ];
  return [...new Set(sources.map(globOf))].filter((glob) => glob.startsWith('/') && !COVERS_ALL.test(glob));
}

/** Meant for pages that are not there: it would make every address a good one. */
const COVERS_ALL = /^\/\*{1,2}$/;

function sourcesAt(config: unknown, key: string, name: string): string[] {
  const list = valueAt(config, key);
  return Array.isArray(list) ? list.flatMap((entry: unknown) => stringAt(entry, name) ?? []) : [];
}

/** `/old/* /new/:splat 301`, with comments. */
function linesOf(text = ''): string[] {
  return text.split('\n').flatMap((line) => /^\s*(\/\S*)\s+\S/.exec(line)?.[1] ?? []);
}

/** `/old/:path*`, `/old/(.*)` and `/old/*` stand for all below; `/old/:name` for one part. */
function globOf(source: string): string {
  return source
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/\([^()]*\)/g, '**')
    .replace(/:\w+\*\*/g, '*')
    .replace(/:\w+[*+]/g, '**')
    .replace(/:\w+\??/g, '*')
    .replace(/(?<!\*)\*$/, '**');
}
