import type { CompletionItem, CompletionItemKind, Range } from 'vscode-languageserver';

/** The names of these numbers are in a module that a thread need not load. */
const KINDS = { key: 10, value: 12, file: 17, anchor: 18, folder: 19, language: 20, rule: 21 } satisfies Record<string, CompletionItemKind>;

export interface Suggestion {
  readonly label: string;
  readonly kind: keyof typeof KINDS;
  /** What is written, where it is not the label. */
  readonly text?: string;
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** Lower ones come first; those of one rank in the order of their labels. */
  readonly rank?: number;
}

/** What may stand at a place, and how much before and behind the cursor it takes the place of. */
export interface Suggestions {
  readonly all: readonly Suggestion[];
  readonly before: number;
  readonly behind: number;
  /** Set where there are more, which would be found by typing on. */
  readonly isCut?: boolean;
}

export function itemOf({ label, kind, text = label, detail, documentation, rank = 0 }: Suggestion, range: Range): CompletionItem {
  return {
    label,
    kind: KINDS[kind],
    textEdit: { range, newText: text },
    sortText: `${rank} ${label}`,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation }),
  };
}
