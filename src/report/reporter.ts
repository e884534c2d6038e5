import type { Report } from '../model/report.ts';

/** What a report is rendered with. */
export interface ReportContext {
  readonly tool: { readonly name: string; readonly version: string };
  readonly color: boolean;
  /** The text of a file that was judged; undefined when it is gone. */
  sourceOf(path: string): string | undefined;
  /** Counts by rule, where the format has a place for them. */
  readonly statistics: boolean;
}

/** Renders a whole report; the text ends with a line break, or is empty. */
export type Reporter = (report: Report, context: ReportContext) => string;
