import type { Edit } from './finding.ts';
import type { Span } from './span.ts';

/** A comment that lets findings stand. Plain data. */
export interface Mark {
  /** The whole comment. */
  readonly span: Span;
  /** `next` is for the next block or line. */
  readonly kind: 'next' | 'file' | 'start' | 'end';
  readonly rules: readonly NamedRule[];
  /** What is said behind `--`; undefined where nothing is. */
  readonly reason: string | undefined;
  /** What begins here stands; undefined where nothing follows, and where the other half of a start is not there. */
  readonly reach: Span | undefined;
  /** Set for a start without an end, and for an end without a start. */
  readonly isUnpaired?: true;
  /** What takes the mark away (and its end); undefined where that might change what readers see. */
  readonly removal: readonly Edit[] | undefined;
}

/** A rule that a mark names. */
export interface NamedRule {
  /** As written. */
  readonly id: string;
  readonly span: Span;
  /** What takes this name out of a mark that has others. */
  readonly removal: Edit | undefined;
}

/** A mark, when it is known what it let stand. */
export interface JudgedMark extends Omit<Mark, 'rules'> {
  readonly rules: readonly JudgedName[];
  /** The rules whose findings it could let stand, had it named them. */
  readonly within: readonly string[];
}

export interface JudgedName extends NamedRule {
  /**
   * `idle` ran and found nothing in reach of the mark; `unasked` did not run, or not fully; `mark` is a rule about marks
   * themselves, which stand to the config alone.
   */
  readonly state: 'used' | 'idle' | 'unasked' | 'unknown' | 'mark';
  /** The rule that was probably meant. */
  readonly nearest: string | undefined;
}
