import type { Span } from './span.ts';

/** What a rule yields: where, and what is wrong. Who and how bad is added in one place, later. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  /** Set where a finding is at most a warning, whatever the level of its rule. */
  readonly level?: 'warn' | undefined;
  /** What to do about it, one sentence. */
  readonly hint?: string | undefined;
  readonly related?: readonly Related[] | undefined;
  readonly fix?: Fix | undefined;
  /** Where more is said, for what another linter finds. */
  readonly url?: string | undefined;
  /** The image file that is at fault, relative to the root, where there is one to be shown. */
  readonly image?: string | undefined;
}

export interface Related {
  /** The other file; left out when it is the same one. */
  readonly path?: string;
  readonly span: Span;
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  /** Safe: what the reader sees stays or becomes what was plainly meant. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly span: Span;
  readonly text: string;
}
