import type { Report } from '../model/report.ts';
import type { RuleMeta } from '../model/rule.ts';

/** What a report is rendered with. */
export interface ReportContext {
  readonly tool: { readonly name: string; readonly version: string };
  readonly color: boolean;
  /** The text of a file that was judged; undefined when it is gone. */
  sourceOf(path: string): string | undefined;
  /** Counts by rule, where the format has a place for them. */
  readonly statistics: boolean;
  /** What is known of a rule, and its page as Markdown; undefined for a rule that is none of ours. */
  ruleOf(id: string): { readonly meta: RuleMeta; readonly page: string } | undefined;
  /** A path as the service that hosts the repository knows it: from the root of the repository. */
  fromRepository(path: string): string;
  /** A path as a program knows it that is run in the same folder. */
  fromFolder(path: string): string;
  /** The bytes of a file of the content, unless it is longer than `most`; undefined when it can't be read. */
  bytesOf(path: string, most: number): Uint8Array | undefined;
}

/** Renders a whole report; the text ends with a line break, or is empty. */
export type Reporter = (report: Report, context: ReportContext) => string;
