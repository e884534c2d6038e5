import type { SiteFiles } from './frameworks/files.ts';
import { stringAt, valueAt } from './frameworks/values.ts';

/** Where hosts look for `_redirects`: what lies there is served from the top. */
const FOLDERS = ['', 'public/', 'static/', 'src/', 'docs/public/'];

/** Addresses that the host of the site leads on to others: exact, or as globs. Read from `vercel.json`, `netlify.toml` and `_redirects`. */
export async function redirectsOf(files: SiteFiles): Promise<string[]> {
  const vercel = await files.json('vercel.json');
  const netlify = await files.toml('netlify.toml');
  const sources = [
    ...sourcesOf(valueAt(vercel, 'redirects'), 'source'),
    ...sourcesOf(valueAt(vercel, 'rewrites'), 'source'),
    ...sourcesOf(valueAt(netlify, 'redirects'), 'from'),
    ...FOLDERS.flatMap((folder) => linesOf(files.text(`${folder}_redirects`))),
  ];
  return [...new Set(sources)];
}

/** The addresses that a list of rules, of a host or of a framework, leads on from: those under `name`. */
export function sourcesOf(rules: unknown, name: string): string[] {
  return Array.isArray(rules) ? rules.flatMap((rule: unknown) => globOf(stringAt(rule, name) ?? '') ?? []) : [];
}

/** `/old/* /new/:splat 301`, with comments. */
function linesOf(text = ''): string[] {
  return text.split('\n').flatMap((line) => globOf(/^\s*(\/\S*)\s+\S/.exec(line)?.[1] ?? '') ?? []);
}

/**
 * `/old/:path*`, `/old/(.*)` and `/old/*` stand for all below; `/old/:name` for one part. Undefined for what has no part
 * of its own: it is meant for pages that are not there, and would make every address a good one.
 */
function globOf(source: string): string | undefined {
  const glob = source
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/:\w+(?:\([^()]*\))?[*+]|:splat\b|\(\.[*+]\)/g, '**')
    .replace(/:\w+(?:\([^()]*\))?\??/g, '*')
    .replace(/\([^()]*\)/g, '**')
    .replace(/(?<=\/)\*$/, '**');
  const fixed = glob.split('/').filter((part) => part !== '' && !part.includes('*'));
  return glob.startsWith('/') && (fixed.length > 0 || glob === '/') ? glob : undefined;
}
