import type { Site } from '../../model/site.ts';
import { isCall, keysAt, stringAt, stringsAt, valueAt } from './values.ts';

type Highlighter = 'shiki' | 'prism' | 'hljs';

export interface Highlighting {
  /** Left out where it is one whose languages are not known, such as Pygments. */
  readonly highlighter?: Highlighter | undefined;
  /** Whether `js{2-3}` is a language and its lines. */
  readonly gluedRange?: boolean;
  /** What the site's config adds. */
  readonly languages?: Languages;
}

export interface Languages {
  readonly names: readonly string[];
  /** False where some are added by code: then none can be called unknown. */
  readonly areKnown: boolean;
}

/** What it means for the rules of code that a site is highlighted so. */
export function highlightingRules({ highlighter, gluedRange, languages }: Highlighting): Site['rules'] {
  const options = {
    ...(highlighter && { highlighter }),
    ...(gluedRange && { gluedRange }),
    ...(languages !== undefined && languages.names.length > 0 && { allow: languages.names }),
  };
  if (languages?.areKnown === false) return { 'code/unknown-language': ['off', options] };
  return Object.keys(options).length === 0 ? {} : { 'code/unknown-language': ['warn', options] };
}

/** Of Shiki: a list of names and of grammars, and names that stand for others. */
export function shikiLanguages(list: unknown, aliases?: unknown): Languages {
  const entries = list === undefined ? [] : Array.isArray(list) ? list.flat() : [list];
  const named = entries.map(namesOf);
  return {
    names: [...named.flatMap((names) => names ?? []), ...keysAt(aliases)],
    areKnown: named.every((names) => names !== undefined),
  };
}

function namesOf(entry: unknown): string[] | undefined {
  if (typeof entry === 'string') return [entry];
  const ids = [stringAt(entry, 'name'), stringAt(entry, 'id')].filter((name) => name !== undefined);
  return ids.length === 0 ? undefined : [...ids, ...stringsAt(entry, 'aliases')];
}

/** Of several lists. */
export function joinedLanguages(...lists: readonly Languages[]): Languages {
  return { names: [...new Set(lists.flatMap(({ names }) => names))], areKnown: lists.every(({ areKnown }) => areKnown) };
}

const BY_PACKAGE: readonly (readonly [Highlighter, readonly string[]])[] = [
  ['shiki', ['rehype-pretty-code', '@shikijs/rehype', '@shikijs/markdown-it', '@stefanprobst/rehype-shiki', 'rehype-expressive-code']],
  [
    'prism',
    [
      'rehype-prism-plus',
      'rehype-prism',
      '@mapbox/rehype-prism',
      'remark-prism',
      'gatsby-remark-prismjs',
      '@11ty/eleventy-plugin-syntaxhighlight',
    ],
  ],
  ['hljs', ['rehype-highlight', 'remark-highlight.js', 'gatsby-remark-highlight.js', 'markdown-it-highlightjs']],
];

/** The one whose plugin is the only one of its kind among the dependencies. */
export function highlighterOf(dependencies: ReadonlySet<string>): Highlighter | undefined {
  const found = BY_PACKAGE.filter(([, packages]) => packages.some((name) => dependencies.has(name)));
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** Of Expressive Code: its options under `shiki`, wherever they stand in the options of an integration. */
export function expressiveCodeLanguages(options: unknown): Languages {
  const shiki = valueAt(isCall(options) ? options.arguments[0] : options, 'shiki');
  return shikiLanguages(valueAt(shiki, 'langs'), valueAt(shiki, 'langAlias'));
}
