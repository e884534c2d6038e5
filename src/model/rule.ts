import type { Corpus, Post } from './corpus.ts';
import type { Document } from './document.ts';
import type { Finding } from './finding.ts';
import type { JudgedMark } from './mark.ts';

/** A severity as it is configured. */
export const LEVELS = ['off', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** The schema of one option: a subset of JSON Schema, with its default. */
export interface OptionSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array';
  readonly description: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly items?: { readonly type: 'string' };
  readonly minimum?: number;
  /** `bytes`: a whole number, or a size such as `500 kB`; the rule gets the number. */
  readonly format?: 'bytes';
}

export interface RuleMeta {
  /** One sentence, in the words of the catalogue. */
  readonly summary: string;
  readonly level: Level;
  readonly fix?: 'safe' | 'unsafe';
  /** Set where it finds more once images are decoded. */
  readonly isDeeper?: true;
  /** The page of a rule that is not our own. */
  readonly url?: string;
  readonly options?: Readonly<Record<string, OptionSchema>>;
}

/** What a file rule yields; asynchronous only where it must load a parser. */
export type Findings = Iterable<Finding> | AsyncIterable<Finding>;

/** Judges one file by its own bytes. Pure: its findings may be cached. */
export interface FileRule<Options = never> {
  readonly kind: 'file';
  readonly meta: RuleMeta;
  /** Set for a rule of a plugin: nobody knows when its code changes, and other threads don't have it. */
  readonly isGuest?: boolean;
  check(document: Document, options: Options): Findings;
}

/** Judges a post in its world: the schema of its collection, the files beside it, the other posts. */
export interface CorpusRule<Options = never> {
  readonly kind: 'corpus';
  readonly meta: RuleMeta;
  /** Set for a rule that asks the web, which only the command line can allow: the URLs of a post that it wants to know of. */
  readonly urls?: ((post: Post, options: Options) => Iterable<string>) | undefined;
  check(post: Post, corpus: Corpus, options: Options): Iterable<Finding>;
}

/** Judges what no post answers for alone, such as files that nobody uses. `path` says where the finding stands. */
export interface SiteRule<Options = never> {
  readonly kind: 'site';
  readonly meta: RuleMeta;
  check(corpus: Corpus, options: Options): Iterable<Finding & { readonly path: string }>;
}

/** Judges the marks of a post that let findings stand, when all other rules have run. */
export interface MarkRule<Options = never> {
  readonly kind: 'mark';
  readonly meta: RuleMeta;
  check(marks: readonly JudgedMark[], options: Options): Iterable<Finding>;
}

export type Rule = FileRule | CorpusRule | SiteRule | MarkRule;

export function fileRule<Options = Record<never, never>>(rule: Omit<FileRule<Options>, 'kind'>): FileRule<Options> {
  return { kind: 'file', ...rule };
}

export function corpusRule<Options = Record<never, never>>(rule: Omit<CorpusRule<Options>, 'kind'>): CorpusRule<Options> {
  return { kind: 'corpus', ...rule };
}

export function siteRule<Options = Record<never, never>>(rule: Omit<SiteRule<Options>, 'kind'>): SiteRule<Options> {
  return { kind: 'site', ...rule };
}

export function markRule<Options = Record<never, never>>(rule: Omit<MarkRule<Options>, 'kind'>): MarkRule<Options> {
  return { kind: 'mark', ...rule };
}

/** Rules by id. */
export type RuleSet = ReadonlyMap<string, Rule>;
