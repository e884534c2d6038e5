import type { FileFacts } from './corpus.ts';
import type { ReadingSettings } from './document.ts';
import type { Finding } from './finding.ts';
import type { Failure } from './report.ts';

/** A finding and the rule that made it. */
export interface Signed {
  readonly rule: string;
  readonly finding: Finding;
}

/** What is known of a file by itself: a pure function of its path, its text and the settings. Plain data. */
export interface FileResult {
  readonly facts: FileFacts;
  readonly findings: readonly Signed[];
}

/** All that decides what is made of a text, as plain data. Files with equal settings share one object. */
export interface MapSettings {
  readonly reading: ReadingSettings;
  /** The file rules that run, with their options. */
  readonly rules: readonly (readonly [id: string, options: Readonly<Record<string, unknown>>])[];
  /** Whether one of them is a plugin's: what it finds is not kept, and this thread must ask it. */
  readonly hasGuests: boolean;
}

/** What came of reading and mapping one file. */
export interface Mapped {
  /** Undefined when there is no text to judge; `failures` then say why. */
  readonly result: FileResult | undefined;
  readonly failures: readonly Failure[];
  /** A hash of the bytes, where it was asked for. */
  readonly hash?: string | undefined;
}

/**
 * The same with the result as JSON in UTF-8. As that it goes to other threads and into caches; and read from that, it
 * holds on to no part of the text it was made of.
 */
export interface MappedJson extends Pick<Mapped, 'failures' | 'hash'> {
  readonly json: Uint8Array | undefined;
}
