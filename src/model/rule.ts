import type { Corpus, Post } from './corpus.ts';
import type { Document } from './document.ts';
import type { Finding } from './finding.ts';

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
  check(post: Post, corpus: Corpus, options: Options): Iterable<Finding>;
}

/** Judges what no post answers for alone, such as files that nobody uses. `path` says where the finding stands. */
export interface SiteRule<Options = never> {
  readonly kind: 'site';
  readonly meta: RuleMeta;
  check(corpus: Corpus, options: Options): Iterable<Finding & { readonly path: string }>;
}

export type Rule = FileRule | CorpusRule | SiteRule;

export function fileRule<Options = Record<never, never>>(rule: Omit<FileRule<Options>, 'kind'>): FileRule<Options> {
  return { kind: 'file', ...rule };
}

export function corpusRule<Options = Record<never, never>>(rule: Omit<CorpusRule<Options>, 'kind'>): CorpusRule<Options> {
  return { kind: 'corpus', ...rule };
}

export function siteRule<Options = Record<never, never>>(rule: Omit<SiteRule<Options>, 'kind'>): SiteRule<Options> {
  return { kind: 'site', ...rule };
}

/** Rules by id. */
export type RuleSet = ReadonlyMap<string, Rule>;
