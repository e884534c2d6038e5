import type { OpaqueSyntax } from '../../model/document.ts';
import { isCall } from './values.ts';

const MATH = ['remark-math', 'rehype-katex', 'rehype-mathjax', 'markdown-it-mathjax3', 'markdown-it-katex', '@vscode/markdown-it-katex'];

/** Syntaxes that the Markdown plugins of a site bring. */
export function opaqueOf(dependencies: ReadonlySet<string>, ...own: readonly OpaqueSyntax[]): OpaqueSyntax[] {
  const added: OpaqueSyntax[] = [...own];
  if (MATH.some((name) => dependencies.has(name))) added.push('math');
  if (dependencies.has('remark-directive')) added.push('directives');
  if (dependencies.has('remark-wiki-link') || dependencies.has('@flowershow/remark-wiki-link')) added.push('wikilinks');
  return [...new Set(added)];
}

/** Whether headings get anchors as GitHub makes them, where the framework gives them none. */
export function slugsHeadings(dependencies: ReadonlySet<string>): boolean {
  return ['rehype-slug', 'github-slugger', 'gatsby-remark-autolink-headers', 'remark-slug'].some((name) => dependencies.has(name));
}

/** Options by which plugins are told where their pages go. */
const PLACES = new Set(['base', 'out', 'outDir', 'outputDir', 'output', 'prefix', 'route', 'routePath', 'routeBasePath', 'path']);

/** The folders of addresses that plugins of whatever kind may fill with pages of their own. */
export function placesOf(plugin: unknown, depth = 0): string[] {
  if (typeof plugin !== 'object' || plugin === null || depth > 4) return [];
  const inner = isCall(plugin) ? plugin.arguments : Object.values(plugin);
  const own = Object.entries(plugin).flatMap(([key, value]) => (PLACES.has(key) && typeof value === 'string' ? [value] : []));
  const places = own.map((place) => place.replace(/^[./]+|\/+$/g, '')).filter((place) => place !== '' && !place.includes('*'));
  return [...places, ...inner.flatMap((value) => placesOf(value, depth + 1))];
}
