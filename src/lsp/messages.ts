import type { Diagnostic } from 'vscode-languageserver';
import type { Encoding } from './encoding.ts';

/** A text that is open in the editor. */
export interface OpenText {
  readonly uri: string;
  readonly text: string;
}

/** What a thread is told when it starts. Paths between the threads are absolute. */
export interface ThreadSetup {
  /** The folder that is open: where the config is looked for, from there upwards. */
  readonly folder: string;
  /** Set for the folder of a file that was opened without any: only open files are judged there. */
  readonly isLone: boolean;
  /** As for `--config`. */
  readonly config: string | undefined;
  readonly untrusted: boolean;
  readonly encoding: Encoding;
  /** Whether the client takes findings that are not complete yet, because it is told when they are. */
  readonly takesGlimpses: boolean;
  /** Whether the client shows Markdown where it shows what is said of a place. */
  readonly takesMarkdown: boolean;
  /** Whether the client renames files when it is asked to. */
  readonly canRenameFiles: boolean;
  /** What is open already, by absolute path. */
  readonly open: readonly (readonly [path: string, text: OpenText])[];
  /** Files that a rule hung on: they are left alone until they change. */
  readonly shunned: readonly string[];
  /** Where the thread notes which file it is at; see `progress.ts`. */
  readonly progress: SharedArrayBuffer;
}

/** A question, and the parameters of the client's request. */
export interface Question {
  readonly name: string;
  readonly params: unknown;
}

export type ToThread =
  /** An editor's text; undefined once the file is closed. */
  | { readonly kind: 'buffer'; readonly path: string; readonly text: OpenText | undefined }
  /** Something on the disk is not as it was. */
  | { readonly kind: 'disk' }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** Answered by `FileFindings`. */
  | { readonly kind: 'findings'; readonly id: number; readonly path: string }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'ping' };

/** The id of the findings in a file that has none. */
export const NO_FINDINGS = 'none';

/** The findings in a file; none any more where there are no diagnostics. */
export interface FileFindings {
  readonly path: string;
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The same for equal diagnostics. */
  readonly id: string;
}

export type FromThread =
  /** Only files whose findings are others than they were. */
  | { readonly kind: 'findings'; readonly files: readonly FileFindings[] }
  /** `value` is JSON of the protocol. */
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  /** All that is wrong is told, as an earlier run of the same files has found it; it is judged again nevertheless. */
  | { readonly kind: 'known' }
  /** All that was asked for is done. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'pong' };
